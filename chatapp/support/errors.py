"""What staff cannot do for somebody, in words."""

from __future__ import annotations


class SupportError(ValueError):
    """It was not done. The message says why and what to do instead."""
