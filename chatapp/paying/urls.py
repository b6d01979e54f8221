"""The pages about money."""

from django.urls import path

from chatapp.paying.views import billing, changes, checkout, pricing, staff, staff_account, usage

urlpatterns = [
    path("pricing/", pricing.pricing, name="pricing"),
    path("terms/", pricing.terms, name="terms"),
    path("billing/checkout/", checkout.checkout, name="checkout"),
    path("billing/return/", checkout.checkout_return, name="checkout_return"),
    path("settings/billing/", billing.billing, name="settings_billing"),
    path("settings/billing/<uuid:account_id>/", billing.billing, name="account_billing"),
    path("settings/billing/<uuid:account_id>/portal/", billing.portal, name="billing_portal"),
    path("settings/billing/<uuid:account_id>/refresh/", billing.refresh, name="refresh_billing"),
    path("settings/billing/<uuid:account_id>/change/", changes.change, name="change_plan"),
    path("settings/billing/<uuid:account_id>/cancel/", changes.cancel, name="cancel_plan"),
    path("settings/billing/<uuid:account_id>/resume/", changes.resume, name="resume_plan"),
    path("settings/billing/<uuid:account_id>/give-up/", changes.give_up, name="give_up_payment"),
    path("staff/payments/", staff.payments, name="staff_payments"),
    path("staff/payments/events/<str:event_id>/replay/", staff.replay, name="replay_event"),
    path("staff/payments/alerts/<int:alert_id>/resolve/", staff.resolve, name="resolve_alert"),
    path("staff/payments/find/", staff.find, name="find_account"),
    path("staff/payments/accounts/<uuid:account_id>/", staff_account.account, name="staff_account"),
    path("staff/payments/accounts/<uuid:account_id>/lift/", staff_account.lift, name="lift_suspension"),
    path("staff/payments/accounts/<uuid:account_id>/credit/", staff_account.credit, name="give_credit"),
    path("staff/payments/invoices/<str:invoice_id>/refund/", staff_account.refund, name="refund_invoice"),
    path("settings/usage/", usage.usage, name="settings_usage"),
    path("settings/usage/export/", usage.export, name="export_usage"),
]
