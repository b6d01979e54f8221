from __future__ import annotations

import pytest

from scripts.words import javascript


def test_texts_are_the_literals_of_t_and_tn_also_within_templates() -> None:
    source = """
      const a = t("Copied");
      const b = html`<p title=${t("Stop (Esc)")}>${tn("{n} path", "{n} paths", n)}</p>`;
      const c = split("never"), d = x.t("neither"), e = format("nor this");
      const f = t(
        "Thought for {time}", { time },
      );
      const g = t("He said \\"no\\"");
    """
    assert list(javascript.texts(source)) == [
        ("Copied", None),
        ("Stop (Esc)", None),
        ("{n} path", "{n} paths"),
        ("Thought for {time}", None),
        ('He said "no"', None),
    ]


@pytest.mark.parametrize(
    "source", ["t(name)", "t(`Copied`)", 'tn("{n} path", many, n)', "t('single quotes')"]
)
def test_a_text_that_cannot_be_read_off_is_refused_with_its_place(source: str) -> None:
    with pytest.raises(javascript.Unusable, match=r"lane\.js, line 2"):
        list(javascript.texts(f"\n{source}", "lane.js"))
