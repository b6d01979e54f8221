"""The confined process: `python -m chatapp.attachments.reading.child pdf|image PATH` says what is there, as JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from .found import Unreadable
from .guard import confine


def main(kind: str, path: Path) -> dict[str, Any]:
    """The fields of Found but its kind, or why it cannot be read."""
    confine()
    try:
        if kind == "pdf":
            from . import pdfs

            return pdfs.read(path)
        from . import images

        return images.read(path)
    except Unreadable as error:
        return {"refused": error.code, "detail": error.detail}
    except MemoryError:
        return {"refused": "slow"}


if __name__ == "__main__":
    json.dump(main(sys.argv[1], Path(sys.argv[2])), sys.stdout)
