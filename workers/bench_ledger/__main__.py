"""`make bench-ledger BENCH="--rows 300000 --rounds 6"`: the ledger beside a bare insert, and the webhooks' intake."""

from __future__ import annotations

import argparse

from workers.bench_ledger.servers import servers


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench-ledger", description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 300_000], help="sizes of the ledger")
    parser.add_argument("--rounds", type=int, default=16, help="turns of each operation")
    parser.add_argument("--seconds", type=float, default=0.7, help="a turn")
    parser.add_argument("--events", type=int, default=2_000, help="webhooks that are sent")
    parser.add_argument("--print-only", action="store_true", help="leave docs/billing-bench.md as it is")
    options = parser.parse_args()
    with servers():
        measure(options)


def measure(options: argparse.Namespace) -> None:
    """Measure, print, and write the page."""
    # These read Django's settings, which are there only once the servers are.
    from workers.bench_ledger import page, rates, rows, webhooks

    head = page.HEAD.format(machine=page.machine(), threads=rates.THREADS, people=rows.PEOPLE)
    people = rows.make_people()
    operations = {"bare": rates.bare, "twice": rates.bare_twice, "ledger": rates.reserve_and_commit}
    sizes = []
    for number in sorted(options.rows):
        rows.fill(number)
        rates.side_by_side(people, operations, rounds=1, seconds=1.0)  # warm
        found = rates.side_by_side(people, operations, rounds=options.rounds, seconds=options.seconds)
        sizes.append(page.Sized(number, **found))
        print(f"{number:,} rows: ratio {sizes[-1].ratio:.2f}", flush=True)
    webhooks.intake(100)  # warm
    text = page.text(sizes, webhooks.intake(options.events), head=head)
    print(text)
    if not options.print_only:
        page.PAGE.write_text(text)


if __name__ == "__main__":
    main()
