"""What a replay has found, and the tables of it. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from reasoning.seedling.evaluation import choose
from reasoning.seedling.evaluation.figures import combined
from reasoning.seedling.evaluation.intervals import Share, share
from reasoning.seedling.evaluation.pool import Pool
from reasoning.seedling.evaluation.table import by_paths, table
from workers.bench.aims import Aim
from workers.bench.calibration import bins, calibration_error
from workers.bench.outcome import Outcome, accuracy, mean_seconds, mean_tokens
from workers.bench.paired import Difference, difference
from workers.bench.replay import Replayed, Way, ways

CLOSE = 1.0  # points that adaptive search may lose
CHEAP = 0.4  # the share of the tokens that it may use
SURE = 0.99  # the share of verified answers that are right


class Results:
    """`most` is how many paths of each problem the pool has."""

    def __init__(self, replayed: Sequence[Replayed], most: int) -> None:
        self.replayed = replayed
        self.ways = ways(most)
        self.fixed = Way("best_of_n", most)
        self.adaptive = Way("adaptive", most)
        self.families = tuple(dict.fromkeys(each.family for each in replayed))

    def of(self, way: Way, family: str = "") -> list[Outcome]:
        """The outcomes of a way, on all problems or on a family's."""
        return [each.outcomes[way] for each in self.replayed if family in ("", each.family)]

    def fast(self, family: str = "") -> list[bool]:
        """Whether the likeliest reply is right, as the mode Fast would give it."""
        return [each.sampled.greedy for each in self.replayed if family in ("", each.family)]

    def against_fixed(self, way: Way, family: str = "") -> Difference:
        """Accuracy against as many paths as the pool has."""
        return difference(rights(self.of(way, family)), rights(self.of(self.fixed, family)))

    def price(self, way: Way) -> float:
        """Tokens as a share of those of as many paths as the pool has, which may end early as well."""
        return mean_tokens(self.of(way)) / mean_tokens(self.of(self.fixed))

    @property
    def whole(self) -> float:
        """Tokens of all paths of a problem, each written to its end."""
        return sum(sum(each.sampled.tokens) for each in self.replayed) / len(self.replayed)

    def chosen(self, way: str) -> list[bool]:
        """What a way to choose, by itself, makes of all paths of each problem."""
        return [choose.CHOICES[way](each.sampled.ballots) for each in self.replayed]


def rights(outcomes: Sequence[Outcome]) -> list[bool]:
    """Problem by problem."""
    return [outcome.right for outcome in outcomes]


def prices(found: Results) -> str:
    """One line a way: how often it is right, and for how much."""
    fast_tokens = sum(each.sampled.greedy_tokens for each in found.replayed) / len(found.replayed)
    against = difference(found.fast(), rights(found.of(found.fixed)))
    lines: list[list[object]] = [
        ["fast (one greedy path)", share(found.fast()), against, f"{fast_tokens:.0f}", "", "", "", ""]
    ]
    for way in found.ways:
        outcomes = found.of(way)
        lines.append(
            [
                way,
                accuracy(outcomes),
                "" if way == found.fixed else found.against_fixed(way),
                f"{mean_tokens(outcomes):.0f}",
                f"{found.price(way):.0%}",
                f"{mean_seconds(outcomes):.2f}",
                f"{sum(each.early for each in outcomes) / len(outcomes):.0%}",
                f"{sum(each.verdict == 'verified' for each in outcomes) / len(outcomes):.0%}",
            ]
        )
    head = (
        "strategy, paths at most",
        "right",
        f"against {found.fixed}",
        "tokens",
        f"of {found.fixed}",
        "seconds",
        "ended early",
        "verified",
    )
    return table(head, lines)


def families(found: Results) -> str:
    """One line a family."""
    single = Way("best_of_n", 1)
    lines = [
        [
            family,
            len(found.fast(family)),
            share(found.fast(family)),
            accuracy(found.of(single, family)),
            accuracy(found.of(found.fixed, family)),
            accuracy(found.of(found.adaptive, family)),
            found.against_fixed(found.adaptive, family),
        ]
        for family in found.families
    ]
    head = (
        "family",
        "n",
        "fast",
        "one sampled path",
        str(found.fixed),
        str(found.adaptive),
        "adaptive against fixed",
    )
    return table(head, lines)


def choices(found: Results) -> str:
    """How to choose among whole paths, executed checks apart."""
    pool = Pool("hard tier", tuple(each.sampled for each in found.replayed))
    return by_paths(combined("hard tier", [pool]))


def verdicts(found: Results, way: Way) -> str:
    """One line for each thing that an answer may say of itself."""
    outcomes = found.of(way)
    counts = Counter(each.verdict for each in outcomes)
    lines = [
        [verdict, count, accuracy([each for each in outcomes if each.verdict == verdict])]
        for verdict, count in counts.most_common()
    ]
    return table(("verdict", "answers", "right"), lines)


def calibration(found: Results, way: Way) -> str:
    """One line for each range of stated confidence."""
    there = bins(found.of(way))
    last = there[-1].high if there else 1.0
    lines = [
        [
            f"{each.low:g} to {'' if each.high == last else 'below '}{each.high:g}",
            each.measured.trials,
            f"{each.stated:.3f}",
            each.measured,
        ]
        for each in there
    ]
    told = sum(each.measured.trials for each in there)
    mute = len(found.replayed) - told
    note = f"Expected calibration error {calibration_error(there):.3f}; {mute} answers stated no confidence."
    return table(("stated confidence", "answers", "mean stated", "right"), lines) + "\n\n" + note


def aims(found: Results) -> list[Aim]:
    """What was aimed at for flat strategies."""
    close = found.against_fixed(found.adaptive)
    price = found.price(found.adaptive)
    checked = [each for way in found.ways for each in found.of(way) if each.verdict == "verified"]
    own = [each for each in found.of(found.adaptive) if each.verdict == "verified"]
    better = difference(found.chosen("step-checked"), found.chosen("majority"))
    most = found.fixed.paths
    return [
        Aim(
            f"adaptive against fixed {most} paths",
            f"at least -{CLOSE:g} points",
            str(close),
            close.points >= -CLOSE,
        ),
        Aim(
            "its tokens",
            f"at most {CHEAP:.0%}",
            f"{price:.1%} of fixed {most} as it ran, {mean_tokens(found.of(found.adaptive)) / found.whole:.1%} "
            f"of {most} whole paths",
            price <= CHEAP,
        ),
        _sure("adaptive's verified answers", accuracy(own)),
        _sure("all ways' verified answers", accuracy(checked)),
        Aim(
            f"step-checked votes against majority, {most} whole paths",
            "better",
            f"{better} points ({better.better} better, {better.worse} worse)",
            better.points > 0,
        ),
    ]


def _sure(what: str, found: Share) -> Aim:
    met = found.value >= SURE if found.trials else None
    return Aim(what, f"right in {SURE:.0%}", f"{found}, n = {found.trials}", met)
