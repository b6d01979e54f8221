"""The alert rules in docs ask for figures that exist, and the docs list every one of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import redis
from prometheus_client.parser import text_string_to_metric_families

from chatapp.observing.figures import page
from chatapp.observing.figures.catalogue import FIGURES, PREFIX

DOCS = Path(__file__).resolve().parents[3] / "docs"
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def names(valkey: redis.Redis, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Every sample that the page can have."""
    monkeypatch.setattr(page, "_made", (0.0, b""))
    found = {PREFIX + name for name, figure in FIGURES.items() if not figure.buckets}
    for name, figure in FIGURES.items():
        if figure.buckets:
            found |= {f"{PREFIX}{name}_{part}" for part in ("bucket", "count", "sum")}
    # Families, for some have no sample as long as nothing runs.
    shown = text_string_to_metric_families(page.page().decode())
    return found | {family.name for family in shown if family.type == "gauge"}


def test_every_figure_in_the_rules_exists(names: set[str]) -> None:
    asked = set(re.findall(r"\bfragaria_\w+", (DOCS / "alerts.yml").read_text()))
    assert len(asked) > 10
    assert asked - names == set()


def test_the_rules_are_whole() -> None:
    rules = (DOCS / "alerts.yml").read_text().split("- alert: ")[1:]
    for rule in rules:
        assert {"expr", "labels", "annotations"} <= set(re.findall(r"^ +(\w+):", rule, re.M)), rule
        assert re.search(r"severity: (page|ticket)", rule), rule
        assert "summary:" in rule, rule
        assert "do:" in rule, rule
        assert rule.count("(") == rule.count(")"), rule


def test_the_docs_list_every_figure(names: set[str]) -> None:
    text = (DOCS / "operations.md").read_text()
    for name in {re.sub(r"_(bucket|count|sum)$", "", name) for name in names}:
        assert f"`{name.removeprefix(PREFIX)}`" in text, name
