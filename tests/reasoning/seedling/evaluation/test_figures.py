"""From sampled replies to the figures of a table."""

from reasoning.seedling.evaluation import table
from reasoning.seedling.evaluation.choose import Ballot
from reasoning.seedling.evaluation.figures import SIZES, combined, figures
from reasoning.seedling.evaluation.pool import Pace, Pool, Sampled, steps_weight

RIGHT = Ballot("2", -1.0, 1.0, "passed", True)
WRONG = Ballot("3", -1.0, 1.0, "failed", False)


def sampled(right: int, *, greedy: bool = False) -> Sampled:
    """32 replies, of which the last `right` are right."""
    ballots = (WRONG,) * (32 - right) + (RIGHT,) * right
    return Sampled("1+1", greedy, 10, ballots, (20,) * 32)


POOL = Pool("puzzles", (sampled(1), sampled(20, greedy=True), sampled(0)))


def test_a_set_is_measured_by_every_way_and_number_of_paths() -> None:
    each = figures(POOL)
    assert each.greedy.right == 1
    assert each.sampled.right == 21 / 32
    assert each.chosen["majority"][32].right == 1
    assert each.chosen["verified"][32].right == 2
    assert each.chosen["verified"][4].right == 0
    assert set(each.chosen["any of"]) == set(SIZES)


def test_sets_are_combined_problem_by_problem() -> None:
    both = combined("all", [POOL, Pool("one", (sampled(32, greedy=True),))])
    assert (both.problems, both.greedy.right) == (4, 2)
    assert both.tokens == 20


def test_the_overview_gives_the_gain_in_points() -> None:
    assert "| puzzles | 3 |" in table.overview([figures(POOL)])
    assert table.overview([figures(POOL)]).endswith("+33.3 |")


def test_costs_are_told_beside_their_seconds() -> None:
    text = table.costs([figures(POOL)], {"puzzles": Pace(0.08, 1.25)})
    assert text.endswith("| puzzles | 10 | 20 | 0.080 | 1.25 |")


def test_a_reply_is_weighed_by_its_equations() -> None:
    assert steps_weight("1. 2+3=5 apples\nAnswer: 5") == 1.0
    assert steps_weight("1. 2+3=6 apples\nAnswer: 6") == 0.05
    assert steps_weight("No equation at all.") == 0.5
