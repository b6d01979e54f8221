"""The catalogues: chatapp/locale/*/LC_MESSAGES/django.po, which people write, and what is made of them.

Of each: django.mo for Python and templates, static/words/*.js for the browser, which has only what the page can say.
"""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation import to_language, to_locale

from ..console import ROOT
from .code import Word

LOCALES = ROOT / "chatapp" / "locale"
BROWSER = ROOT / "chatapp" / "static" / "words"
_CHARSET = ("Content-Type", "text/plain; charset=utf-8")
_PLACE = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*(?:[:!][^}]*)?\}")


class Words(Catalog):
    """A catalogue whose header has no dates and no tool's version, so that the same words make the same files."""

    def __init__(self, locale: str) -> None:
        super().__init__(
            locale=locale, fuzzy=False, header_comment="# Fragaria's words: see docs/translating.md."
        )

    @property
    def mime_headers(self) -> list[tuple[str, str]]:  # type: ignore[override]
        return [("Language", str(self.locale)), ("Plural-Forms", self.plural_forms), _CHARSET]


def languages() -> list[str]:
    """The codes of the languages that have a catalogue, as Django writes them: `zh-hans`."""
    return sorted(to_language(path.parent.parent.name) for path in LOCALES.glob("*/LC_MESSAGES/django.po"))


def source(language: str) -> Path:
    """Where a language's catalogue is."""
    return LOCALES / to_locale(language) / "LC_MESSAGES" / "django.po"


def read(language: str) -> Catalog:
    """A language's catalogue; an empty one where there is none."""
    path = source(language)
    if not path.exists():
        return Words(to_locale(language))
    with path.open("rb") as file:
        return read_po(file, locale=to_locale(language))


def messages(catalogue: Catalog) -> list[Message]:
    """All entries but the header."""
    return [message for message in catalogue if message.id]


def updated(language: str, words: dict[str, Word]) -> Catalog:
    """The catalogue with exactly these texts, and the translations that it had."""
    old = read(language)
    new = Words(to_locale(language))
    for one, word in sorted(words.items()):
        had = old.get(one)
        # A text that got a plural keeps its words in every form, until somebody looks at them.
        string = had.string if had else ""
        if word.many is None:
            string = string if isinstance(string, str) else string[0]
        elif isinstance(string, str):
            string = (string,) * new.num_plurals
        flags = {flag for flag in had.flags if flag == "fuzzy"} if had else set()
        comments = had.user_comments if had else ()
        id_ = one if word.many is None else (one, word.many)
        new.add(id_, string, [(file, None) for file in sorted(word.files)], flags, user_comments=comments)
    return new


def is_translated(message: Message) -> bool:
    """Whether every form has words, and nobody has marked them as doubtful."""
    forms = (message.string,) if isinstance(message.string, str) else message.string
    return all(forms) and not message.fuzzy


def places(text: str) -> list[str]:
    """What is filled into a text: `%(name)s`, `{n}`."""
    return sorted(_PLACE.findall(text))


def files(language: str, catalogue: Catalog) -> dict[Path, bytes]:
    """What the files of a language hold, by path."""
    po, mo = BytesIO(), BytesIO()
    write_po(po, catalogue, width=0, include_lineno=False)
    write_mo(mo, catalogue)
    return {
        source(language): po.getvalue().rstrip() + b"\n",
        source(language).with_suffix(".mo"): mo.getvalue(),
        BROWSER / f"{language}.js": for_browser(catalogue).encode(),
    }


def for_browser(catalogue: Catalog) -> str:
    """The module that t.js reads: each text's words, of a plural all forms by the number that `plural(n)` gives."""
    words = {
        message.id if isinstance(message.id, str) else message.id[1]: message.string
        for message in messages(catalogue)
        if is_translated(message) and any(file.endswith(".js") for file, _ in message.locations)
    }
    lines = [f"  {_js(english)}: {_js(string)},\n" for english, string in words.items()]
    return (
        "// Made by `python -m scripts.words`: change the catalogue instead (docs/translating.md).\n\n"
        f"export const plural = (n) => Number({catalogue.plural_expr});\n\n"
        f"export default {{\n{''.join(lines)}}};\n"
    )


def _js(value: str | tuple[str, ...]) -> str:
    return json.dumps(value, ensure_ascii=False)


def write(language: str, catalogue: Catalog) -> None:
    for path, content in files(language, catalogue).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
