"""A picture made anew: upright, not larger than a model looks at, without anything that was written into the file
beside it (where it was taken, with what, by whom). Runs confined: see confined.py.
"""

from __future__ import annotations

import os
import warnings
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps

from .found import Unreadable

FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
LONGEST_SIDE = 1568  # pixels: beyond it the usual models make it smaller themselves
MOST_PIXELS = 50_000_000
QUALITY = 88
PNG_AT_MOST = 2_000_000  # bytes; what is larger and opaque is a photograph


def read(path: Path) -> dict[str, Any]:
    """Replace the file at `path`; what it is now. Raises Unreadable."""
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    made = path.with_name(path.name + ".new")
    try:
        with Image.open(path, formats=FORMATS) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise Unreadable("bomb", str(MOST_PIXELS // 1_000_000))
            frames = getattr(opened, "n_frames", 1)
            opened.draft(
                "RGB", (2 * LONGEST_SIDE, 2 * LONGEST_SIDE)
            )  # of a JPEG no more is unpacked than needed
            picture = _plain(ImageOps.exif_transpose(opened))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Unreadable("bomb", str(MOST_PIXELS // 1_000_000)) from None
    except (
        OSError,
        ValueError,
        SyntaxError,
        EOFError,
        TypeError,
        KeyError,
        IndexError,
        ArithmeticError,
    ) as error:
        raise Unreadable("damaged") from error
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    mime = _save(picture, made, as_photo=_is_jpeg(path))
    os.replace(made, path)
    return {
        "mime": mime,
        "width": picture.width,
        "height": picture.height,
        "note": "first_frame" if frames > 1 else "",
    }


def _is_jpeg(path: Path) -> bool:
    """Whether it came as a JPEG."""
    with path.open("rb") as file:
        return file.read(3) == b"\xff\xd8\xff"


def _plain(picture: Image.Image) -> Image.Image:
    """Its pixels alone, in one of two modes."""
    picture.load()
    clear = picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info
    pixels = picture.convert("RGBA" if clear else "RGB")
    pixels.info.clear()
    return pixels


def _save(picture: Image.Image, path: Path, *, as_photo: bool) -> str:
    if not as_photo or picture.mode == "RGBA":
        picture.save(path, "PNG", optimize=True)
        if picture.mode == "RGBA" or path.stat().st_size <= PNG_AT_MOST:
            return "image/png"
    picture.save(path, "JPEG", quality=QUALITY, optimize=True)
    return "image/jpeg"
