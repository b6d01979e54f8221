"""Who sees the dashboard, and what happens when a part of it breaks."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from chatapp.accounts.models import User
from chatapp.dashboard import freshness, panels, rollup, views
from chatapp.dashboard.panels import mrr

pytestmark = pytest.mark.django_db
ALL = [panel for _name, group in panels.GROUPS for panel in group]


@pytest.fixture(autouse=True)
def asked(monkeypatch):
    """How often figures were asked for; the queue itself is away."""
    found = []
    monkeypatch.setattr(views, "ask_for_figures", lambda: bool(found.append(1)) or True)
    return found


@pytest.fixture
def full(answered, subscribed):
    """Something on each panel, today."""
    now = timezone.now()
    answered(now)
    answered(now, mode="think", strategy="adaptive", verdict="verified", paths=3)
    answered(now, status="failed", error="timeout", attempt=2)
    subscribed(now)
    User.objects.update(created_at=now)
    rollup.catch_up(limit=1)


def test_strangers_and_people_without_the_permission_see_nothing(client, owner):
    assert client.get("/staff/").status_code == 302
    client.force_login(owner)
    assert client.get("/staff/").status_code == 403
    assert client.get("/staff/figures/mrr.csv").status_code == 403


def test_the_page_has_every_panel_in_few_queries(analyst, full, django_assert_max_num_queries):
    analyst.get("/staff/")  # sessions and permissions are warm
    with django_assert_max_num_queries(30):
        page = analyst.get("/staff/?days=90").content.decode()
    for panel in ALL:
        assert f'id="{panel.slug}"' in page
    assert "could not be read" not in page
    assert "$20" in page


def test_an_empty_installation_has_a_page_too(analyst, asked):
    page = analyst.get("/staff/").content.decode()
    assert "Figures are being made now" in page
    assert "could not be read" not in page
    assert asked


def test_fresh_figures_are_not_asked_for_again(analyst, full, asked):
    page = analyst.get("/staff/").content.decode()
    assert not asked
    assert "Counted last" in page


def test_a_broken_panel_says_so_and_the_others_live(analyst, full, monkeypatch, caplog):
    def breaks(_figures):
        raise ZeroDivisionError("told to")

    broken = replace(mrr.PANEL, read=breaks)
    monkeypatch.setattr(panels, "GROUPS", (("All", (broken, *ALL[1:])),))
    response = analyst.get("/staff/")
    page = response.content.decode()
    assert response.status_code == 200
    assert page.count("could not be read") == 1
    assert page.count('class="chart"') > 5
    assert "the panel mrr cannot be shown" in caplog.text
    assert analyst.get("/staff/figures/mrr.csv").status_code == 500


def test_a_period_that_cannot_be_shown_is_said_and_the_usual_one_shown(analyst):
    page = analyst.get("/staff/?from=2026-13-40").content.decode()
    assert "A date looks like this" in page
    assert analyst.get("/staff/figures/mrr.csv?from=2026-13-40").status_code == 400


@pytest.mark.parametrize("panel", ALL, ids=lambda panel: panel.slug)
def test_every_panel_is_a_file_too(analyst, full, panel):
    answer = analyst.get(f"/staff/figures/{panel.slug}.csv?days=7")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode())))
    assert rows
    if rows[0][0] == "day":
        assert rows[7][0] == datetime.now(UTC).date().isoformat()


def test_there_is_no_file_of_an_unknown_panel(analyst):
    assert analyst.get("/staff/figures/secrets.csv").status_code == 404


def test_where_nothing_is_sold_there_is_no_money(analyst, full, settings):
    settings.BILLING = False
    page = analyst.get("/staff/").content.decode()
    assert 'id="mrr"' not in page
    assert 'id="queue"' in page
    assert analyst.get("/staff/figures/mrr.csv").status_code == 404


def test_names_of_models_are_not_markup_nor_formulas(analyst, answered):
    answered(timezone.now(), model="=1+1<script>alert(1)</script>")
    rollup.catch_up(limit=1)
    page = analyst.get("/staff/").content.decode()
    assert "<script>alert(1)" not in page
    rows = list(csv.reader(io.StringIO(analyst.get("/staff/figures/answer-cost.csv").content.decode())))
    assert ["single", "'=1+1<script>alert(1)</script>"] in [row[:2] for row in rows]


def test_the_menu_leads_there_only_whom_it_lets_in(analyst, client, owner):
    assert 'href="/staff/"' in analyst.get("/settings/").content.decode()
    client.force_login(owner)
    assert 'href="/staff/"' not in client.get("/settings/").content.decode()


def test_figures_are_asked_for_once_a_minute(monkeypatch):
    sent = []
    monkeypatch.setattr(freshness.current_app, "send_task", lambda *args, **_: sent.append(args))
    freshness.cache.delete(freshness.ASKED)
    assert freshness.ask_for_figures()
    assert freshness.ask_for_figures()
    assert sent == [("workers.roll_up",)]


def test_days_that_miss_figures_are_counted_and_asked_for(analyst, full, owner, asked):
    User.objects.filter(pk=owner.pk).update(created_at=timezone.now() - timedelta(days=3))
    page = analyst.get("/staff/").content.decode()
    assert "3 days have not been counted yet" in page
    assert asked
