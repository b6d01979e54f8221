"""What staff do by hand has a reason."""

from __future__ import annotations

from django.utils.translation import gettext as _

LONGEST = 150  # characters


class ReasonNeeded(ValueError):
    """Nothing is done without a reason. The message is fit to be shown."""

    def __init__(self) -> None:
        super().__init__(
            _("A reason is needed, of at most {longest} characters. Say why.").format(longest=LONGEST)
        )


def given(reason: str) -> str:
    """The reason without blanks around it, and without NUL, which PostgreSQL does not store. Raises ReasonNeeded."""
    reason = reason.replace("\0", "").strip()
    if not 1 <= len(reason) <= LONGEST:
        raise ReasonNeeded
    return reason
