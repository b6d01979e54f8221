"""Who may sign up: one pure rule, asked by every door."""

from __future__ import annotations

from django.utils.translation import gettext as _


def refusal(*, policy: str, domains: list[str], email: str, invited: bool) -> str | None:
    """Why `email` may not sign up, in words for its owner, or None when it may.

    `policy` is open, domains or invite; `invited` says that an open invitation names this very address, which
    opens every policy. A domain matches exactly: `example.org` does not let in `mail.example.org`.
    """
    if invited or policy == "open":
        return None
    if policy == "invite":
        return _(
            "Signing up here takes an invitation for this address. Ask the people who run this site for one."
        )
    domain = email.rpartition("@")[2].lower()
    if domain in {allowed.lower().lstrip("@") for allowed in domains}:
        return None
    return _("Please use an address at {domains}. Others need an invitation.").format(
        domains=_(" or ").join(domains)
    )
