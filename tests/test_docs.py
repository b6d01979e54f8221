"""What the docs list is what the code has."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from chatapp.settings.env import VARIABLES
from reasoning.events import TYPES, Vote

DOCS = Path(__file__).parent.parent / "docs"


def rows(text: str) -> list[list[str]]:
    """The cells of all table rows whose first cell is in backticks."""
    return [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in text.splitlines()
        if re.match(r"\| `[^`]+` \|", line)
    ]


def code(cell: str) -> str:
    """The first text in backticks, or nothing for a dash."""
    found = re.search(r"`([^`]+)`", cell)
    return found.group(1) if found else ""


CONFIGURATION = {code(row[0]): row for row in rows((DOCS / "configuration.md").read_text())}


def test_every_variable_is_documented_and_no_other() -> None:
    assert set(CONFIGURATION) == set(VARIABLES)


@pytest.mark.parametrize("name", sorted(VARIABLES))
def test_default_and_example_are_those_of_the_settings(name: str) -> None:
    _, default, example, meaning = CONFIGURATION[name]
    assert code(default) == VARIABLES[name].default
    assert code(example) == VARIABLES[name].example
    assert len(meaning) > 10


def events() -> dict[str, str]:
    text = (DOCS / "protocol.md").read_text()
    section = text.partition("## Events\n")[2].partition("\n## ")[0]
    return {code(row[0]): row[1] for row in rows(section)}


def test_every_event_is_documented_and_no_other() -> None:
    assert set(events()) == set(TYPES)


@pytest.mark.parametrize("name", sorted(TYPES))
def test_an_events_fields_are_documented_in_their_order(name: str) -> None:
    fields = [field.name for field in dataclasses.fields(TYPES[name])]
    vote = ", ".join(field.name for field in dataclasses.fields(Vote))
    documented = events()[name].replace(f"[{{{vote}}}]", "")
    assert re.findall(r"\w+", documented) == fields


def test_every_page_that_the_docs_point_to_is_there() -> None:
    for page in DOCS.rglob("*.md"):
        for target in re.findall(r"\]\((?!\w+:)([^)#]+)", page.read_text()):
            assert (page.parent / target).exists(), f"{page.name} points to {target}"
