from __future__ import annotations

from workers.bench.causality import Asker, Followed, followed
from workers.bench.options import Options

RIGHTS = {
    "fast": [(True, True), (True, False), (False, True), (False, False)],
    "thinking": [(True, True)] * 4,
}


def test_both_must_be_right_and_the_second_counts_where_the_first_is() -> None:
    each = Followed("words", "relevant", RIGHTS)
    assert (each.both("fast").right, each.both("fast").trials) == (1, 4)
    assert (each.kept("fast").right, each.kept("fast").trials) == (1, 2)
    assert each.both("thinking").value == 1.0


def test_families_of_a_kind_are_summed() -> None:
    lines = followed([Followed(family, "relevant", RIGHTS) for family in ("words", "code")]).splitlines()
    assert len(lines) == 2 + 3
    assert lines[-1].startswith("| relevant | **all** | 8 | 0.250 ")


def test_the_embedded_model_is_asked_about_both_of_each_pair() -> None:
    found = Asker(Options(pairs=1, paths=2)).follow("arithmetic", "irrelevant")
    assert {mode: len(rights) for mode, rights in found.rights.items()} == {"fast": 1, "thinking": 1}
