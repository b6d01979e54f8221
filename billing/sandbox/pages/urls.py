"""Addresses of the sandbox's pages, under /stripe-sandbox/."""

from django.urls import path

from . import checkout, control, invoice, portal

app_name = "stripe_sandbox"
urlpatterns = [
    path("", control.control, name="control"),
    path("clock/", control.move_clock, name="clock"),
    path("delivery/", control.choose_delivery, name="delivery"),
    path("charges/<str:charge_id>/dispute/", control.dispute, name="dispute"),
    path("disputes/<str:dispute_id>/close/", control.close_dispute, name="close_dispute"),
    path("checkout/<str:session_id>/", checkout.checkout, name="checkout"),
    path("checkout/<str:session_id>/confirm/", checkout.confirm, name="confirm_checkout"),
    path("invoices/<str:invoice_id>/", invoice.invoice, name="invoice"),
    path("invoices/<str:invoice_id>/confirm/", invoice.confirm, name="confirm_invoice"),
    path("invoices/<str:invoice_id>/pdf/", invoice.pdf, name="invoice_pdf"),
    path("portal/<str:portal_id>/", portal.portal, name="portal"),
    path("portal/<str:portal_id>/card/", portal.change_card, name="portal_card"),
    path("portal/<str:portal_id>/card/confirm/", portal.confirm_card, name="portal_confirm_card"),
    path(
        "portal/<str:portal_id>/subscriptions/<str:subscription_id>/", portal.subscription, name="portal_end"
    ),
    path("portal/<str:portal_id>/invoices/<str:invoice_id>/", portal.pay_invoice, name="portal_pay"),
    path("portal/<str:portal_id>/tax-ids/", portal.add_tax_id, name="portal_add_tax_id"),
    path("portal/<str:portal_id>/tax-ids/<str:tax_id>/", portal.remove_tax_id, name="portal_remove_tax_id"),
]
