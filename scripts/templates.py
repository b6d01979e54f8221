"""Compile every template, so that a typo is found before a person meets the page."""

from __future__ import annotations

import sys
from pathlib import Path

import django
from django.apps import apps
from django.template import TemplateSyntaxError, engines

OURS = ("billing", "chatapp.", "workers")


def main() -> int:
    """Exit code 1 when one does not compile; its name and the reason are printed."""
    django.setup()
    engine = engines["django"].engine
    ours = [Path(app.path, "templates") for app in apps.get_app_configs() if app.name.startswith(OURS)]
    found = [
        (path, folder) for folder in (Path(engine.dirs[0]), *ours) for path in sorted(folder.rglob("*.*"))
    ]
    broken = 0
    for path, folder in found:
        try:
            engine.get_template(str(path.relative_to(folder)))
        except (TemplateSyntaxError, UnicodeDecodeError) as error:
            print(f"{path}: {error}")
            broken += 1
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
