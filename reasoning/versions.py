"""Which code, prompts and weights an answer comes from. A version is the hash of what it names, so that nobody can
forget to raise it.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

from .prompts import FOLDER as PROMPTS
from .prompts import load
from .strategies import STRATEGIES

FOLDER = Path(__file__).parent
SHORT = 8  # hex digits of the hashes of source, like those of prompts
READ = (
    "ct2/config.json",
    "ct2/model.bin",
    "ct2/vocabulary.json",
    "hf/tokenizer.json",
)  # by the embedded engine
APART = "seedling"  # how a model is trained says nothing about how an answer is found


@cache
def code_version() -> str:
    """The hash of all source of this package, training apart."""
    files = (path for path in FOLDER.rglob("*.py") if path.relative_to(FOLDER).parts[0] != APART)
    return _digest(files)[:SHORT]


@cache
def strategy_version(name: str) -> str:
    """The hash of the strategy's own source; empty where there is no such strategy."""
    if name not in STRATEGIES:
        return ""
    source = sys.modules[STRATEGIES[name].__module__].__file__
    return _digest([Path(source)])[:SHORT] if source else ""


@cache
def scorer_versions() -> dict[str, str]:
    """The hash of the source of each scorer, and of what combines them, by name."""
    files = (FOLDER / "scorers").glob("*.py")
    return {path.stem: _digest([path])[:SHORT] for path in sorted(files) if path.stem != "__init__"}


@cache
def prompt_versions() -> dict[str, str]:
    """The version of each prompt, by name."""
    return {path.stem: load(path.stem).version for path in sorted(PROMPTS.glob("*.txt"))}


def weights_version(folder: Path) -> str:
    """The sha256, in hex, of the files in `folder` that the embedded engine reads; empty where one is missing.

    They are read once, and again when one of them has changed.
    """
    try:
        facts = [(folder / name, (folder / name).stat()) for name in READ]
        return _weights(folder, tuple((stat.st_size, stat.st_mtime_ns) for _, stat in facts))
    except OSError:
        return ""


@lru_cache(maxsize=4)
def _weights(folder: Path, changed: tuple[tuple[int, int], ...]) -> str:
    return _digest(folder / name for name in READ)


def _digest(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(paths):
        with path.open("rb") as file:
            content = hashlib.file_digest(file, "sha256").hexdigest()
        digest.update(f"{path.parent.name}/{path.name} {content}\n".encode())
    return digest.hexdigest()
