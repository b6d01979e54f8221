"""What is in a file is told by its bytes; what cannot be read is refused in words."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from chatapp.attachments import words
from chatapp.attachments.reading import Found, Unreadable, confined, found, pdfs, read, tables

from ..samples import archive, image, pdf, photo


@pytest.fixture
def reading(tmp_path: Path):
    def reading(data: bytes, name: str = "a.txt") -> Found:
        path = tmp_path / "file"
        path.write_bytes(data)
        return read(path, name)

    reading.path = tmp_path / "file"
    return reading


@pytest.mark.parametrize(
    ("data", "text", "note"),
    [
        ("Grüße\r\nan alle".encode(), "Grüße\nan alle", ""),
        ("Grüße".encode("utf-8-sig"), "Grüße", ""),
        ("Grüße".encode("utf-16"), "Grüße", ""),
        (b"\xfe\xff" + "Grüße".encode("utf-16-be"), "Grüße", ""),
        ("hello world".encode("utf-16-le"), "hello world", ""),
        (
            "Viele Grüße aus Köln an alle".encode("cp1252"),
            "Viele Grüße aus Köln an alle",
            "guessed windows-1252",
        ),
        ("人工智能是一个分支".encode("gb18030"), "人工智能是一个分支", "guessed gb18030"),
        ("これはテストです".encode("shift_jis"), "これはテストです", "guessed shift_jis"),
        ("안녕하세요 여러분".encode("euc_kr"), "안녕하세요 여러분", "guessed euc_kr"),
        (b"a\x00\x01b" + b"c" * 1000, "ab" + "c" * 1000, ""),
        (b"one\x0ctwo", "one\ntwo", ""),
    ],
)
def test_text_is_read_in_the_encoding_that_it_has(reading, data: bytes, text: str, note: str) -> None:
    told = reading(data)
    assert (told.kind, told.text, told.note) == ("text", text, note)
    assert words.note(note, truncated=False).startswith("Read as") is bool(note)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (b"\xff\xfe", "empty"),
        ("привет мой друг".encode("cp1251"), "encoding"),
        (b"\xff\xfea", "encoding"),
        (bytes(range(128, 256)) * 4 + b"\0", "binary"),
        (b"a" * 90 + b"\1" * 10, "binary"),
        (b"MZ\x90", "program"),
        (b"\x7fELF\2", "program"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old_office"),
        (archive("[Content_Types].xml", "word/document.xml"), "word"),
        (archive("xl/workbook.xml"), "sheet"),
        (archive("ppt/presentation.xml"), "slides"),
        (archive("mimetype", "content.xml"), "open_document"),
        (archive("a.txt"), "archive"),
        (b"PK\x03\x04 and nothing more", "archive"),
        (b"\x1f\x8b\x08", "archive"),
        (b"{\\rtf1 hello}", "rtf"),
        (b"RIFF....WAVEfmt ", "media"),
        (b"\0\0\0\x18ftypheic", "heif"),
        (b"\0\0\0\x18ftypisom", "media"),
        (b"SQLite format 3\0", "database"),
        (b"%PDF-1.7 nothing", "damaged"),
        (pdf(""), "scanned"),
        (pdf("secret", password="x"), "locked"),
        (image()[:60], "damaged"),
        (image("GIF", mode="P")[:20], "damaged"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_word_that_helps(reading, data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        reading(data)
    assert refused.value.code == code
    assert words.refusal(refused.value)


def test_every_refusal_has_words_and_every_word_a_place_to_go() -> None:
    assert all(str(word).endswith(".") for word in words.REFUSALS.values())


def test_svg_and_html_are_text(reading) -> None:
    told = reading(b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', "a.svg")
    assert (told.kind, told.mime) == ("text", "text/plain")


def test_a_long_text_is_kept_in_part(reading) -> None:
    told = reading(b"x" * (found.MOST_TEXT + 1))
    assert (len(told.text), told.partial) == (found.MOST_TEXT, True)


def test_a_table_is_read_by_rows_whatever_parts_its_columns(reading) -> None:
    assert reading(b'name;price\n"Tea;green";2\n\n', "a.CSV").text == "name | price\nTea;green | 2"
    assert reading(b"a\tb\n1\t2", "a.tsv").rows == 2
    long = reading(b"a,b\n" + b"1,2\n" * 6000, "a.csv")
    assert (long.rows, long.partial, long.text.count("\n")) == (6001, True, tables.MOST_ROWS - 1)
    assert reading(b'a,"b\n' + b"x" * 1_100_000, "a.csv").kind == "text"


def test_a_pdf_is_read_page_by_page(reading) -> None:
    told = reading(pdf("One", "", "Three"))
    assert (told.kind, told.text, told.pages, told.note) == ("pdf", "One\f\fThree", 3, "scanned_some")


def test_a_pdf_that_takes_too_long_is_given_up(reading, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confined, "SECONDS", -4.99)
    with pytest.raises(Unreadable, match="slow"):
        reading(pdf("One"))


def test_of_a_pdf_what_was_read_in_time_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf("One", "Two", "Three"))
    monkeypatch.setattr(pdfs, "MOST_PAGES", 2)
    told = pdfs.read(path)
    assert (told["text"], told["pages"], told["partial"]) == ("One\fTwo", 3, True)


def test_a_photo_stands_upright_is_smaller_and_tells_no_secrets(reading) -> None:
    told = reading(photo("here I live"))
    assert (told.kind, told.mime, told.width, told.height) == ("image", "image/jpeg", 784, 1568)
    kept = reading.path.read_bytes()
    assert b"here I live" not in kept
    assert not Image.open(io.BytesIO(kept)).getexif()


@pytest.mark.parametrize(
    ("format", "mode", "mime"),
    [("PNG", "RGBA", "image/png"), ("PNG", "I;16", "image/png"), ("JPEG", "CMYK", "image/jpeg"),
     ("WEBP", "RGB", "image/png"), ("GIF", "P", "image/png")],
)  # fmt: skip
def test_every_usual_picture_is_made_anew(reading, format: str, mode: str, mime: str) -> None:
    told = reading(image(format, mode=mode))
    assert (told.mime, told.width, told.height) == (mime, 40, 30)
    assert Image.open(reading.path).format == mime.removeprefix("image/").upper()


def test_a_picture_that_would_fill_the_memory_is_refused_before_it_is_unpacked(reading) -> None:
    with pytest.raises(Unreadable, match="bomb") as refused:
        reading(image(size=(9000, 9000), mode="1"))
    assert "50 million" in words.refusal(refused.value)


def test_of_an_animation_the_first_picture_is_read(reading) -> None:
    made = io.BytesIO()
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    frames[0].save(made, "GIF", save_all=True, append_images=frames[1:])
    assert reading(made.getvalue()).note == "first_frame"
