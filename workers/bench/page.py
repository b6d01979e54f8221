"""docs/thinking-bench.md: a section for each part, of which a run writes its own and leaves the others."""

from __future__ import annotations

import os
import platform
import re
from dataclasses import dataclass
from pathlib import Path

PAGE = "thinking-bench.md"
ORDER = ("replay", "trees", "causality", "judge", "speed", "references")  # of sections
HEAD = (
    "# How good thinking is, and what it costs\n"
    "Written by `make bench-think`, each section by the command that stands in it. Problems are held out from the "
    "embedded model's training and of its hard tier; how the strategies work stands in [thinking.md](thinking.md), how "
    "good the model is in [seedling.md](seedling.md). In brackets 95 % intervals: Wilson's of shares; of paired "
    "differences, in points of a hundred, Wald's with half an observation more in each cell (Agresti and Min 2005).\n"
)
_MARK = re.compile(r"^<!-- part: (\w+) -->$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Section:
    """One part's result: `text` is Markdown without the heading."""

    part: str
    title: str
    text: str

    @property
    def markdown(self) -> str:
        return f"<!-- part: {self.part} -->\n## {self.title}\n{self.text.strip()}\n"


def machine() -> str:
    """The machine in words that matter: no names."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    return f"{os.cpu_count()} cores, Python {platform.python_version()}, load {load:.1f} at the start"


def put(folder: Path, section: Section) -> Path:
    """Write the section into the page in `folder`, in its place among those that stand there."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / PAGE
    there = _sections(path.read_text()) if path.exists() else {}
    there[section.part] = section.markdown
    text = "\n".join([HEAD, *(there[part] for part in ORDER if part in there)])
    path.write_text(text)
    return path


def _sections(text: str) -> dict[str, str]:
    marks = list(_MARK.finditer(text))
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    return {mark[1]: text[mark.start() : end].strip() + "\n" for mark, end in zip(marks, ends, strict=True)}
