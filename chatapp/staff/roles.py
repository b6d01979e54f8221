"""The roles, as a literal table: what each may do. docs/staff.md shows the same."""

from __future__ import annotations

EVERYBODY = ("staff.view_admin", "dashboard.view_dashboard")

ROLES: dict[str, tuple[str, ...]] = {
    "support": (
        *EVERYBODY,
        "staff.view_content",
        "staff.view_as",
        "staff.grant_credits",
        "staff.extend_trial",
        "staff.cancel_run",
        "staff.rerun",
        "staff.resend_mail",
        "staff.unlock",
        "staff.sign_out_everywhere",
    ),
    "finance": (
        *EVERYBODY,
        "billing.run_payments",
        "staff.refund",
        "staff.grant_credits",
        "staff.extend_trial",
        "staff.change_limits",
        "staff.resend_mail",
    ),
    "operator": (
        *EVERYBODY,
        "engines.connect_model",
        "staff.controls",
        "staff.change_limits",
        "staff.cancel_run",
        "staff.rerun",
        "staff.view_audit",
    ),
    "owner": (
        *EVERYBODY,
        "billing.run_payments",
        "engines.connect_model",
        "staff.view_content",
        "staff.view_audit",
        "staff.view_as",
        "staff.grant_credits",
        "staff.extend_trial",
        "staff.change_limits",
        "staff.refund",
        "staff.cancel_run",
        "staff.rerun",
        "staff.resend_mail",
        "staff.unlock",
        "staff.sign_out_everywhere",
        "staff.export_person",
        "staff.controls",
        "staff.grant_roles",
    ),
}
