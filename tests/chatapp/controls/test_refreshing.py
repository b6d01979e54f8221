"""A web process sees a change within a second, and who has a page open hears of it."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.utils import timezone

from chatapp.controls import names, refreshing, state
from chatapp.controls.models import Control
from tests.support.wait import until

pytestmark = [pytest.mark.asyncio, pytest.mark.django_db(transaction=True)]


async def test_listeners_hear_of_a_change_and_of_a_banners_beginning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state, "SECONDS", 0.02)
    heard: list[object] = []
    dead: list[object] = []

    def hear() -> None:
        heard.append(state.now())

    def gone() -> None:
        dead.append(None)
        raise RuntimeError("Event loop is closed")

    refreshing.listen(hear)
    refreshing.listen(gone)
    stop = threading.Event()
    thread = threading.Thread(target=refreshing.keep, args=(stop,))
    thread.start()
    try:
        begins = (timezone.now() + timedelta(seconds=0.5)).isoformat()
        value = {"texts": {"en": "Cake"}, "begins": begins}
        await Control.objects.acreate(name=names.BANNER, value=value, version=1)
        await until(lambda: len(heard) == 1)
        await Control.objects.acreate(name=names.MAINTENANCE, value={"on": True}, version=1)
        await until(lambda: len(heard) == 2)
        assert state.now().maintenance is not None
        assert len(dead) == 1
    finally:
        stop.set()
        thread.join()
        refreshing.forget(hear)
