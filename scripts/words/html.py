"""What a person reads in a piece of HTML: text between tags, and attributes that are shown or spoken."""

from __future__ import annotations

from html.parser import HTMLParser

READ = {"alt", "aria-description", "aria-label", "aria-roledescription", "placeholder", "title"}
READ |= {"data-busy", "data-label"}  # which our own scripts and stylesheets show
UNREAD = {"script", "style"}
HOLE = "\x00"  # stands for what is filled in later
# The product's name, and what is the same in every language.
NAMES = {
    "Fragaria",
    "Ctrl",
    "Enter",
    "Esc",
    "Shift",
    "UTC",
    "USD",
    "API",
    "JSON",
    "PDF",
    "Markdown",
    "OpenAI",
    "vLLM",
}
NAMES |= {"Stripe", "http", "Qwen", "evt"}


class _Reader(HTMLParser):
    def __init__(self, attributes: set[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.attributes = attributes
        self.found: list[tuple[int, str]] = []
        self.unread = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.unread += tag in UNREAD
        for name, value in attrs:
            if name in self.attributes and is_prose(value or ""):
                self.note(value or "")

    def handle_endtag(self, tag: str) -> None:
        self.unread -= tag in UNREAD

    def handle_data(self, data: str) -> None:
        if not self.unread and is_prose(data):
            self.note(data)

    def note(self, text: str) -> None:
        self.found.append((self.getpos()[0], " ".join(text.replace(HOLE, " … ").split())))


def is_prose(text: str) -> bool:
    """Whether `text` has a word of a language: two letters in a row that are no name."""
    words = "".join(character if character.isalpha() else " " for character in text).split()
    return any(len(word) > 1 and word not in NAMES for word in words)


def read(source: str, attributes: set[str] = READ) -> list[tuple[int, str]]:
    """(line, text) of each piece of prose. `source` may be a part of a page, with HOLE for what is filled in;
    `attributes` are those that are shown or spoken.
    """
    reader = _Reader(attributes)
    reader.feed(source)
    reader.close()
    return reader.found
