"""What the commands about roles have in common."""

from __future__ import annotations

from django.core.management.base import CommandParser

from chatapp.accounts import arguments
from chatapp.accounts.models import User

from .roles import ROLES


def add(parser: CommandParser) -> None:
    parser.add_argument("email")
    parser.add_argument("role", choices=ROLES)
    parser.add_argument("--reason", required=True, help="kept in the audit log; name nobody in it")


def person(email: str) -> User:
    """Raises CommandError."""
    return arguments.person(email, advice="They sign up first, or are invited.")
