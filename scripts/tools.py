"""Find what pip cannot install (a browser, node, bubblewrap), or get it where that can be done without asking."""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from .console import run, say
from .venv import PYTHON

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NODE_LEAST = (18, 19)


@dataclass(frozen=True)
class Tool:
    """A path, or why there is none."""

    path: str = ""
    reason: str = ""


def chromium() -> Tool:
    """From CHROMIUM, the PATH, Playwright's own browsers, apt-get, or Playwright's download; in this order."""
    if given := os.environ.get("CHROMIUM"):
        return (
            Tool(given)
            if Path(given).exists()
            else Tool(reason=f"CHROMIUM names {given}, which is not there")
        )
    if found := on_path(CHROMIUM_NAMES) or _playwrights():
        return Tool(found)
    if _apt_install("chromium"):
        return Tool(on_path(CHROMIUM_NAMES))
    say("Fetching Playwright's own Chromium ...")
    if run([PYTHON, "-m", "playwright", "install", "chromium"], quiet=True).returncode == 0:
        return Tool(_playwrights())
    return Tool(reason="there is no Chromium; install one, or name one in CHROMIUM")


def node() -> Tool:
    """From the PATH or apt-get."""
    if not on_path(("node",)):
        _apt_install("nodejs")
    if not (path := on_path(("node",))):
        return Tool(reason="there is no node; install version 18.19 or newer")
    version = run([path, "--version"], quiet=True).stdout.strip()
    numbers = tuple(int(number) for number in re.findall(r"\d+", version)[:2])
    return Tool(path) if numbers >= NODE_LEAST else Tool(reason=f"node {version} is older than 18.19")


def bubblewrap() -> Tool:
    """From the PATH or apt-get."""
    if not on_path(("bwrap",)):
        _apt_install("bubblewrap")
    found = on_path(("bwrap",))
    return (
        Tool(found) if found else Tool(reason="there is no bubblewrap; install it, or tier A goes untested")
    )


def on_path(names: tuple[str, ...]) -> str:
    """Where the first of these programs is that there is; "" for none."""
    return next((path for name in names if (path := shutil.which(name))), "")


def _playwrights() -> str:
    code = "from playwright.sync_api import sync_playwright as p\nwith p() as b: print(b.chromium.executable_path)"
    path = run([PYTHON, "-c", code], quiet=True).stdout.strip()
    return path if Path(path).is_file() else ""


def _apt_install(package: str) -> bool:
    if not (shutil.which("apt-get") and os.geteuid() == 0):
        return False
    say(f"Installing {package} with apt-get ...")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-q", "--no-install-recommends", package]
    done = run(install, environment=quiet, quiet=True)
    if done.returncode:  # a fresh machine has no package lists yet
        run(["apt-get", "update", "-q"], quiet=True)
        done = run(install, environment=quiet, quiet=True)
    if done.returncode:
        say(done.stdout[-2000:])
    return done.returncode == 0
