from __future__ import annotations

from scripts.words.bare_templates import bare


def test_text_and_read_attributes_outside_translate_tags_are_found_with_their_lines() -> None:
    source = """<h1>{% translate "Hello" %}</h1>
<p class="big button">Not wrapped, {{ name }}</p>
<button aria-label="Close it">×</button>
{% blocktranslate %}This is <b>fine</b>{% endblocktranslate %}
<li{% if here %} aria-current="true"{% endif %} data-label="{% translate 'Seat' %}">{{ value }}</li>"""
    assert bare(source) == [(2, "Not wrapped, …"), (3, "Close it")]


def test_words_handed_to_another_template_are_found_too() -> None:
    assert bare('{% include "a.html" with submit="Save it" id="Save" %}') == [(1, "Save it"), (1, "Save")]
    assert bare('{% include "a.html" with submit=_("Save it") %}{{ at|date:"F Y" }}{% url "Chat" %}') == []


def test_names_scripts_and_comments_are_no_prose() -> None:
    assert (
        bare(
            "<title>Fragaria</title><style>a { color: red }</style>{# words #}<!-- more --><p>7 × 3 · UTC</p>"
        )
        == []
    )


def test_a_mail_is_read_as_lines() -> None:
    assert bare("{% translate 'Hello,' %}\n\nyou are invited: {{ link }}\n{{ link }}", is_text=True) == [
        (3, "you are invited: \x00")
    ]
