"""Where Stripe reports."""

from django.urls import path

from .webhooks import webhook

urlpatterns = [path("billing/webhook/", webhook, name="billing_webhook")]
