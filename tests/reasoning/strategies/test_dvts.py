from __future__ import annotations

from dataclasses import replace

from reasoning.strategies import Answer, Judge, Sample
from reasoning.strategies.beam import Beam
from reasoning.strategies.dvts import Dvts
from reasoning.strategies.rounds import BEHIND

from .trees import EIGHT, ask, begun, branches, dropped, finished, pruned, running

# Eight paths are two trees: 0, 2, 4, 6 and 1, 3, 5, 7. The second one's are better throughout.
FIRST = [running(number, 0.9 - number / 100 if number % 2 else 0.5 - number / 100) for number in range(8)]


def test_it_begins_as_beam_search_does() -> None:
    assert ask(Dvts()) == ask(Beam()) == tuple(Sample(number, 1000, one_step=True) for number in range(8))


def test_each_tree_keeps_its_best_where_beam_search_keeps_the_best_of_all() -> None:
    assert sorted(dropped(ask(Dvts(), *FIRST))) == [2, 3, 4, 5, 6, 7]
    assert sorted(dropped(ask(Beam(), *FIRST))) == [0, 2, 4, 5, 6, 7]


def test_a_tree_does_not_wait_for_another() -> None:
    slow = [running(7) if p.id == 7 else p for p in FIRST]
    assert dropped(ask(Dvts(), *slow, live={7})) == [2, 4, 6]
    ahead = [pruned(p, BEHIND) if p.id in (2, 4, 6) else p for p in slow]
    actions = ask(Dvts(), *ahead, live={7})
    assert begun(actions)[0] == 0
    assert branches(actions) == [(8, 0, 1), (9, 0, 1), (10, 0, 1)]


def test_a_branch_belongs_to_the_tree_of_its_root() -> None:
    done = [pruned(p, BEHIND) if p.id in (2, 4, 6) else p for p in FIRST]
    second = [running(n, 0.5, n / 100, parent=0, shared=1) for n in (8, 9, 10)]
    moved = [running(0, 0.5, 0.9) if p.id == 0 else p for p in done]
    assert dropped(ask(Dvts(), *moved, *second, live={1, 3, 5, 7})) == [10, 9, 8]
    third = running(11, 0.5, 0.1, 0.9, parent=10, shared=2)
    lone = [p for p in moved if p.id in (0, 1)]
    assert dropped(ask(Dvts(), pruned(lone[0], BEHIND), *lone[1:], third, live={1})) == []


def test_a_tree_waits_for_the_judge_while_others_keep_it_busy() -> None:
    twelve = replace(EIGHT, paths=12)
    paths = [running(number, 0.9 - number / 100) for number in range(12)]
    busy = frozenset(n for n in range(12) if n % 3)
    room = {"judge": True, "judging": busy, "judged": dict.fromkeys(busy, 1)}
    assert ask(Dvts(), *paths, budget=twelve, **room) == ()
    assert ask(Dvts(), *paths, budget=twelve, judge=True) == (Judge(0), Judge(1), Judge(2))


def test_the_finished_paths_of_all_trees_vote() -> None:
    ends = [finished(running(n, 0.8, 0.8), "42" if n % 2 else "7") for n in (0, 1, 3)]
    assert ask(Dvts(), *ends)[-1] == Answer(1, 2 / 3, "agreed")


def test_paths_that_do_not_come_out_in_fours_are_all_used() -> None:
    nine = replace(EIGHT, paths=9)
    assert len(begun(ask(Dvts(), budget=nine))) == 9
    assert len(begun(ask(Dvts(), budget=replace(EIGHT, paths=3)))) == 3
