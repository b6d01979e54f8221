"""How long a model's paths have been lately, and how fast they came, so that the next answer begins no more of them
than its tokens pay for and its deadline leaves time for."""

from __future__ import annotations

from dataclasses import dataclass

from .models import EngineCall, Run

RECENT = 20  # answers
FEWEST = 12  # paths; before that many nothing is known
SHARE = 0.95  # of the paths are no longer: with the mean, half of them would be cut off


@dataclass(frozen=True, slots=True)
class Pace:
    """`path_tokens`: what 95 of 100 paths kept to. `path_rate`: the most tokens a second that the paths of one answer
    got together. 0 where too little is known."""

    path_tokens: int = 0
    path_rate: float = 0.0


def pace_of(model: str) -> Pace:
    """The pace of the model's latest thinking answers."""
    latest = dict(
        Run.objects.filter(model=model, mode="think", status=Run.Status.SUCCEEDED)
        .order_by("-finished_at")
        .values_list("pk", "seconds")[:RECENT]
    )
    calls = EngineCall.objects.filter(run__in=list(latest), purpose="sample", generated__gt=0)
    written = list(calls.values_list("run", "generated"))
    if len(written) < FEWEST:
        return Pace()
    lengths = sorted(tokens for _, tokens in written)
    together = dict.fromkeys(latest, 0)
    for run, tokens in written:
        together[run] += tokens
    rates = (tokens / latest[run] for run, tokens in together.items() if latest[run] > 0)
    return Pace(lengths[min(int(SHARE * len(lengths)), len(lengths) - 1)], max(rates, default=0.0))
