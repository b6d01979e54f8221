"""`make bench-staff BENCH="--small"`: what staff look at, with a million answers or with a few."""

from __future__ import annotations

import argparse
from datetime import timedelta

from workers.bench_ledger.servers import servers

from .sizes import FULL, SMALL, Sizes


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench-staff", description=__doc__)
    parser.add_argument(
        "--small", action="store_true", help="20,000 answers of 30 days; docs stay as they are"
    )
    options = parser.parse_args()
    with servers():
        measure(SMALL if options.small else FULL, write=not options.small)


def measure(sizes: Sizes, *, write: bool) -> None:
    """Load, measure, compare, print, and write the page."""
    # These read Django's settings, which are there only once the servers are.
    from django.utils import timezone

    from billing.spend import midnight
    from workers.bench_staff import comparing, exploring, page, rows, showing
    from workers.bench_staff.measuring import asked, timed

    end = midnight(timezone.now())
    begin = end - timedelta(days=sizes.days)
    print(
        f"loading {sizes.runs:,} answers took {timed(lambda: rows.load(sizes, begin=begin, end=end)):.0f} s",
        flush=True,
    )
    from chatapp.dashboard import rollup
    from chatapp.dashboard.period import Period

    days = Period(begin.date(), end.date()).days
    busy = days[-2]
    with asked() as queries:
        busy_day = timed(lambda: rollup.roll_up_day(busy))
    plans = comparing.plans("The busy day", queries, 3)
    print(f"the busy day took {busy_day:.1f} s", flush=True)
    all_days = timed(lambda: [rollup.roll_up_day(day) for day in days if day != busy])
    compared, differing = comparing.compare(begin, end)
    for line in differing[:20]:
        print(line)
    client = showing.staff_client()
    seconds, queries, panel = showing.measure(client, sizes.days)
    finds = exploring.measure(client, begin=begin, end=end)
    slowest = max(finds, key=lambda find: find.seconds)
    found = page.Found(
        sizes=sizes,
        page=seconds,
        queries=len(queries.queries),
        slowest_panel=panel,
        busy_day=busy_day,
        all_days=all_days + busy_day,
        compared=compared,
        differing=len(differing),
        finds=finds,
        plans=[
            *plans,
            *comparing.plans("The page", queries, 2),
            *comparing.plans(f"Finding {slowest.what}", slowest.queries, 1),
        ],
    )
    text = page.text(found)
    print(text)
    if write:
        page.PAGE.write_text(text)


if __name__ == "__main__":
    main()
