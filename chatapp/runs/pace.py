"""What a model's paths have taken lately, so that the next answer begins no more of them than its tokens pay for."""

from __future__ import annotations

from .models import Run

RECENT = 20  # answers
FEWEST = 3  # before that many the length is not known


def path_tokens(model: str) -> int:
    """The mean number of tokens of one path in the model's latest thinking answers; 0 where too few are known."""
    latest = (
        Run.objects.filter(model=model, mode="think", status=Run.Status.SUCCEEDED, paths__gt=0)
        .order_by("-finished_at")
        .values_list("generated_tokens", "paths")[:RECENT]
    )
    rows = list(latest)
    if len(rows) < FEWEST:
        return 0
    return sum(tokens for tokens, _ in rows) // sum(paths for _, paths in rows)
