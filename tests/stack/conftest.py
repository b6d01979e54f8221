"""One running product for all tests here, with short leases, so that what breaks recovers within seconds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.stack import Stack, engine_server, running_stack

SHORT = {
    "RUN_LEASE_SECONDS": "2",
    "RUN_HEARTBEAT_SECONDS": "0.5",
    "RUN_REAP_SECONDS": "0.5",
    "RUN_REQUEUE_SECONDS": "2",
    "RUN_CHECKPOINT_SECONDS": "0.5",
    "ENGINE_STALL_SECONDS": "2",
    "DRAIN_SECONDS": "2",
    "SOCKET_STALL_SECONDS": "3",
}


@pytest.fixture(scope="package")
def engine() -> Iterator[str]:
    """The scripted engine's address."""
    with engine_server() as address:
        yield address


@pytest.fixture(scope="package")
def stack(engine: str) -> Iterator[Stack]:
    """The product over the scripted engine."""
    with running_stack({"ENGINE_BASE_URL": f"{engine}/v1", "ENGINE_MODEL": "scripted"} | SHORT) as stack:
        yield stack


@pytest.fixture
def cookie(stack: Stack) -> str:
    """A new person's session key, on Pro."""
    return stack.people(1)[0]
