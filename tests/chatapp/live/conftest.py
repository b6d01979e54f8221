"""A worker's pen, and pages that watch."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from typing import Any

import pytest
import pytest_asyncio
import redis
from channels.db import database_sync_to_async
from django.test import Client
from django.utils import timezone

from chatapp.accounts.models import User
from chatapp.live.hub import Hub
from chatapp.live.hub import hub as running_hub
from chatapp.live.pump import Pumps
from chatapp.runs import connections, lease, log, store
from chatapp.runs.finish import finish
from chatapp.runs.models import Run
from reasoning.events import Entry, Event
from reasoning.state import State, fold
from tests.support.heard import Heard


async def in_database(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Call blocking database code as the product does: in another thread."""
    return await database_sync_to_async(function, thread_sensitive=False)(*args, **kwargs)


class Pen:
    """Writes one attempt of a run as its worker does, but just when the test says."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.client = connections.commands()
        self.said: list[Entry] = []
        self.stored = 0

    @property
    def state(self) -> State:
        return fold(self.said)

    def note(self, *events: Event) -> log.Batch:
        """The next entries as a batch that is not written anywhere."""
        fresh = [
            Entry(self.run.attempt, place, event, 1.5)
            for place, event in enumerate(events, len(self.said) + 1)
        ]
        self.said += fresh
        return log.make_batch(fresh)

    async def tell(self, *events: Event) -> None:
        """Append to the log and publish."""
        assert await log.append(self.client, [(self.run.pk, self.note(*events))]) == [True]

    async def tell_unheard(self, *events: Event) -> None:
        """Append to the log, while the message about it gets lost."""
        batch = self.note(*events)
        await self.client.xadd(
            log.stream_key(self.run.pk), {"b": batch.pack()}, id=f"{batch.attempt}-{batch.last}"
        )

    async def lose_log(self) -> None:
        """Let Valkey forget all that was told so far."""
        await self.client.delete(log.stream_key(self.run.pk))

    async def keep(self) -> None:
        """Store what was told so far."""
        await in_database(store.checkpoint, run=self.run, entries=self.said[self.stored :], state=self.state)
        self.stored = len(self.said)

    async def finish(self, *events: Event, told: bool = True) -> None:
        """End the run: first in the database, then in the log."""
        batch = self.note(*events)
        await in_database(finish, run=self.run, state=self.state, entries=self.said[self.stored :])
        if told:
            await log.append(self.client, [(self.run.pk, batch)])


@pytest.fixture
def claimed(ask: Callable[..., Run], valkey: redis.Redis) -> Run:
    run = lease.claim(ask().pk)
    assert run is not None
    return run


@pytest_asyncio.fixture
async def pen(claimed: Run) -> AsyncIterator[Pen]:
    """The pen of the owner's claimed run."""
    pen = Pen(claimed)
    yield pen
    await pen.client.aclose()


@pytest_asyncio.fixture
async def hub(valkey: redis.Redis) -> AsyncIterator[Hub]:
    """A web process's hub."""
    hub = Hub()
    yield hub
    await hub.close()


@pytest_asyncio.fixture
async def another_hub(valkey: redis.Redis) -> AsyncIterator[Hub]:
    """The hub of another web process, which knows nothing of what the first one has heard."""
    hub = Hub()
    yield hub
    await hub.close()


@pytest_asyncio.fixture
async def watch(hub: Hub, claimed: Run, owner: User) -> AsyncIterator[Callable[..., Heard]]:
    """Open a page that watches the owner's run; returns what it hears."""
    opened: list[Pumps] = []

    async def never() -> None:
        raise AssertionError("a page that reads was taken for a stalled one")

    def watch(attempt: int = 0, seq: int = 0, *, through: Hub = hub) -> Heard:
        heard = Heard()
        heard.state = State(cursor=(attempt, seq))
        pumps = Pumps(through, send=heard.send, stalled=never)
        pumps.watch(str(claimed.pk), owner, attempt=attempt, seq=seq)
        opened.append(pumps)
        return heard

    yield watch
    for pumps in opened:
        await pumps.close()


@pytest.fixture
def expire_lease() -> Callable[[Run], None]:
    """Let the lease of a run have ended a moment ago."""

    def expire(run: Run) -> None:
        Run.objects.filter(pk=run.pk).update(lease_until=timezone.now() - timedelta(seconds=1))

    return expire


@pytest_asyncio.fixture
async def web(valkey: redis.Redis) -> AsyncIterator[None]:
    """What a web process has open, closed at the end."""
    yield
    await running_hub().close()


def sign_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def session(owner: User) -> Client:
    """The owner's browser."""
    return sign_in(owner)


@pytest.fixture
def cookie(session: Client) -> str:
    """The owner's session."""
    return session.cookies["sessionid"].value
