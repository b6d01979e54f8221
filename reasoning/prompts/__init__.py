"""The product's prompts, one text file each. A prompt's version is the hash of what it says."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a model is told, and its version, which an answer's trace keeps."""

    name: str
    text: str
    version: str


@cache
def load(name: str) -> Prompt:
    """The prompt in the file `name`.txt beside this module. FileNotFoundError when there is none."""
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").strip()
    return Prompt(name, text, f"{name}-{hashlib.sha256(text.encode()).hexdigest()[:8]}")
