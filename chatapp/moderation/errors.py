"""What keeps a moderator from something. The messages are fit to be shown.

ModerationError
"""

from __future__ import annotations


class ModerationError(ValueError):
    """Nothing was done; the message says why, and what to do."""
