from __future__ import annotations

from dataclasses import replace

from reasoning.state import Path, Score, State, Step
from reasoning.strategies import ENGINE_FAILED, Answer, Judge, Prune, Sample
from reasoning.strategies.revise import Revise, corrections
from reasoning.strategies.votes import WRONG_STEP
from reasoning.types import Budget

from .trees import EIGHT, ask, begun, finished, pruned, running, step

SLIP = Step("2+2=5", 10, -1.0, (Score("arithmetic+likelihood", 0.0, "2+2 is 4, not 5"),))
NOTE = "Step 2 went wrong: 2+2 is 4, not 5"


def wrong(number: int) -> Path:
    """Its second step is refuted."""
    return Path(number, steps=(step(f"good {number}"), SLIP))


def revision(number: int, parent: int, *more: Step) -> Path:
    return Path(number, parent=parent, shared=1, note=NOTE, steps=(step(f"good {parent}"), *more))


def test_it_begins_as_adaptive_search_does() -> None:
    assert ask(Revise()) == tuple(Sample(number, 1000) for number in range(4))


def test_a_path_with_a_wrong_step_goes_on_from_the_last_good_one_with_the_critique_in_view() -> None:
    actions = ask(Revise(), running(0), running(1), running(2), wrong(3), live={0, 1, 2, 3})
    assert actions == (Prune(3, WRONG_STEP), Sample(4, 1000, parent=3, step=1, note=NOTE))


def test_a_finished_one_does_as_well() -> None:
    actions = ask(Revise(), running(0), running(1), running(2), finished(wrong(3), "5"), live={0, 1, 2})
    assert actions[-1] == Sample(4, 1000, parent=3, step=1, note=NOTE)


def test_what_a_judge_has_condemned_is_revised_too() -> None:
    condemned = Step("so 7", 10, -1.0, (Score("judge", 0.2, "It asks for the rest."),))
    path = Path(3, steps=(step("good"), condemned))
    (prune, sample) = ask(Revise(), running(0), running(1), running(2), path, live={0, 1, 2, 3})
    assert prune == Prune(3, WRONG_STEP)
    assert isinstance(sample, Sample)
    assert "It asks for the rest." in sample.note


def test_it_does_not_wait_for_others_to_be_sound() -> None:
    actions = ask(Revise(), *(wrong(n) for n in range(4)), live={0, 1, 2, 3})
    assert [a.path for a in actions if isinstance(a, Prune)] == [0, 1, 2, 3]
    assert [(a.path, a.parent) for a in actions if isinstance(a, Sample)] == [(4, 0), (5, 1), (6, 2), (7, 3)]


def test_a_path_is_revised_once_and_a_revision_never() -> None:
    given_up = pruned(wrong(3), WRONG_STEP)
    others = [running(n) for n in range(3)]
    assert ask(Revise(), *others, given_up, revision(4, 3), live={0, 1, 2, 4}) == ()
    again = revision(4, 3, SLIP)
    assert ask(Revise(), *others, given_up, again, live={0, 1, 2, 4}) == (Prune(4, WRONG_STEP),)


def test_a_revision_that_was_broken_off_before_it_began_is_begun() -> None:
    others = [running(n) for n in range(3)]
    actions = ask(Revise(), *others, pruned(wrong(3), WRONG_STEP), live={0, 1, 2})
    assert actions == (Sample(4, 1000, parent=3, step=1, note=NOTE),)


def test_a_path_that_the_engine_or_the_limits_ended_is_not_revised() -> None:
    others = [running(n) for n in range(3)]
    assert ask(Revise(), *others, pruned(wrong(3), ENGINE_FAILED), live={0, 1, 2}) == ()


def test_revisions_count_as_paths_of_the_plan() -> None:
    four = Budget(tokens=4000, paths=4, steps=5, seconds=20)
    paths = [running(0), running(1), wrong(2), wrong(3)]
    assert ask(Revise(), *paths, live={0, 1, 2, 3}, budget=four) == ()
    five = replace(four, paths=5, tokens=5000)
    actions = ask(Revise(), *paths, live={0, 1, 2, 3}, budget=five)
    assert actions == (Prune(2, WRONG_STEP), Sample(4, 1000, parent=2, step=1, note=NOTE))


def test_nothing_is_revised_late_and_nothing_given_up_for_it() -> None:
    paths = [running(0), running(1), wrong(2), wrong(3)]
    assert ask(Revise(), *paths, live={0, 1, 2, 3}, begins=False) == ()


def test_what_is_settled_is_not_revised() -> None:
    sure = [finished(running(n, 0.9), "42") for n in range(4)]
    assert ask(Revise(), *sure, wrong(4), live={4}) == (Prune(4, "decided"), Answer(0, 1.0, "agreed"))


def test_steps_are_judged_while_later_ones_are_written() -> None:
    actions = ask(Revise(), *(running(n, 0.9, 0.9) for n in range(4)), live={0, 1, 2, 3}, judge=True)
    assert actions == tuple(Judge(number) for number in range(4))
    assert begun(actions) == []


def test_what_a_revision_has_put_right_is_kept_as_an_example() -> None:
    fix = Step("2+2=4", 10, -1.0, (Score("arithmetic+likelihood", 1.0),))
    paths = (finished(wrong(3), "5"), finished(revision(4, 3, fix), "4"), running(5, 0.9))
    (example,) = corrections(State(paths=paths))
    assert (example.before, example.wrong, example.right) == (("good 3",), "2+2=5", "2+2=4")
    assert example.critique == "2+2 is 4, not 5"


def test_what_it_has_not_put_right_is_not() -> None:
    assert corrections(State(paths=(wrong(3), revision(4, 3, SLIP)))) == []
    assert corrections(State(paths=(wrong(3), revision(4, 3)))) == []
    assert corrections(State(paths=(revision(4, 3, step("2+2=4")),))) == []


def test_a_plan_with_room_begins_new_paths_beside_the_revisions() -> None:
    even = [finished(running(n, 0.9), "45"[n % 2]) for n in range(2)]
    actions = ask(Revise(), *even, wrong(2), running(3), live={2, 3}, budget=EIGHT)
    assert [(a.path, a.parent) for a in actions if isinstance(a, Sample)] == [(4, 2), (5, None), (6, None)]
