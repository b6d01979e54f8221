"""Fields of forms that are no more than texts and a number."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _

from chatapp.typed import whole_number

from ..errors import ModerationError


def text(request: HttpRequest, name: str, most: int = 4000) -> str:
    """A field without NUL, which PostgreSQL does not store. What is longer than `most` is refused by the service."""
    return request.POST.get(name, "").replace("\0", "").replace("\r\n", "\n")[: most + 1]


def days(request: HttpRequest) -> int | None:
    """The number of days, None where the field is empty. Raises ModerationError."""
    value = request.POST.get("days", "").strip()
    if not value:
        return None
    number = whole_number(value, digits=5)
    if number is None:
        raise ModerationError(_("The days are a whole number, or empty."))
    return number
