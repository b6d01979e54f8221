"""The permissions that belong to no model of their own. There is no table."""

from __future__ import annotations

from django.db import models


class Permissions(models.Model):  # noqa: DJ008 - it never has a row
    """Holds what staff may be allowed. A new permission is given to the roles that need it in roles.py."""

    class Meta:
        managed = False
        default_permissions = ()
        permissions = [
            ("view_admin", "Can open the admin"),
            ("view_people", "Can look people up"),
            ("view_runs", "Can look at answers, without what was written"),
            ("view_content", "Can read what people wrote and were answered, with a reason"),
            ("moderate", "Can act on reports, block sign-ups and suspend people"),
            ("view_audit", "Can read the audit log"),
            ("view_as", "Can see the product as a person sees it"),
            ("grant_credits", "Can give units on top of a plan"),
            ("extend_trial", "Can make a trial longer"),
            ("change_limits", "Can set an account's own limits"),
            ("refund", "Can pay money back"),
            ("cancel_run", "Can stop somebody's answer"),
            ("rerun", "Can have an answer made again"),
            ("resend_mail", "Can send a mail again"),
            ("unlock", "Can let somebody in who is locked out"),
            ("sign_out_everywhere", "Can end all of a person's sessions"),
            ("export_person", "Can export everything of a person"),
            ("controls", "Can switch parts of the product off and on"),
            ("grant_roles", "Can give and take roles"),
        ]
