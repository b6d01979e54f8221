"""What the commands about people have in common."""

from __future__ import annotations

from django.core.management.base import CommandError

from chatapp.accounts.models import User


def person(email: str, *, advice: str = "") -> User:
    """The person with this address. Raises CommandError, which ends with `advice`."""
    user = User.objects.filter(email=email.strip().lower()).first()
    if user is None:
        raise CommandError(f"There is nobody with this address. {advice}".strip())
    return user
