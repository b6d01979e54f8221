"""What tokens of a GPU of one's own cost."""

from __future__ import annotations


def of_gpu(*, usd_hour: float, tokens_second: float) -> int:
    """Micro-USD for 1,000,000 generated tokens of a GPU that costs so much an hour and writes so many a second."""
    return round(usd_hour * 1e12 / (3600 * tokens_second))
