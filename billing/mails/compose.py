"""From a row of the outbox to a message: who gets it, what it says, under which id."""

from __future__ import annotations

import hashlib

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMultiAlternatives
from django.utils.translation import override

from ..models import Mail
from .content import render
from .kinds import KINDS


def compose(mail: Mail) -> EmailMultiAlternatives | None:
    """The message; None when nobody is there to get it, or when what it is about has passed."""
    kind = KINDS[mail.kind]
    known = kind.look_up(mail)
    people = kind.people(mail) if known is not None else []
    if known is None or not people:
        return None
    with override(language(people, mail)):
        rendered = render(kind.write({**mail.facts, **known}))
    headers = {"Message-ID": message_id(mail.key), "Auto-Submitted": "auto-generated"}
    message = EmailMultiAlternatives(rendered.subject, rendered.text, to=people, headers=headers)
    message.attach_alternative(rendered.html, "text/html")
    return message


def language(people: list[str], mail: Mail) -> str:
    """The one that its receiver has chosen, else the one that was spoken when it was queued. The user model may have
    a `language`, empty where the person has chosen none.
    """
    chosen = ""
    if len(people) == 1:
        user = get_user_model().objects.filter(email=people[0]).first()
        chosen = getattr(user, "language", "")
    found = chosen or str(mail.facts.get("language", ""))
    return found if found in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def message_id(key: str) -> str:
    """The same for each try of one mail, so that a second copy is known as such."""
    digest = hashlib.sha256(f"{settings.SITE_URL} {key}".encode()).hexdigest()[:40]
    host = settings.SITE_URL.partition("://")[2].partition("/")[0].partition(":")[0]
    return f"<{digest}@{host or 'localhost'}>"
