from __future__ import annotations

from scripts.words import code


def test_python_says_its_texts_through_gettext_and_its_kin() -> None:
    source = (
        'first = _("Saved.")\nlabel = gettext_lazy("Name")\n'
        'long = _(\n    "One. "\n    "Two."\n)\nmany = ngettext("{n} seat", "{n} seats", n)\nlooked_up = _(name)\n'
    )
    assert list(code.in_python(source)) == [
        ("Saved.", None),
        ("Name", None),
        ("One. Two.", None),
        ("{n} seat", "{n} seats"),
    ]


def test_a_template_says_its_texts_in_tags_and_filters() -> None:
    source = """{# a comment that is no comment for translators #} {% translate "Sign in" %}
      {% blocktranslate with who=user.name %}Hello {{ who }}, it’s "you"{% endblocktranslate %}
    {% blocktranslate count n=each %}{{ n }} seat{% plural %}{{ n }} seats{% endblocktranslate %}
  {% include "a.html" with submit=_("Send") %}{{ title|default:_("Untitled") }} don't trip over quotes"""
    assert list(code.in_template(source)) == [
        ("Sign in", None),
        ('Hello %(who)s, it’s "you"', None),
        ("%(n)s seat", "%(n)s seats"),
        ("Send", None),
        ("Untitled", None),
    ]


def test_the_same_text_in_two_places_is_one_and_knows_whether_the_browser_says_it() -> None:
    words = code.words()
    sign_in = words["Sign in"]
    assert len(sign_in.files) > 1
    assert all(not file.startswith("/") for file in sign_in.files)
