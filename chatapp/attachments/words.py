"""What people are told about a file: why it is not taken, and what they should know of one that is."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .reading import Unreadable

REFUSALS = {
    "empty": gettext_lazy("This file is empty."),
    "binary": gettext_lazy(
        "This file is no text and of no kind that can be read. Text, tables (CSV), PDFs and pictures can."
    ),
    "encoding": gettext_lazy(
        "The letters of this text are stored in a way that cannot be told. Save it as UTF-8, then attach it again."
    ),
    "program": gettext_lazy("Programs cannot be read. Attach the source text instead."),
    "archive": gettext_lazy("Archives are not unpacked. Attach the files in it one by one."),
    "word": gettext_lazy("Word files cannot be read yet: save it as PDF or text."),
    "sheet": gettext_lazy("Excel files cannot be read yet: save the sheet as CSV."),
    "slides": gettext_lazy("PowerPoint files cannot be read yet: save it as PDF."),
    "open_document": gettext_lazy("OpenDocument and EPUB files cannot be read yet: save it as PDF, text or CSV."),
    "old_office": gettext_lazy("Office files cannot be read yet: save it as PDF, text or CSV."),
    "rtf": gettext_lazy("RTF files cannot be read yet: save it as PDF or plain text."),
    "postscript": gettext_lazy("PostScript files cannot be read: save it as PDF."),
    "media": gettext_lazy("Sound and video cannot be read."),
    "database": gettext_lazy("Databases cannot be read: export the table as CSV."),
    "heif": gettext_lazy("HEIC and AVIF pictures cannot be read: save it as JPEG or PNG."),
    "picture": gettext_lazy("Of pictures, PNG, JPEG, WebP and GIF can be read: save it as one of them."),
    "bomb": gettext_lazy("This picture has more than {detail} million pixels. Make it smaller first."),
    "damaged": gettext_lazy("This file is damaged, or not what it seems: it cannot be read."),
    "slow": gettext_lazy("This file takes too much time or memory to read. Attach a part of it."),
    "locked": gettext_lazy("This PDF is locked with a password. Save it without one, then attach it."),
    "scanned": gettext_lazy(
        "There is no text in this PDF: it is probably scanned. Attach its pages as pictures, or a version with text."
    ),
}  # fmt: skip
NOTES = {
    "guessed": gettext_lazy("Read as {detail}: look whether its special letters came out right."),
    "scanned_some": gettext_lazy("Some pages have no text that can be read; they may be scanned."),
    "first_frame": gettext_lazy("Of an animation the first picture is read."),
}


def refusal(error: Unreadable) -> str:
    """Why a file is not taken, and what would be."""
    return str(REFUSALS[error.code]).format(detail=error.detail)


def note(stored: str, *, truncated: bool) -> str:
    """What to know of a file, from the note that its row has; empty for nothing."""
    code, _space, detail = stored.partition(" ")
    said = [str(NOTES[code]).format(detail=detail)] if code in NOTES else []
    if truncated:
        said.append(_("It is long: its beginning is read."))
    return " ".join(said)
