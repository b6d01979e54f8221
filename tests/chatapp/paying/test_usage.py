"""Settings, Usage: one's own lines of the ledger."""

from __future__ import annotations

import csv
import io
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from billing.models import BillingAccount, UsageHold
from chatapp.paying.usage import Month, months, parsed

from .conftest import browser, text

pytestmark = pytest.mark.django_db
PAGE = "/settings/usage/"


def hold(account: BillingAccount, user: Any, at: datetime, **fields: Any) -> UsageHold:
    wanted = {
        "meter": "fast", "plan": "plus", "state": "committed", "tokens": 1234, "cost_micros": 5_600,
        "created_at": at, "expires_at": at, "settled_at": at, "idempotency_key": uuid.uuid4().hex,
    } | fields  # fmt: skip
    return UsageHold.objects.create(account=account, user_id=user.pk, **wanted)


def this_month() -> datetime:
    return timezone.now().replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def test_each_answer_is_told_in_words(page, mine, owner) -> None:
    at = this_month()
    hold(mine, owner, at, meter="think")
    hold(mine, owner, at, overage=True)
    hold(mine, owner, at, state="released", reason="failed", tokens=0)
    hold(mine, owner, at, state="released", reason="cancelled", tokens=0)
    hold(mine, owner, at, state="released", reason="made fast", tokens=0)
    hold(mine, owner, at, state="held", tokens=0)
    hold(mine, owner, at, state="held", expires_at=timezone.now() + timedelta(minutes=5), tokens=0)
    hold(mine, owner, at, state="released", reason="a word of tomorrow", tokens=0)
    shown = text(page.get(PAGE))
    for words in (
        "Thinking Plus Counted 1,234", "Counted, beyond the limit", "Given back: it failed",
        "Given back: it was stopped before", "Given back: it broke off", "In progress",
        "Given back: it was made a fast answer",
        "Given back: a word of tomorrow",
    ):  # fmt: skip
        assert words in shown, words
    assert "$" not in shown


def test_totals_count_what_counted_this_month_and_the_last(page, mine, owner) -> None:
    now, before = this_month(), this_month() - timedelta(days=1)
    for _ in range(3):
        hold(mine, owner, now)
    hold(mine, owner, now, state="released", reason="failed")
    hold(mine, owner, before, meter="think")
    assert "Fast 3 0 3,702" in text(page.get(PAGE))
    assert "Thinking 0 1 0" in text(page.get(PAGE))


def test_a_month_can_be_chosen_and_a_wrong_one_is_said(page, mine, owner) -> None:
    hold(mine, owner, datetime(2026, 2, 28, 23, 59, tzinfo=UTC), tokens=777)
    hold(mine, owner, datetime(2026, 3, 1, tzinfo=UTC), tokens=888)
    shown = text(page.get(PAGE, {"month": "2026-02"}))
    assert "28 February 2026, 23:59 UTC" in shown
    assert "888" not in shown
    for wrong in ("2026-13", "February", "2026-2", "٢٠٢٦-02", "9999-01x"):
        assert "A month is written as 2026-11" in text(page.get(PAGE, {"month": wrong}, follow=True)), wrong
        assert page.get(f"{PAGE}export/", {"month": wrong}).status_code == 400


def test_costs_are_shown_where_the_operator_shows_them(page, mine, owner, settings) -> None:
    hold(mine, owner, this_month())
    settings.SHOW_COSTS = True
    assert "$0.0056" in text(page.get(PAGE))
    assert "cost_micros" in page.get(f"{PAGE}export/").content.decode()


def test_many_answers_come_in_pages_that_keep_the_month(page, mine, owner) -> None:
    for _ in range(101):
        hold(mine, owner, datetime(2026, 2, 3, tzinfo=UTC))
    shown = page.get(PAGE, {"month": "2026-02", "page": "2"})
    assert "Page 2 of 3" in text(shown)
    assert f"?account={mine.pk}&amp;month=2026-02&amp;page=3" in shown.content.decode()


def test_the_file_has_the_months_lines(page, mine, owner) -> None:
    hold(mine, owner, datetime(2026, 2, 3, tzinfo=UTC))
    hold(mine, owner, datetime(2026, 3, 3, tzinfo=UTC))
    response = page.get(f"{PAGE}export/", {"month": "2026-02"})
    rows = list(csv.DictReader(io.StringIO(response.content.decode())))
    assert [row["tokens"] for row in rows] == ["1234"]
    assert "fragaria-usage-2026-02.csv" in response.headers["Content-Disposition"]
    assert "cost_micros" not in rows[0]


def test_in_a_team_too_everyone_sees_only_their_own(page, team, owner, teammate, outsider) -> None:
    hold(team, owner, this_month(), tokens=4_111)
    hold(team, teammate, this_month(), tokens=4_222)
    asked = {"account": str(team.pk)}
    for client, own, others in ((page, 4_111, 4_222), (browser(teammate), 4_222, 4_111)):
        for path, cell in ((PAGE, "{:,}"), (f"{PAGE}export/", ",{},")):
            shown = client.get(path, asked).content.decode()
            assert cell.format(own) in shown
            assert cell.format(others) not in shown
    for path in (PAGE, f"{PAGE}export/"):
        assert browser(outsider).get(path, asked).status_code == 404


def test_strangers_sign_in(client) -> None:
    for path in (PAGE, f"{PAGE}export/"):
        assert client.get(path).headers["Location"].startswith("/accounts/login/")


def test_months_follow_one_another(mine, owner) -> None:
    assert Month(2026, 12).next == Month(2027, 1)
    assert Month(2026, 1).previous == Month(2025, 12)
    assert parsed("2026-12") == Month(2026, 12)
    hold(mine, owner, datetime(2025, 11, 5, tzinfo=UTC))
    now = datetime(2026, 1, 31, tzinfo=UTC)
    assert [each.code for each in months(mine, owner.pk, now)] == ["2026-01", "2025-12", "2025-11"]
    assert len(months(mine, owner.pk, now + timedelta(days=3650))) == 36
