"""A member of staff who may connect a model, and a model server to connect."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import Permission
from django.core.cache import cache
from django.test import Client

from chatapp.accounts.models import User
from tests.reasoning.engines.server import DONE, ModelServer, chunk, usage

KEY = "sk-a-secret-of-the-house-7f3d"
HELLO = [chunk(role="assistant"), chunk("Hel"), chunk("lo!"), chunk(finish="stop"), usage(5, 2), DONE]
OFFER = {"object": "list", "data": [{"id": "small"}, {"id": "large", "max_model_len": 4096}]}


@pytest.fixture(autouse=True)
def no_calls_yet() -> None:
    cache.clear()


@pytest.fixture
def staff(db: None) -> User:
    """A person with the permission, and no other."""
    user = User.objects.create_user("staff@example.org")
    user.user_permissions.add(Permission.objects.get(codename="connect_model"))
    return user


@pytest.fixture
def browser(staff: User) -> Client:
    """Where they are signed in."""
    client = Client()
    client.force_login(staff)
    return client


@pytest.fixture
def server() -> Iterator[ModelServer]:
    """In a thread of its own: the product waits for it in this one."""
    model, loop = ModelServer(), asyncio.new_event_loop()
    model.body, model.script = OFFER, list(HELLO)
    threading.Thread(target=loop.run_forever, daemon=True).start()
    listening = asyncio.run_coroutine_threadsafe(
        asyncio.start_server(model.serve, "127.0.0.1", 0), loop
    ).result()
    model.url = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}/v1"
    yield model
    loop.call_soon_threadsafe(listening.close)
    loop.call_soon_threadsafe(loop.stop)
