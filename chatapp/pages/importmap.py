"""The import map: how the page's modules find each other under content-hashed names, without a build step."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static

JS = settings.ROOT / "chatapp" / "static" / "js"

VENDORED = {
    "preact": "vendor/preact.mjs",
    "preact/hooks": "vendor/preact-hooks.mjs",
    "@preact/signals": "vendor/preact-signals.mjs",
    "@preact/signals-core": "vendor/preact-signals-core.mjs",
    "htm": "vendor/htm.mjs",
    "markdown-it": "vendor/markdown-it.mjs",
    "dompurify": "vendor/dompurify.mjs",
}


def modules(folder: Path = JS) -> dict[str, str]:
    """Each module's import name, `fragaria/<path>.js`, and its path among the static files."""
    paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.js"))
    return {f"fragaria/{path}": f"js/{path}" for path in paths}


@cache
def importmap_json() -> str:
    """The map as JSON that may stand inside a script element: `<` cannot close it early."""
    imports = {name: static(path) for name, path in {**VENDORED, **modules()}.items()}
    return json.dumps({"imports": imports}, separators=(",", ":")).replace("<", "\\u003c")
