from __future__ import annotations

import pytest

from reasoning.paths.blocks import INLINE, LONGEST, Blocks, formulas


def inside(*lines: str) -> list[bool]:
    """Whether each line's successor begins inside a block."""
    blocks = Blocks()
    states = []
    for line in lines:
        blocks.line(line)
        states.append(blocks.inside)
    return states


@pytest.mark.parametrize(
    ("lines", "states"),
    [
        (["```python", "~~~", "$$", "```"], [True, True, True, False]),
        (["  ~~~\n", "```\n", "~~~\n"], [True, True, False]),
        (["```x = 1``` is code in a line"], [False]),
        (["$$", "x", "", "y", "$$"], [True, True, True, True, False]),
        (["$$x$$", "so $$x", "y$$"], [False, True, False]),
        (["\\[", "x \\\\[2pt]", "\\]"], [True, True, False]),
        (["it is \\[ x", "", "y"], [True, False, False]),
        (["\\begin{align*} a", "\\begin{x} b \\end{x}", "\\end{align*}"], [True, True, False]),
        (["\\begin{x} b \\end{x} and \\[c\\]"], [False]),
    ],
)
def test_each_kind_of_block_begins_and_ends(lines: list[str], states: list[bool]) -> None:
    assert inside(*lines) == states


def test_a_formula_that_grows_too_long_is_none() -> None:
    assert inside("$$", *["x" * 100] * (LONGEST // 100 + 1))[-2:] == [True, False]


@pytest.mark.parametrize(
    ("line", "spans"),
    [
        ("a $x$ and $y$", [(2, 5), (10, 13)]),
        ("a \\(x\\) b", [(2, 7)]),
        ("\\$5 is a price", []),
        ("$5 is open", [(0, INLINE)]),
        ("$" + "x" * INLINE + "$y$", [(0, INLINE), (INLINE + 1, INLINE + 4)]),
    ],
)
def test_formulas_of_a_line_are_found(line: str, spans: list[tuple[int, int]]) -> None:
    assert formulas(line) == spans
