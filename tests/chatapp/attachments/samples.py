"""Small files of many kinds, made here."""

from __future__ import annotations

import io
import zipfile

import pypdf
from PIL import Image
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject


def pdf(*pages: str, password: str = "") -> bytes:
    """A PDF with a line of text on each page; none on one that is empty."""
    writer = pypdf.PdfWriter()
    font = DictionaryObject(
        {NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"),
         NameObject("/BaseFont"): NameObject("/Helvetica")}
    )  # fmt: skip
    for text in pages:
        page = writer.add_blank_page(300, 300)
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
        )
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 12 Tf 20 200 Td ({text}) Tj ET".encode("latin-1") if text else b"")
        page[NameObject("/Contents")] = writer._add_object(stream)
    if password:
        writer.encrypt(password)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def image(format: str = "PNG", size: tuple[int, int] = (40, 30), mode: str = "RGB", **how: object) -> bytes:
    """A picture of one colour."""
    made = io.BytesIO()
    Image.new(mode, size, 3 if mode == "P" else None).save(made, format, **how)
    return made.getvalue()


def photo(comment: str, turned: bool = True) -> bytes:
    """A JPEG with something written into it, which says that it lies on its side."""
    picture = Image.new("RGB", (2000, 1000), "red")
    exif = picture.getexif()
    exif[0x9286] = comment
    exif[0x0112] = 6 if turned else 1
    made = io.BytesIO()
    picture.save(made, "JPEG", exif=exif)
    return made.getvalue()


def archive(*names: str) -> bytes:
    """A zip with these files in it."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name in names:
            packed.writestr(name, "x")
    return made.getvalue()
