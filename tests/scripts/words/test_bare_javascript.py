from __future__ import annotations

import pytest

from scripts.words.bare_javascript import bare


def test_text_and_read_attributes_of_markup_are_found() -> None:
    source = """const A = () => html`
  <${Dialog} title="Search" className="search box">
    <label class="hidden" for="q">Words to look for</label>${name}
    <button aria-label=${t("Close")}>×</button>
  <//>`;"""
    assert bare(source) == [(2, "Search"), (3, "Words to look for")]


def test_strings_that_read_like_sentences_are_found_wherever_they_are() -> None:
    source = """
      // This sentence is a comment.
      const a = "Try again in a moment.", b = `No ${what} left`, c = on ? "Pinned" : "unpinned";
      const fine = t("Try again"), also = tn("{n} path", "Many paths", n);
      if (event.key === "Escape") go("class names", "/Path", 'aria-label');
      const regex = /"Not a string/.test(text) / 2;
    """
    assert bare(source) == [(3, "No … left"), (3, "Pinned"), (3, "Try again in a moment.")]


@pytest.mark.parametrize(
    "source",
    [
        "html`<p>${n} / ${m}</p>`",
        "html`<i class=${`lane ${kind}`} />`",
        'import "x.js"',
        'a.types.includes("Files")',
    ],
)
def test_marks_and_names_are_no_prose(source: str) -> None:
    assert bare(source) == []


def test_what_stands_within_a_template_is_looked_at_as_code() -> None:
    assert bare("html`<p>${list.map((each) => html`<b>${each ? `Deep ${x}` : '}'}</b>`)}</p>`") == [
        (1, "Deep …")
    ]
