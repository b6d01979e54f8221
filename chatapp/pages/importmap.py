"""The import map: how the page's modules find each other under content-hashed names, without a build step."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static

STATIC = settings.ROOT / "chatapp" / "static"
JS = STATIC / "js"
# Stylesheets that come with a module that is fetched later (text/lazy.js).
LATER_STYLES = (
    "attachments",
    "compare",
    "keys",
    "lanes",
    "message",
    "models",
    "peek",
    "prompts",
    "queue",
    "replay",
    "reviews",
    "toasts",
    "tree",
    "votes",
)
MAIN = "fragaria/main.js"
# `import(...)` is no such import: what it names is fetched once it is needed. Published packages are written tightly.
IMPORT = re.compile(r"""(?:^|[;}])(?:import|export)\b(?:[^"';()]*\bfrom)? ?["']([^"'.][^"']*)["']""", re.M)


def modules(folder: Path = JS) -> dict[str, str]:
    """Each module's import name, `fragaria/<path>.js`, and its path among the static files."""
    paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.js"))
    return {f"fragaria/{path}": f"js/{path}" for path in paths}


def vendored() -> dict[str, str]:
    """Each vendored package's import name and its path among the static files."""
    names = json.loads((STATIC / "vendor" / "imports.json").read_text())
    return {name: f"vendor/{file}" for name, file in names.items()}


def words(language: str) -> str:
    """The path of a language's words among the static files; English needs none."""
    path = f"words/{language}.js"
    return path if (STATIC / path).is_file() else "words/en.js"


def files(language: str) -> dict[str, str]:
    """Every import name and its path among the static files."""
    styles = {f"fragaria/css/{name}.css": f"css/{name}.css" for name in LATER_STYLES}
    return {**vendored(), **modules(), **styles, "fragaria/words.js": words(language)}


@cache
def needed_first(language: str) -> tuple[str, ...]:
    """The names that the chat page's main module imports, and those imported by these, in the order of the map."""
    paths = files(language)
    found, waiting = {MAIN}, [MAIN]
    while waiting:
        text = (STATIC / paths[waiting.pop()]).read_text()
        fresh = {name for name in IMPORT.findall(text) if name in paths} - found
        found |= fresh
        waiting += fresh
    return tuple(name for name in paths if name in found)


@cache
def imports(language: str) -> dict[str, str]:
    """Every import name and the URL under which its module is served now, to readers of `language`."""
    return {name: static(path) for name, path in files(language).items()}


@cache
def importmap_json(language: str) -> str:
    """The map as JSON that may stand inside a script element: `<` cannot close it early."""
    return json.dumps({"imports": imports(language)}, separators=(",", ":")).replace("<", "\\u003c")
