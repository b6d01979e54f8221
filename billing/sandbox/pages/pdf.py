"""A small writer of PDF files: lines of text in Helvetica on A4 pages. Pure.

Enough for an invoice, without a library: PDF 1.4 with the standard fonts that every reader has. Characters outside
Windows-1252 become question marks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 595, 842
# Widths of Helvetica's digits and signs in thousandths of the size: what sums are set with.
NARROW = {".": 278, ",": 278, " ": 278, "-": 333, "$": 556}


@dataclass(frozen=True, slots=True)
class Text:
    """Text at a place in points from the left and the top; `right` ends there instead of beginning."""

    x: float
    y: float
    text: str
    size: float = 10
    bold: bool = False
    right: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin line across."""

    y: float
    left: float = 56
    right: float = WIDTH - 56


Mark = Text | Rule


def write(pages: Sequence[Sequence[Mark]], *, title: str) -> bytes:
    """The file."""
    objects: list[bytes] = [b"", b""]  # the catalogue and the tree of pages come last but stand first
    objects.append(_font("Helvetica"))
    objects.append(_font("Helvetica-Bold"))
    kids = []
    for marks in pages:
        stream = b"\n".join(_drawn(mark) for mark in marks)
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> >>" % (WIDTH, HEIGHT, len(objects))
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R /Lang (en) >>"
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    objects.append(b"<< /Title (%s) /Producer (Stripe sandbox) >>" % _escaped(title))
    return _file(objects)


def _file(objects: list[bytes]) -> bytes:
    body = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    start = len(body)
    body += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    body += b"".join(b"%010d 00000 n \n" % place for place in places)
    body += b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\n" % (len(objects) + 1, len(objects))
    body += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(body)


def _font(name: str) -> bytes:
    return b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>" % name.encode()


def _drawn(mark: Mark) -> bytes:
    if isinstance(mark, Rule):
        y = HEIGHT - mark.y
        return b"0.6 w 0.75 G %.1f %.1f m %.1f %.1f l S" % (mark.left, y, mark.right, y)
    x = mark.x - width(mark.text, mark.size) if mark.right else mark.x
    font = b"F2" if mark.bold else b"F1"
    return b"BT /%s %.1f Tf %.1f %.1f Td (%s) Tj ET" % (
        font, mark.size, x, HEIGHT - mark.y, _escaped(mark.text)
    )  # fmt: skip


def width(text: str, size: float) -> float:
    """How wide a sum is set, in points."""
    return sum(NARROW.get(each, 556) for each in text) * size / 1000


def _escaped(text: str) -> bytes:
    plain = text.replace("−", "-").encode("cp1252", "replace")
    for special in (b"\\", b"(", b")"):
        plain = plain.replace(special, b"\\" + special)
    return plain.replace(b"\r", b" ").replace(b"\n", b" ")
