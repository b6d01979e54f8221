from __future__ import annotations

from pathlib import Path

from workers.bench.page import HEAD, Section, put


def test_a_section_replaces_its_earlier_self_and_leaves_the_others(tmp_path: Path) -> None:
    put(tmp_path, Section("speed", "Speed", "slow"))
    put(tmp_path, Section("replay", "Flat", "| a |\n\n**part**\n\nwords"))
    page = put(tmp_path, Section("speed", "Speed", "quick"))
    text = page.read_text()
    assert text.startswith(HEAD)
    assert text.count("## ") == 2
    assert "slow" not in text
    assert text.index("## Flat") < text.index("words") < text.index("## Speed") < text.index("quick")


def test_what_is_written_twice_is_written_the_same(tmp_path: Path) -> None:
    section = Section("trees", "Trees", "text\n")
    once = put(tmp_path / "new" / "docs", section).read_text()
    assert put(tmp_path / "new" / "docs", section).read_text() == once
