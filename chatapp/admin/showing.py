"""Columns: a link to another row, a size instead of a content, links to what belongs to a row."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.contrib.admin import display
from django.db.models import Model
from django.urls import reverse
from django.utils.html import format_html, format_html_join

Column = Callable[[Model], Any]


def link(name: str, to: str, *, shown: str = "", label: str = "") -> Column:
    """A link to the row of `to` ("app.model") that the field `name` refers to, under its id or its field `shown`.

    `name` is a foreign key, or a plain field that holds an id. With `shown` the list must select the row with it.
    """

    @display(description=label or name.removesuffix("_id").replace("_", " "), empty_value="–")
    def column(row: Model) -> Any:
        id_ = getattr(row, name if name.endswith("_id") else f"{name}_id")
        if id_ is None:
            return None
        text = getattr(getattr(row, name), shown) if shown else str(id_)
        return format_html('<a href="{}">{}</a>', page(to, id_), text)

    return column


def size(name: str) -> Column:
    """How many characters the field holds, as text or as JSON: all that the admin tells of it."""

    @display(description=f"{name.replace('_', ' ')}, characters")
    def column(row: Model) -> int:
        value = getattr(row, name)
        return len(value) if isinstance(value, str) else len(json.dumps(value, ensure_ascii=False))

    return column


def related(label: str, *, to: str, by: str = "pk") -> Column:
    """A link to the rows of `to` that are found by this row's field `by`."""

    @display(description=label, empty_value="–")
    def column(row: Model) -> Any:
        value = getattr(row, by)
        return value and format_html('<a href="{}?q={}">Show {}</a>', listed(to), value, label)

    return column


def addressed(label: str, *, view: str) -> Column:
    """A link to a page of the product about this row, whose address takes its id."""

    @display(description=label)
    def column(row: Model) -> Any:
        return format_html('<a href="{}">Open</a>', reverse(view, args=[row.pk]))

    return column


def joined(label: str, texts: Callable[[Any], list[str]]) -> Column:
    """Some short texts, one after another."""

    @display(description=label, empty_value="–")
    def column(row: Model) -> Any:
        return format_html_join(", ", "{}", ([text] for text in texts(row))) or None

    return column


def page(model: str, id_: object) -> str:
    return reverse(f"admin:{model.lower().replace('.', '_')}_change", args=[id_])


def listed(model: str) -> str:
    return reverse(f"admin:{model.lower().replace('.', '_')}_changelist")
