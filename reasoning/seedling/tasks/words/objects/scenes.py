"""The ways of telling each scenario, from the .toml files of this room."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reasoning.seedling.tasks.words.objects.grammar import KINDS, Form, form

Forms = dict[str, tuple[Form, ...]]  # by kind of things


@dataclass(frozen=True)
class Scene:
    """`facts` all come up, in this order, with one of `asks`; `notes` are the facts in telegram style, `short` their
    questions; `whole` are complete questions. `noise` says whether a number without meaning may be added.
    """

    facts: Forms = field(default_factory=dict)
    asks: Forms = field(default_factory=dict)
    notes: Forms = field(default_factory=dict)
    short: Forms = field(default_factory=dict)
    whole: Forms = field(default_factory=dict)
    noise: bool = True

    @property
    def whole_share(self) -> float:
        """The part of stories told in one of the complete forms."""
        return min(0.5, 0.05 * len(self.whole[""])) if self.facts else 1.0


def _scene(row: dict[str, Any]) -> Scene:
    parts = {
        part: {kind: tuple(form(text.strip(), kind) for text in row[part]) for kind in KINDS}
        for part in ("facts", "asks", "notes", "short", "whole")
        if row.get(part)
    }
    return Scene(**parts, noise=row.get("noise", True))


def _scenes() -> dict[str, Scene]:
    folder = Path(__file__).parent / "forms"
    rows = {
        name: row
        for file in sorted(folder.glob("*.toml"))
        for name, row in tomllib.loads(file.read_text()).items()
    }
    return {name: _scene(row) for name, row in rows.items()}


SCENES = _scenes()
