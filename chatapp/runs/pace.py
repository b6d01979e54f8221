"""How long a model's paths have been lately, so that the next answer begins no more of them than its tokens pay for."""

from __future__ import annotations

from .models import EngineCall, Run

RECENT = 20  # answers
FEWEST = 12  # paths; before that many the length is not known
SHARE = 0.95  # of the paths are no longer: with the mean, half of them would be cut off


def path_tokens(model: str) -> int:
    """The tokens that 95 of 100 paths kept to in the model's latest thinking answers; 0 where too few are known."""
    latest = (
        Run.objects.filter(model=model, mode="think", status=Run.Status.SUCCEEDED)
        .order_by("-finished_at")
        .values_list("pk", flat=True)[:RECENT]
    )
    calls = EngineCall.objects.filter(run__in=list(latest), purpose="sample", generated__gt=0)
    lengths = sorted(calls.values_list("generated", flat=True))
    if len(lengths) < FEWEST:
        return 0
    return lengths[min(int(SHARE * len(lengths)), len(lengths) - 1)]
