from __future__ import annotations

import os
import socket
import threading
from pathlib import Path

import pytest
import redis

from tests.chatapp.supervisor.support import own_valkey, wait_for
from workers import heartbeat


def test_a_worker_is_seen_while_it_takes_work_and_no_longer(tmp_path: Path) -> None:
    key = f"worker:thinking:{socket.gethostname()}:{os.getpid()}"
    stop = threading.Event()
    with own_valkey(tmp_path) as url, redis.Redis.from_url(url) as client:
        thread = threading.Thread(target=heartbeat.beat, args=(client, ["thinking"], stop))
        thread.start()
        try:
            wait_for(lambda: client.exists(key))
            assert 0 < client.ttl(key) <= heartbeat.EXPIRY_SECONDS
        finally:
            stop.set()
            thread.join(5)
        assert not client.exists(key)


def test_an_outage_is_said_once_and_survived(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(heartbeat, "RETRY_SECONDS", 0.02)
    stop = threading.Event()
    client = redis.Redis(host="127.0.0.1", port=1, retry=None)
    thread = threading.Thread(target=heartbeat.beat, args=(client, ["thinking"], stop))
    thread.start()
    wait_for(lambda: "Redis cannot be reached" in caplog.text)
    assert not stop.wait(0.2)
    assert thread.is_alive()
    stop.set()
    thread.join(5)
    assert caplog.text.count("Redis cannot be reached") == 1
