"""Draw the installed app's icons from favicon.svg: `python -m scripts.icons`, after the mark has changed."""

from __future__ import annotations

from playwright.sync_api import sync_playwright

from . import tools
from .console import ROOT, say
from .pictures import few_colours

STATIC = ROOT / "chatapp" / "static"
# Name, pixels a side, how much of that the mark takes, and its ground: a platform cuts a maskable icon to its own
# shape and keeps the middle 80 %; Apple's has no transparency.
ICONS = (
    ("icon-192", 192, 1.0, None),
    ("icon-512", 512, 1.0, None),
    ("maskable-512", 512, 0.62, "#fbf9f6"),
    ("apple-180", 180, 0.76, "#fbf9f6"),
)


def main() -> None:
    """Write static/icons/*.png, each of few colours."""
    mark = (STATIC / "favicon.svg").read_text()
    folder = STATIC / "icons"
    folder.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=tools.chromium().path, args=["--no-sandbox"])
        for name, side, share, ground in ICONS:
            page = browser.new_page(viewport={"width": side, "height": side})
            page.set_content(
                f"<style>html{{background:{ground or 'transparent'}}}body{{margin:0;display:grid;place-items:center;"
                f"height:100vh}}svg{{width:{side * share}px}}</style>{mark}"
            )
            path = folder / f"{name}.png"
            page.screenshot(path=path, omit_background=ground is None)
            few_colours(path)
            say(f"{path.relative_to(ROOT)}: {path.stat().st_size} bytes")
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
