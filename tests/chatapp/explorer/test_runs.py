"""The list of answers: found by what it is asked for, page by page, by those who may look."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import chain

import pytest
from django.test import Client

from billing.models import BillingAccount
from chatapp.accounts.models import User
from chatapp.audit.models import AuditEntry
from chatapp.explorer import listing
from chatapp.explorer.listing import listed
from chatapp.explorer.wanted import read
from chatapp.keyset import Place
from chatapp.runs.models import Run
from tests.support.staff import with_role

from .conftest import SECRET

pytestmark = pytest.mark.django_db
PAGE = "/staff/runs/"


def make(user: User, number: int = 1, **fields: object) -> list[Run]:
    """So many ended runs, a minute apart, the last one the newest."""
    begin = datetime(2026, 1, 1, tzinfo=UTC)
    whole = {"mode": "fast", "strategy": "single", "model": "small", "status": "succeeded"} | fields
    return [
        Run.objects.create(
            user=user, client_id=uuid.uuid4().hex, **{"created_at": begin + timedelta(minutes=place)} | whole
        )
        for place in range(number)
    ]


def found(**given: str) -> list[uuid.UUID]:
    return [line.run.pk for line in listed(read(given)).lines]


class TestFinding:
    def test_each_field_finds_its_own(self, owner: User, outsider: User) -> None:
        wrong = make(outsider, status="failed", error="timeout")[0]
        hard = make(owner, mode="think", strategy="mcts", model="large", verdict="refuted")[0]
        assert found(person=str(owner.pk)) == found(person="OWNER@example.org") == [hard.pk]
        assert found(status="failed") == found(error="timeout") == [wrong.pk]
        for field, value in {"mode": "think", "strategy": "mcts", "model": "large"}.items():
            assert found(**{field: value}) == [hard.pk]
        assert found(verdict="refuted", mode="think") == [hard.pk]
        assert found(verdict="refuted", mode="fast") == []
        assert found(person="nobody@example.org") == []

    def test_an_account_finds_what_it_paid_for(self, ask: Callable[..., Run], outsider: User) -> None:
        mine, _theirs = ask(), ask(user=outsider)
        assert found(account=str(mine.hold.account_id)) == [mine.pk]
        assert found(account=str(BillingAccount.objects.create(owner=outsider, kind="team").pk)) == []

    def test_times_bound_it_from_the_beginning_to_before_the_end(self, owner: User) -> None:
        first, second, _third = make(owner, 3)
        wanted = {"from": "2026-01-01T00:00", "to": "2026-01-01T00:02"}
        assert found(**wanted) == [second.pk, first.pk]


class TestPages:
    def test_they_lead_there_and_back_without_a_gap_or_a_double(
        self, owner: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(listing, "ROWS", 3)
        runs = make(owner, 6)
        # Two of one moment are told apart by their ids.
        runs += make(owner, 2, created_at=runs[3].created_at)
        everything = {run.pk for run in runs}
        forth, after, pages = [], "", []
        while True:
            page = listed(read({}), after=after)
            pages.append([line.run.pk for line in page.lines])
            forth += pages[-1]
            if not (after := page.after):
                break
        assert len(forth) == len(everything)
        assert set(forth) == everything
        back = []
        while page.before:
            page = listed(read({}), before=page.before)
            back.insert(0, [line.run.pk for line in page.lines])
        assert list(chain(*back)) == forth[: -len(pages[-1])]

    def test_new_answers_do_not_move_what_is_older(self, owner: User) -> None:
        old = make(owner, 2)
        after = str(Place(old[1].created_at, old[1].pk))
        make(owner, 3, created_at=datetime(2026, 2, 1, tzinfo=UTC))
        assert [line.run.pk for line in listed(read({}), after=after).lines] == [old[0].pk]


class TestPage:
    def test_an_id_leads_straight_to_its_answer(self, desk_client: Client, answered: Run) -> None:
        for id_ in (answered.pk, answered.answer_id, answered.answer.parent_id, answered.pk.hex.upper()):
            response = desk_client.get(PAGE, {"id": str(id_)})
            assert response["Location"] == f"{PAGE}{answered.pk}/"
        page = desk_client.get(PAGE, {"id": str(answered.conversation_id)}).content.decode()
        assert f"{PAGE}{answered.pk}/" in page

    def test_bad_fields_are_told_of_and_the_list_stays(self, desk_client: Client, answered: Run) -> None:
        page = desk_client.get(
            PAGE,
            {"id": "<script>", "status": "lost", "from": "2026-02-01", "to": "2026-01-01", "after": "'"},
        )
        assert page.status_code == 200
        text = page.content.decode()
        for field in ("id", "status", "to"):
            assert f'id="problem-{field}"' in text
        assert 'value="&lt;script&gt;"' in text
        assert f"{PAGE}{answered.pk}/" in text

    def test_an_id_of_nothing_says_so(self, desk_client: Client) -> None:
        page = desk_client.get(PAGE, {"id": str(uuid.uuid4())}).content.decode()
        assert "Nothing has this id" in page

    def test_it_tells_nothing_of_what_was_written(self, desk_client: Client, answered: Run) -> None:
        page = desk_client.get(PAGE).content.decode()
        assert f"{PAGE}{answered.pk}/" in page
        assert SECRET not in page
        assert not re.search("None", page)

    def test_it_asks_as_much_of_the_database_for_many_as_for_few(
        self,
        desk_client: Client,
        owner: User,
        django_assert_max_num_queries: Callable[[int], object],
    ) -> None:
        make(owner, 60)
        desk_client.get(PAGE)
        with django_assert_max_num_queries(16):
            desk_client.get(PAGE, {"mode": "fast", "person": owner.email})


class TestWhoMayLook:
    @pytest.mark.parametrize("role", ["support", "operator", "owner"])
    def test_these_roles_may(self, client: Client, outsider: User, role: str) -> None:
        client.force_login(with_role(outsider, role))
        assert client.get(PAGE).status_code == 200

    def test_others_may_not_and_staff_leave_a_trace(
        self, client: Client, owner: User, outsider: User
    ) -> None:
        assert client.get(PAGE).status_code == 302
        client.force_login(outsider)
        assert client.get(PAGE).status_code == 403
        assert not AuditEntry.objects.filter(action="refused").exists()
        client.force_login(with_role(owner, "finance"))
        assert client.get(PAGE).status_code == 403
        assert AuditEntry.objects.get(action="refused").object_id == "staff.view_runs"
