"""Where Stripe reports; and in demo mode without a key, the pages of the sandbox that stands in for it."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from .webhooks import webhook

urlpatterns: list[URLPattern | URLResolver] = [path("billing/webhook/", webhook, name="billing_webhook")]
if settings.STRIPE_SANDBOX:
    urlpatterns.append(path("stripe-sandbox/", include("billing.sandbox.pages.urls")))
