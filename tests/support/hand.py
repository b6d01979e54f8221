"""`python -m tests.support.hand`: makes people and conversations in a running stack, for as long as it is asked.

A line of JSON is an order, `[what, arguments]`, and a line of JSON answers it, `{"made": …}` or `{"failed": …}`. One
process for all orders: to load Django for each costs more than most tests.
"""

from __future__ import annotations

import json
import os
import sys
import traceback


def main() -> None:
    """Serve until standard input ends."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chatapp.settings")
    import django

    django.setup()

    from .people import make
    from .written import write

    for line in sys.stdin:
        what, arguments = json.loads(line)
        try:
            told = {"made": {"people": make, "conversation": write}[what](*arguments)}
        except Exception:
            told = {"failed": traceback.format_exc()}
        print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main()
