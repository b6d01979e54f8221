"""What a mail says, and the two forms in which it is sent: text, and HTML that mail programs can show."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string


@dataclass(frozen=True, slots=True)
class Content:
    """A mail's words. `action` is a label and where it leads: a path of this installation or an absolute address."""

    subject: str
    heading: str
    lines: tuple[str, ...]
    rows: tuple[tuple[str, str], ...] = ()
    action: tuple[str, str] | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A mail, ready to be sent. The subject is one line."""

    subject: str
    text: str
    html: str


def render(content: Content) -> Rendered:
    """The mail as text and as HTML. All addresses are absolute."""
    label, target = content.action or ("", "")
    context = {
        "content": content,
        "label": label,
        "url": absolute(target) if target else "",
        "site": settings.SITE_URL,
        "host": settings.SITE_URL.partition("://")[2],
    }
    prefix = settings.ACCOUNT_EMAIL_SUBJECT_PREFIX
    return Rendered(
        subject=" ".join(f"{prefix}{content.subject}".split()),
        text=render_to_string("billing/mails/mail.txt", context).strip() + "\n",
        html=render_to_string("billing/mails/mail.html", context),
    )


def absolute(target: str) -> str:
    """A path of this installation as an address; an address stays as it is."""
    return f"{settings.SITE_URL}{target}" if target.startswith("/") else target
