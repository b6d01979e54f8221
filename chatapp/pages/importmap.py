"""The import map: how the page's modules find each other under content-hashed names, without a build step."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static

STATIC = settings.ROOT / "chatapp" / "static"
JS = STATIC / "js"
# What only some texts need: fetched once one does.
LAZY = frozenset(
    {
        "highlight.js",
        "katex",
        "katex/css",
        "fragaria/text/formula.js",
        "fragaria/text/highlight.js",
        "fragaria/text/lazy.js",
        "fragaria/ui/colours.js",
        "fragaria/ui/diagram.js",
        "fragaria/ui/formulas.js",
    }
)


def modules(folder: Path = JS) -> dict[str, str]:
    """Each module's import name, `fragaria/<path>.js`, and its path among the static files."""
    paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.js"))
    return {f"fragaria/{path}": f"js/{path}" for path in paths}


def vendored() -> dict[str, str]:
    """Each vendored package's import name and its path among the static files."""
    names = json.loads((STATIC / "vendor" / "imports.json").read_text())
    return {name: f"vendor/{file}" for name, file in names.items()}


@cache
def imports() -> dict[str, str]:
    """Every import name and the URL under which its module is served now."""
    words = {"fragaria/words.js": "words/en.js"}
    return {name: static(path) for name, path in {**vendored(), **modules(), **words}.items()}


@cache
def importmap_json() -> str:
    """The map as JSON that may stand inside a script element: `<` cannot close it early."""
    return json.dumps({"imports": imports()}, separators=(",", ":")).replace("<", "\\u003c")
