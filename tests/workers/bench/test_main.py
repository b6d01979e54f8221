from __future__ import annotations

from pathlib import Path

import pytest

from workers.bench import __main__ as program
from workers.bench.__main__ import HANGS_ON, PARTS, command, options_of
from workers.bench.options import Options
from workers.bench.page import ORDER, Section


def test_without_words_everything_is_run_as_usual() -> None:
    assert options_of([]) == ((), Options())


def test_a_section_says_how_to_run_it_again_and_no_place_on_a_disk() -> None:
    _, options = options_of(
        ["replay", "--problems", "60", "--tokens", "900", "--data", "/secret/place", "--docs", "/secret/docs"]
    )
    assert command("replay", options) == 'make bench-think BENCH="replay --problems 60"'
    assert command("trees", options) == 'make bench-think BENCH="trees --tokens 900"'
    assert command("references", options) == 'make bench-think BENCH="references --data DIR"'
    assert command("speed", options) == 'make bench-think BENCH="speed"'
    assert options.data == Path("/secret/place")


def test_every_part_has_its_place_on_the_page() -> None:
    assert set(PARTS) == set(ORDER) == set(HANGS_ON)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["spead"], "no part spead: there are speed, "),
        (["replay", "--problems", "0"], "--problems must be at least 1"),
        (["trees", "--tokens", "0"], "--tokens must be at least 1"),
        (["trees", "--strategies", "guess"], "no strategy guess: there are "),
        (["references"], "references needs --data"),
    ],
)
def test_a_command_that_makes_no_sense_ends_with_one_line(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        options_of(words)
    assert said in capsys.readouterr().err


def test_parts_are_run_in_the_order_in_which_they_are_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    done: list[str] = []

    def speed(options: Options) -> Section:
        done.append("speed")
        return Section("speed", "Speed", "so fast")

    monkeypatch.setattr(program, "pool", lambda options: done.append("pool"))
    monkeypatch.setitem(PARTS, "speed", speed)
    monkeypatch.setattr("sys.argv", ["bench", "pool", "speed"])
    program.main()
    assert done == ["pool", "speed"]
    assert "so fast" in capsys.readouterr().out
