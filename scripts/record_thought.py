"""Record the thought that the landing page plays: `python -m scripts.record_thought`.

The product on its embedded defaults is asked until it gives a thought worth watching: checked, and not agreed from
the beginning. What is written is what the API tells of it, and nothing is changed.
"""

from __future__ import annotations

import asyncio
import json
import urllib.request
from typing import Any

from tests.support.live import Page
from tests.support.stack import Stack, running_stack

from .console import ROOT, say

QUESTION = "Using the numbers 4, 7, 20 and 100, each at most once, make 327."
PLACE = ROOT / "chatapp" / "static" / "landing-thought.json"
TRIES = 30
LEAST_PATHS = 5
MOST_BYTES = 40_000
RUN_FIELDS = ("status", "mode", "strategy", "model", "paths", "seconds", "verdict")


def main() -> int:
    """Exit code 1 when no thought of TRIES was worth it."""
    with running_stack({}) as stack:
        for number in range(1, TRIES + 1):
            # A new person each time: nobody's allowance runs out.
            key = stack.people(1, "plus")[0]
            done = asyncio.run(asked(stack, key))
            run = done["answer"]["run"]
            entries = read(stack, key, f"/api/runs/{run['id']}/events")["entries"]
            thought = {
                "question": QUESTION,
                "answer": done["answer"]["text"],
                "run": {name: run[name] for name in RUN_FIELDS},
                "entries": entries,
            }
            text = json.dumps(thought, ensure_ascii=False, separators=(",", ":"))
            say(f"{number}: {run['verdict']}, {run['paths']} paths, {run['seconds']} s, {len(text)} bytes")
            if is_worth_watching(thought) and len(text) <= MOST_BYTES:
                PLACE.write_text(text + "\n")
                return 0
    return 1


def is_worth_watching(thought: dict[str, Any]) -> bool:
    """Whether paths disagreed, one was refuted, and the answer was checked."""
    outcomes = [entry["e"]["outcome"] for entry in thought["entries"] if entry["e"]["type"] == "verified"]
    run = thought["run"]
    return run["verdict"] == "verified" and run["paths"] >= LEAST_PATHS and "failed" in outcomes


async def asked(stack: Stack, key: str) -> dict[str, Any]:
    """The `done` frame of the question, asked in Think."""
    async with Page(stack.address, key) as page:
        accepted = await page.ask(QUESTION, "think")
        watched = await page.ended(accepted["answer"]["run"]["id"])
    assert watched.done
    return watched.done


def read(stack: Stack, key: str, path: str) -> Any:
    request = urllib.request.Request(stack.address + path, headers={"Cookie": f"sessionid={key}"})  # noqa: S310
    with urllib.request.urlopen(request) as reply:  # noqa: S310
        return json.load(reply)


if __name__ == "__main__":
    raise SystemExit(main())
