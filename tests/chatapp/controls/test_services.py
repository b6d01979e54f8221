"""Each change has a reason, a row and an audit entry; of two at once the second is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import DatabaseError

from billing.reasons import ReasonNeeded
from chatapp.accounts.models import User
from chatapp.audit.models import AuditEntry
from chatapp.controls import names, services, state
from chatapp.controls.models import Change, Control
from tests.support.at_once import at_once

pytestmark = pytest.mark.django_db
Switch = Callable[..., Change]


def test_a_change_is_in_the_history_and_in_the_audit_log(operator: User, switch: Switch) -> None:
    switch(services.close_site, texts={"en": "New disks"}, until=None)
    switch(services.open_site, version=1)
    assert state.now().maintenance is None
    told = Change.objects.order_by("version").values_list("version", "actor", "reason", "before", "after")
    closed = {"on": True, "texts": {"en": "New disks"}, "until": None}
    assert list(told) == [
        (1, operator.pk, "Because", {}, closed),
        (2, operator.pk, "Because", closed, {}),
    ]
    entry = AuditEntry.objects.order_by("-seq").first()
    assert (entry.action, entry.actor_id, entry.object_id) == (
        "controls.maintenance",
        operator.pk,
        "maintenance",
    )
    assert entry.facts["to"] == "{}"
    assert "New disks" in entry.facts["from"]


def test_nothing_is_done_without_a_reason(operator: User) -> None:
    with pytest.raises(ReasonNeeded):
        services.pause_queue(mode="fast", until=None, version=0, actor_id=operator.pk, reason=" ")
    assert not Control.objects.exists()


def test_who_comes_second_is_told_who_was_first(operator: User, switch: Switch) -> None:
    switch(services.switch_model, model="large", off=True)
    with pytest.raises(services.ChangedMeanwhile, match=r"operator@example\.org"):
        switch(services.switch_model, model="large", off=False, version=0)
    assert state.now().off == {"large"}
    with pytest.raises(services.AsItIs):
        switch(services.switch_model, model="large", off=True, version=1)
    assert Change.objects.count() == 1
    assert AuditEntry.objects.filter(action="controls.model").count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_one_is_done(operator: User) -> None:
    def work(number: int) -> bool:
        try:
            services.pause_queue(
                mode="fast", until=None, version=0, actor_id=operator.pk, reason=f"Number {number}"
            )
        except services.ChangedMeanwhile:
            return False
        return True

    assert at_once(6, work).count(True) == 1
    assert Change.objects.count() == AuditEntry.objects.filter(action="controls.queue").count() == 1


def test_what_is_known_stands_while_the_database_is_away(
    switch: Switch, monkeypatch: pytest.MonkeyPatch
) -> None:
    switch(services.pause_queue, mode="think", until=None)

    def away() -> None:
        raise DatabaseError

    monkeypatch.setattr(state, "read", away)
    assert set(state.refresh().paused) == {"think"}


def test_a_value_that_nobody_can_read_says_nothing() -> None:
    Control.objects.create(name=names.BANNER, value={"texts": "x", "ends": 4, "begins": "32"}, version=1)
    Control.objects.create(name=names.queue("fast"), value={"paused": 1, "until": "soon"}, version=1)
    known = state.refresh()
    assert known.banner is None
    assert known.paused["fast"].until is None
