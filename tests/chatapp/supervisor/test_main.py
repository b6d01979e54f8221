from __future__ import annotations

from pathlib import Path

import pytest

from chatapp.supervisor import __main__ as main
from chatapp.supervisor import preflight
from chatapp.supervisor.supervisor import StartFailed

from .support import own_valkey

ACCOUNTS = [
    {"label": "Free", "email": "free@demo.example"},
    {"label": "Staff", "email": "staff@demo.example"},
]


@pytest.mark.asyncio
async def test_a_given_redis_that_does_not_answer_is_named_before_anything_starts(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(main, "REDIS_TRIES", 1)
    with own_valkey(tmp_path) as url:
        await main.answer_of_redis(url)
    port = preflight.free_port("127.0.0.1")
    with pytest.raises(StartFailed, match="REDIS_URL") as failure:
        await main.answer_of_redis(f"redis://:not-for-your-eyes@127.0.0.1:{port}/0")
    assert "not-for-your-eyes" not in str(failure.value)


def test_the_start_ends_with_the_address_and_in_demo_mode_the_accounts() -> None:
    words = main.welcome("http://127.0.0.1:8000", {"accounts": ACCOUNTS, "password": "open-sesame"}, 3.21)
    assert words.split("\n") == [
        "Fragaria runs at http://127.0.0.1:8000 (started in 3.2 s; Ctrl-C stops it)",
        "",
        "  Demo accounts, all with the password open-sesame",
        "    Free    free@demo.example",
        "    Staff   staff@demo.example",
        "",
    ]
    assert main.welcome("http://127.0.0.1:8000", {}, 3.21).count("\n") == 0
