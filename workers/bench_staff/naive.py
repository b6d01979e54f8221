"""The same figures again, each by a plain query over all rows: what the rollups have to equal."""

# ruff: noqa: S608  (nothing but our own words is put together)

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import connection

from billing.models import SubscriptionChange

Named = tuple[date, str, str, str]
DAY = "(r.finished_at AT TIME ZONE 'UTC')::date"
ENDED = "FROM runs_run r WHERE r.finished_at >= %(begin)s AND r.finished_at < %(end)s"
THINKS = f"{ENDED} AND mode = 'think' AND status = 'succeeded'"
CALLED = "FROM runs_enginecall c WHERE c.created_at >= %(begin)s AND c.created_at < %(end)s"
CALL_DAY = "(c.created_at AT TIME ZONE 'UTC')::date"
MS = "greatest(0, round(extract(epoch FROM {} - {}) * 1000))::bigint"
# Day, name, group, part, value.
QUERIES = (
    f"SELECT {DAY}, 'runs', mode, status, count(*) {ENDED} GROUP BY 1, mode, status",
    f"SELECT {DAY}, 'errors', error, '', count(*) {ENDED} AND error <> '' GROUP BY 1, error",
    f"SELECT {DAY}, 'retries', mode, '', sum(attempt - 1) {ENDED} GROUP BY 1, mode",
    f"SELECT {DAY}, 'recovered', mode, '', count(*) {ENDED} AND attempt > 1 AND status = 'succeeded' GROUP BY 1, mode",
    f"SELECT {DAY}, 'run_tokens', mode, '', sum(generated_tokens) {ENDED} GROUP BY 1, mode",
    f"SELECT {DAY}, 'run_ms', mode, '', sum(round(seconds * 1000)) {ENDED} GROUP BY 1, mode",
    f"SELECT {DAY}, 'askers', '', '', count(DISTINCT user_id) {ENDED} GROUP BY 1",
    f"SELECT {DAY}, 'answers', strategy, model, count(*) {ENDED} AND status = 'succeeded' GROUP BY 1, strategy, model",
    f"SELECT {DAY}, 'answer_cost', strategy, model, sum(cost_micros) {ENDED} AND status = 'succeeded' "
    "GROUP BY 1, strategy, model",
    f"SELECT {DAY}, 'think', 'paths', '', sum(paths) {THINKS} GROUP BY 1",
    f"SELECT {DAY}, 'think', 'verified', '', count(*) FILTER (WHERE verdict = 'verified') {THINKS} GROUP BY 1",
    f"SELECT {DAY}, 'think', 'early', '', count(*) FILTER (WHERE answer_requested) {THINKS} GROUP BY 1",
    f"SELECT {DAY}, 'think', 'steps', '', count(*) FROM runs_runevent e JOIN runs_run r ON r.id = e.run_id "
    "WHERE r.finished_at >= %(begin)s AND r.finished_at < %(end)s AND mode = 'think' AND status = 'succeeded' "
    "AND e.event->>'type' = 'step_finished' GROUP BY 1",
    *(
        f"SELECT {DAY}, '{name}_p{percent}', mode, '', percentile_disc(0.{percent}) WITHIN GROUP "
        f"(ORDER BY {MS.format(*ends)}) {ENDED} AND {ends[0]} IS NOT NULL AND {ends[1]} IS NOT NULL GROUP BY 1, mode"
        for name, ends in (
            ("wait", ("started_at", "r.created_at")),
            ("first_word", ("first_word_at", "started_at")),
        )
        for percent in (50, 95)
    ),
    *(
        f"SELECT {CALL_DAY}, 'tokens', model, '{kind}', sum({kind}) {CALLED} GROUP BY 1, model"
        for kind in ("prompt", "cached", "generated")
    ),
    f"SELECT {CALL_DAY}, 'calls', purpose, '', count(*) {CALLED} GROUP BY 1, purpose",
    f"SELECT {CALL_DAY}, 'call_cost', coalesce(h.plan, ''), '', sum(c.cost_micros) FROM runs_enginecall c "
    "LEFT JOIN runs_run r ON r.id = c.run_id LEFT JOIN billing_usagehold h ON h.id = r.hold_id "
    "WHERE c.created_at >= %(begin)s AND c.created_at < %(end)s GROUP BY 1, 3",
)


def figures(begin: datetime, end: datetime) -> dict[Named, int]:
    """Every figure of the days in [begin, end) that is not 0."""
    found: dict[Named, int] = {}
    with connection.cursor() as cursor:
        for query in QUERIES:
            cursor.execute(query, {"begin": begin, "end": end})
            found |= {
                (day, name, group, part): int(value) for day, name, group, part, value in cursor.fetchall()
            }
    day = begin
    while day < end:
        found |= {(day.date(), "mrr", plan, ""): value for plan, value in _mrr(day + timedelta(days=1))}
        day += timedelta(days=1)
    return {key: value for key, value in found.items() if value}


def account_costs(begin: datetime, end: datetime) -> dict[tuple[date, str], int]:
    """Micro-USD by day and account."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {CALL_DAY}, h.account_id::text, sum(c.cost_micros) FROM runs_enginecall c "
            "JOIN runs_run r ON r.id = c.run_id JOIN billing_usagehold h ON h.id = r.hold_id "
            "WHERE c.created_at >= %(begin)s AND c.created_at < %(end)s GROUP BY 1, 2",
            {"begin": begin, "end": end},
        )
        return {(day, account): int(value) for day, account, value in cursor.fetchall() if value}


def _mrr(at: datetime) -> Iterator[tuple[str, int]]:
    """Monthly revenue by plan at a moment: each subscription's last change before it."""
    last = (
        SubscriptionChange.objects.filter(at__lt=at)
        .order_by("subscription_id", "-at", "-pk")
        .distinct("subscription_id")
    )
    sums: Counter[str] = Counter()
    for each in last:
        if each.status in ("active", "past_due"):
            sums[each.plan] += each.cents * each.quantity * 10_000 // (12 if each.interval == "year" else 1)
    yield from sums.items()
