from __future__ import annotations

from dataclasses import replace

from reasoning.events import Vote
from reasoning.state import Path, Score, State, Step
from reasoning.strategies import Action, Answer, Prune, Room, Sample, Tally
from reasoning.strategies.best_of_n import BestOfN, LikelyOfN, SoundOfN
from reasoning.strategies.votes import tally, whole
from reasoning.types import Budget

BUDGET = Budget(tokens=8000, paths=4, steps=5, seconds=20)


def finished(number: int, answer: str | None, logprob: float | None = -1.0) -> Path:
    return Path(
        number, steps=(Step("1. x", 10, logprob),), status="finished", answer=answer, text="t", weight=1.0
    )


def ask(*paths: Path, live: set[int] | None = None, **room: bool) -> tuple[Action, ...]:
    running = frozenset(p.id for p in paths if p.status == "running") if live is None else frozenset(live)
    state = State(
        status="running", paths=paths, votes=tally([p for p in paths if p.status == "finished"], whole)
    )
    return BestOfN().ask(state, Room(BUDGET, running, 8000, **room))


def test_it_begins_with_all_paths_and_shares_the_tokens() -> None:
    assert ask() == tuple(Sample(number, 2000) for number in range(4))


def test_a_changed_vote_is_told() -> None:
    state = State(paths=(finished(0, "4"), Path(1), Path(2), Path(3)))
    assert BestOfN().ask(state, Room(BUDGET, frozenset({1, 2, 3}), 0)) == (Tally((Vote("4", (0,), 1.0),)),)


def test_it_waits_while_the_leader_can_still_be_caught() -> None:
    assert ask(finished(0, "4"), finished(1, "5"), finished(2, "4"), Path(3)) == ()


def test_it_ends_early_once_the_leader_cannot_be_caught() -> None:
    assert ask(finished(0, "4"), finished(1, "4"), finished(2, "4"), Path(3)) == (
        Prune(3, "decided"),
        Answer(0, 1.0, "agreed"),
    )


def test_two_quick_paths_do_not_decide_before_the_floor_is_reached() -> None:
    pruned = Path(2, status="pruned", reason="engine failed")
    assert ask(finished(0, "4"), finished(1, "4"), pruned, Path(3)) == ()


def test_a_tie_goes_to_the_likelier_path() -> None:
    paths = (finished(0, "4", -5.0), finished(1, "5", -1.0), finished(2, "4", -4.0), finished(3, "5", -9.0))
    assert ask(*paths) == (Answer(1, 0.5, "unverified"),)


def test_one_vote_is_not_agreement() -> None:
    assert ask(finished(0, "4"), finished(1, None), finished(2, None), finished(3, None)) == (
        Answer(0, 1.0, "unverified"),
    )


def test_two_of_five_votes_are_not_agreement() -> None:
    paths = [finished(0, "1"), finished(1, "1"), finished(2, "2"), finished(3, "3")]
    assert ask(*paths) == (Answer(0, 0.5, "unverified"),)


def test_paths_without_a_canonical_answer_never_vote_and_the_likeliest_wins() -> None:
    paths = (
        finished(0, None, -5.0),
        finished(1, None, None),
        finished(2, None, -2.0),
        finished(3, None, -3.0),
    )
    assert ask(*paths) == (Answer(2, None, "unverified"),)


def test_a_whole_path_is_preferred_to_one_that_the_limit_cut() -> None:
    cut = replace(finished(0, None, -0.1), weight=0.0)
    assert ask(cut, *(finished(n, None, -5.0) for n in (1, 2, 3))) == (Answer(1, None, "unverified"),)


def test_a_path_of_an_earlier_attempt_is_asked_for_again_and_finished_ones_are_not() -> None:
    assert ask(finished(0, "4"), Path(1), Path(2), finished(3, "5"), live={2}) == (Sample(1, 8000),)


def test_nothing_new_begins_late_but_what_runs_goes_on() -> None:
    assert ask(finished(0, "4"), Path(1), Path(2), live={1}, begins=False) == ()
    assert ask(finished(0, "4"), Path(1), live=set(), begins=False)[-1] == Answer(0, 1.0, "unverified")


def test_the_first_path_begins_however_late_it_is() -> None:
    assert ask(begins=False, live=set())[0] == Sample(0, 2000)


def test_when_time_is_up_the_best_so_far_answers() -> None:
    assert ask(finished(0, "4"), Path(1, draft="long " * 9), over=True) == (Answer(0, 1.0, "unverified"),)
    assert ask(Path(0, draft="a"), Path(1, draft="much more"), over=True) == (Answer(1, None, "unverified"),)
    assert ask(Path(0), over=True) == ()


def test_when_every_path_has_failed_there_is_nothing_to_say() -> None:
    assert ask(*(Path(n, draft="half", status="pruned", reason="engine failed") for n in range(4))) == ()


def unlike() -> list[Path]:
    """Two unlikely paths with sound steps, and two likely ones with a slip."""
    sound = (Step("2+2=4", 10, -9.0, (Score("arithmetic+likelihood", 0.8),)),)
    slip = (Step("2+2=5", 10, -1.0, (Score("arithmetic+likelihood", 0.0, "2+2 is 4"),)),)
    paths = [finished(0, "4"), finished(1, "4"), finished(2, "5"), finished(3, "5")]
    return [replace(p, steps=sound if p.answer == "4" else slip) for p in paths]


def test_votes_may_count_what_the_model_found_its_own_words_worth() -> None:
    answer = LikelyOfN().ask(State(paths=tuple(unlike())), Room(BUDGET, frozenset(), 8000))[-1]
    assert isinstance(answer, Answer)
    assert (answer.path, answer.verdict) == (2, "agreed")


def test_votes_may_count_what_the_steps_were_scored() -> None:
    answer = SoundOfN().ask(State(paths=tuple(unlike())), Room(BUDGET, frozenset(), 8000))[-1]
    assert isinstance(answer, Answer)
    assert (answer.path, answer.verdict) == (0, "agreed")


def test_an_even_vote_goes_to_the_sounder_steps() -> None:
    assert ask(*unlike()) == (Answer(0, 0.5, "unverified"),)


def test_it_waits_for_a_check_of_the_leading_answer() -> None:
    agreed = [finished(n, "4") for n in range(4)]
    assert not any(
        isinstance(action, Answer)
        for action in BestOfN().ask(
            State(paths=tuple(agreed), votes=tally(agreed, whole)),
            Room(BUDGET, frozenset(), 8000, checking=frozenset({1})),
        )
    )
    assert isinstance(ask(*agreed)[-1], Answer)
