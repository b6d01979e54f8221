from __future__ import annotations

from reasoning.seedling.evaluation.choose import Ballot
from reasoning.seedling.evaluation.pool import Sampled
from workers.bench import results
from workers.bench.outcome import Outcome
from workers.bench.replay import Replayed, Way, ways
from workers.bench.results import Results

MOST = 4


def replayed(
    family: str, *, adaptive: bool, fixed: bool, tokens: int = 100, verdict: str = "agreed"
) -> Replayed:
    """A problem on which the majority is wrong and the recomputed steps are right."""
    outcomes = {way: Outcome(fixed, 400, 2.0, "agreed", 0.9, early=False) for way in ways(MOST)}
    outcomes[Way("adaptive", MOST)] = Outcome(adaptive, tokens, 1.0, verdict, 0.8, early=True)
    wrong, right = (
        Ballot("4", -1.0, 0.05, "unknown", right=False),
        Ballot("5", -1.0, 1.0, "unknown", right=True),
    )
    sampled = Sampled(family, True, 90, (wrong, wrong, right, wrong), (100, 100, 100, 100))
    return Replayed(family, outcomes, sampled)


def met(found: Results) -> list[bool | None]:
    return [aim.met for aim in results.aims(found)]


def test_what_is_close_and_cheap_and_sure_is_met() -> None:
    rows = [replayed("words", adaptive=True, fixed=True, verdict="verified") for _ in range(10)]
    assert met(Results(rows, MOST)) == [True, True, True, True, True]


def test_two_points_below_at_half_the_tokens_with_a_wrong_verified_answer_is_missed() -> None:
    rows = [replayed("words", adaptive=True, fixed=True, tokens=200, verdict="verified") for _ in range(49)]
    rows.append(replayed("words", adaptive=False, fixed=True, tokens=200, verdict="verified"))
    assert met(Results(rows, MOST)) == [False, False, False, False, True]


def test_what_never_happened_is_not_measured() -> None:
    assert met(Results([replayed("words", adaptive=True, fixed=True)], MOST))[2:4] == [None, None]


def test_every_way_and_every_family_has_its_line() -> None:
    rows = [replayed(family, adaptive=True, fixed=False) for family in ("words", "code", "words")]
    found = Results(rows, MOST)
    assert results.prices(found).count("\n") == 2 + len(ways(MOST))
    assert "| adaptive, 4 | 1.000 [0.438, 1.000] | +100.0 " in results.prices(found)
    assert "| 100 | 25% | 1.00 | 100% | 0% |" in results.prices(found)
    assert "| words | 2 |" in results.families(found)
    assert "| code | 1 |" in results.families(found)
    assert "| agreed | 3 | 1.000" in results.verdicts(found, found.adaptive)
    assert "| 0.8 to 0.9 | 3 | 0.800 | 1.000" in results.calibration(found, found.adaptive)
    assert "error 0.200; 0 answers" in results.calibration(found, found.adaptive)
    assert "| step-checked | 0.000" in results.choices(found)
