"""Connecting and disconnecting: what is stored, and what is written down about it."""

from __future__ import annotations

import logging

import pytest
from django.db import IntegrityError, transaction

from chatapp.accounts.models import User
from chatapp.audit.models import AuditEntry
from chatapp.engines import selectors, services
from chatapp.engines.address import BadAddress, Server
from chatapp.engines.drafts import Draft, fingerprint
from chatapp.engines.models import ConnectedModel
from chatapp.engines.sealing import unseal
from chatapp.engines.trial import TrialFailed
from tests.reasoning.engines.server import ModelServer

from .conftest import KEY

SERVER = Server("http://gpu.example.org/v1", KEY)


def connect(user: User, model: str = "large") -> ConnectedModel:
    return services.connect(user=user, draft=Draft(model=model), server=SERVER, insisting=True)


def test_the_key_is_stored_sealed_and_the_rest_as_it_was_typed(staff: User) -> None:
    row = connect(staff)
    assert (row.base_url, row.model, row.key_hint, row.created_by) == (
        SERVER.base_url,
        "large",
        KEY[-4:],
        staff,
    )
    assert KEY not in row.sealed_key
    assert unseal(row.sealed_key) == KEY


def test_a_new_connection_takes_the_place_of_the_old_one_which_stays_as_history(staff: User) -> None:
    old, new = connect(staff, "small"), connect(staff, "large")
    old.refresh_from_db()
    assert (old.active, new.active) == (False, True)
    assert old.ended_at is not None
    assert selectors.active() == new
    assert ConnectedModel.objects.count() == 2


def test_two_models_are_never_active_at_once(staff: User) -> None:
    connect(staff)
    with pytest.raises(IntegrityError), transaction.atomic():
        ConnectedModel.objects.create(base_url="x", model="y", context=1)


def test_a_connection_that_fails_leaves_the_old_one(staff: User, monkeypatch: pytest.MonkeyPatch) -> None:
    old = connect(staff)
    monkeypatch.setattr("chatapp.engines.sealing.seal", lambda key: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        connect(staff)
    assert selectors.active() == old


def test_disconnecting_goes_back_to_the_demo_model_and_can_be_said_twice(staff: User) -> None:
    connect(staff)
    assert services.disconnect(user=staff) is True
    assert services.disconnect(user=staff) is False
    assert selectors.active() is None


def test_the_connection_outlives_who_made_it(staff: User) -> None:
    connect(staff)
    staff.delete()
    active = selectors.active()
    assert active is not None
    assert active.created_by is None


def test_only_what_was_tested_passes_for_tested(staff: User, server: ModelServer) -> None:
    here, draft = Server(server.url, KEY), Draft(model="large")
    services.test(user=staff, draft=draft, server=here)
    assert draft.tried is not None
    for model, other in (("small", here), ("large", Server(server.url, "sk-another-key")), ("large", SERVER)):
        draft.model = model
        with pytest.raises(services.Untested):
            services.connect(user=staff, draft=draft, server=other, insisting=False)
    draft.model = "large"
    assert services.connect(user=staff, draft=draft, server=here, insisting=False).active


def test_a_failed_test_forgets_an_earlier_success(staff: User, server: ModelServer) -> None:
    here = Server(server.url)
    draft = Draft(model="large", tested=fingerprint(here, "large"))
    server.status = 503
    with pytest.raises(TrialFailed):
        services.test(user=staff, draft=draft, server=here)
    assert draft.tested == ""


def test_the_context_is_the_servers_word(staff: User, server: ModelServer) -> None:
    here, draft = Server(server.url), Draft()
    services.list_models(draft=draft, server=here)
    assert draft.model == "small"  # the first: something to begin with
    draft.model = "large"
    row = services.connect(user=staff, draft=draft, server=here, insisting=True)
    assert row.context == 4096


@pytest.mark.parametrize("name", ["", "a\nb"])
def test_a_model_needs_a_name(staff: User, name: str) -> None:
    with pytest.raises(BadAddress):
        connect(staff, name)


def test_every_step_is_written_down_and_no_key_with_it(
    staff: User, server: ModelServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    here, draft = Server(server.url, KEY), Draft(model="large")
    services.test(user=staff, draft=draft, server=here)
    services.connect(user=staff, draft=draft, server=here, insisting=False)
    services.disconnect(user=staff)
    server.status = 401
    with pytest.raises(TrialFailed):
        services.test(user=staff, draft=draft, server=here)
    entries = list(AuditEntry.objects.order_by("seq"))
    assert [entry.action for entry in entries] == [
        "model.test",
        "model.connect",
        "model.disconnect",
        "model.test",
    ]
    assert {entry.actor_id for entry in entries} == {staff.pk}
    assert entries[1].facts == {"base_url": server.url, "model": "large", "tested": True}
    assert entries[3].facts["failed"] == "auth"
    assert KEY not in caplog.text + str([entry.facts for entry in entries])
