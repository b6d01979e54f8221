"""The lists of phrases and templates beside this module."""

from __future__ import annotations

import tomllib
from pathlib import Path

_HERE = Path(__file__).parent


def table(name: str) -> dict[str, list[str]]:
    """The lists of one .toml file, by name."""
    found: dict[str, list[str]] = tomllib.loads((_HERE / f"{name}.toml").read_text())
    return found


_SCENES = (
    *("baskets", "bills", "offers", "work", "plans", "hard", "ledger"),
    *("tariffs", "shares", "counter", "earnings"),
)
MACROS = table("phrases")
TEMPLATES: dict[str, list[str]] = {
    scene: templates for name in _SCENES for scene, templates in table(name).items()
}
