"""A real vLLM server with the shipped weights: minutes and gigabytes, so only `make test-vllm` comes here."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from chatapp.supervisor import vllm
from chatapp.supervisor.vllm import Server
from reasoning.seedling import HF, WEIGHTS

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 240


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The server that `manage.py up --vllm` would start, with the same command and environment."""
    planned = vllm.plan(str(WEIGHTS / HF), "", root=ROOT)
    service = planned.service()
    log = tmp_path_factory.mktemp("vllm") / "log"
    with log.open("w") as out:
        process = subprocess.Popen(
            service.command, env={**os.environ, **service.environment}, stdout=out, stderr=out
        )
    try:
        until = time.monotonic() + START_SECONDS
        while not answers(planned):
            assert process.poll() is None, log.read_text()[-3000:]
            assert time.monotonic() < until, log.read_text()[-3000:]
            time.sleep(0.5)
        yield planned
    finally:
        process.terminate()
        process.wait(30)


def answers(server: Server) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{server.port}/health", timeout=2).status_code == 200
    except httpx.HTTPError:
        return False


def running(server: Server) -> float:
    """How many requests the server is working on, as its own metrics say."""
    text = httpx.get(f"http://127.0.0.1:{server.port}/metrics", timeout=5).text
    lines = [line for line in text.splitlines() if line.startswith("vllm:num_requests_running")]
    assert lines, text[:500]
    return sum(float(line.rsplit(" ", 1)[1]) for line in lines)
