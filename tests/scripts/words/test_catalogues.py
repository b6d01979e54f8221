"""The catalogues as they are: complete, and what was made of them up to date."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from scripts.console import ROOT
from scripts.words import bare_javascript, bare_templates, catalogues, code, javascript
from scripts.words.code import Word

RUN = "run `python -m scripts.words`, then translate what is empty (docs/translating.md)"
# Attributes for another template's tag, without a tag of its own.
NO_MARKUP = {"chatapp/templates/includes/appearance.html"}


@pytest.fixture(scope="module")
def words() -> dict[str, Word]:
    return code.words()


def templates() -> Iterator[Path]:
    for folder in code.FOLDERS:
        for path in sorted((ROOT / folder).rglob("templates/**/*.*")):
            # The stand-in for Stripe's pages speaks English, as a developer's tool.
            if "stripe_sandbox" not in path.parts and path.relative_to(ROOT).as_posix() not in NO_MARKUP:
                yield path


def test_every_language_of_the_settings_but_english_has_a_catalogue() -> None:
    assert catalogues.languages() == sorted(code for code, _ in settings.LANGUAGES if code != "en")


@pytest.mark.parametrize("language", catalogues.languages())
def test_the_catalogue_and_what_is_made_of_it_are_up_to_date(language: str, words: dict[str, Word]) -> None:
    for path, content in catalogues.files(language, catalogues.updated(language, words)).items():
        assert path.read_bytes() == content, f"{path.relative_to(ROOT)}: {RUN}"


@pytest.mark.parametrize("language", catalogues.languages())
def test_every_text_is_translated_and_keeps_its_places(language: str) -> None:
    for message in catalogues.messages(catalogues.read(language)):
        assert catalogues.is_translated(message), f"{message.id!r}: {RUN}"
        single = isinstance(message.id, str)
        english = message.id if single else message.id[1]
        for words in [message.string] if single else message.string:
            assert catalogues.places(words) == catalogues.places(english), f"{english!r} became {words!r}"


@pytest.mark.parametrize("path", list(templates()), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_template_says_nothing_that_cannot_be_translated(path: Path) -> None:
    assert bare_templates.bare(path.read_text(), is_text=path.suffix == ".txt") == []


@pytest.mark.parametrize("path", javascript.modules(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_module_says_nothing_that_cannot_be_translated(path: Path) -> None:
    assert bare_javascript.bare(path.read_text()) == []


def test_a_text_that_got_a_plural_keeps_its_words_and_one_that_is_gone_goes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    old = catalogues.Words("zh_Hans")
    old.add("{n} path", "{n} 条路径")
    old.add("Gone", "没了")
    monkeypatch.setattr(catalogues, "read", lambda language: old)
    new = catalogues.updated("zh-hans", {"{n} path": Word("{n} path", "{n} paths", {"a.js"})})
    [message] = catalogues.messages(new)
    assert (message.id, message.string) == (("{n} path", "{n} paths"), ("{n} 条路径",))
    assert '"{n} paths": ["{n} 条路径"]' in catalogues.for_browser(new)


def test_doubtful_words_are_not_shown() -> None:
    catalogue = catalogues.Words("zh_Hans")
    catalogue.add("Stop", "停", [("a.js", None)], flags={"fuzzy"})
    catalogue.add("Go", "", [("a.js", None)])
    catalogue.add("Sent", "已发送", [("a.py", None)])
    assert catalogues.for_browser(catalogue).endswith("export default {\n};\n")
