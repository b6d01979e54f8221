"""Who pays for a conversation: chosen before it begins, kept while it lasts, taken over when the seat is gone."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest

from billing import quota, teams
from billing.accounts import account_for
from billing.paying import choose_payer
from chatapp.conversations import selectors
from chatapp.pages.boot import boot
from chatapp.runs.models import Run
from chatapp.traces import services as traces
from chatapp.traces.selectors import usable
from tests.chatapp.traces.conftest import think, willing

pytestmark = pytest.mark.django_db
__all__ = ["think", "willing"]


@pytest.fixture
def put(browser) -> Callable[..., Any]:
    """Ask the API to change something."""

    def put(user: Any, path: str, account: Any) -> Any:
        body = {"account": str(account)}
        return browser(user).put(f"/api/{path}", body, content_type="application/json")

    return put


@pytest.fixture
def paid_by_team(team, member, ask) -> Run:
    """A conversation of the teammate's that the team pays for; its answer is being made."""
    choose_payer(user_id=member.pk, account_id=team.pk)
    return ask(user=member)


def test_a_new_conversation_is_paid_by_the_account_chosen(team, member, paid_by_team, ask) -> None:
    assert paid_by_team.conversation.account == team
    assert paid_by_team.hold.account == team
    choose_payer(user_id=member.pk, account_id=account_for(user_id=member.pk).pk)
    assert ask(user=member).conversation.account.kind == "person"


def test_what_was_begun_stays_with_its_payer(team, member, paid_by_team, ask) -> None:
    choose_payer(user_id=member.pk, account_id=account_for(user_id=member.pk).pk)
    again = ask(user=member, conversation_id=paid_by_team.conversation_id, parent_id=paid_by_team.answer_id)
    assert again.hold.account == team


class TestASeatThatGoes:
    def test_the_answer_settles_and_the_next_in_a_new_conversation_is_paid_by_oneself(
        self, team, owner, member, paid_by_team, ask
    ) -> None:
        teams.remove_member(account=team, actor_id=owner.pk, user_id=member.pk)
        assert quota.commit(hold=paid_by_team.hold, tokens=3, cost_micros=4)
        assert ask(user=member).hold.account == account_for(user_id=member.pk)

    def test_one_reads_what_one_has_and_is_told_how_to_go_on(
        self, team, owner, member, paid_by_team, ask, browser, put
    ) -> None:
        teams.set_seat(account=team, actor_id=owner.pk, user_id=member.pk, seat=False)
        id_ = paid_by_team.conversation_id
        assert browser(member).get(f"/api/conversations/{id_}").status_code == 200
        with pytest.raises(quota.NoSeat, match="switch to your own account"):
            ask(user=member, conversation_id=id_, parent_id=paid_by_team.answer_id)
        own = account_for(user_id=member.pk)
        answer = put(member, f"conversations/{id_}/payer", own.pk)
        assert answer.json()["allowance"]["plan"] == "free"
        again = ask(user=member, conversation_id=id_, parent_id=paid_by_team.answer_id)
        assert again.hold.account == own
        paid_by_team.hold.refresh_from_db()
        assert paid_by_team.hold.account == team

    def test_a_team_without_a_seat_cannot_take_over(self, team, owner, member, ask, put) -> None:
        run = ask(user=member)
        teams.set_seat(account=team, actor_id=owner.pk, user_id=member.pk, seat=False)
        answer = put(member, f"conversations/{run.conversation_id}/payer", team.pk)
        assert (answer.status_code, answer.json()["code"]) == (400, "no_seat")


class TestTheApi:
    def test_the_choice_and_what_it_leaves(self, team, member, put, browser) -> None:
        answer = put(member, "payer", team.pk).json()
        assert [(each["name"], each["chosen"]) for each in answer["payers"]] == [
            ("", False),
            ("Kitchen", True),
        ]
        assert answer["allowance"]["plan"] == "team"
        assert browser(member).get("/api/allowance").json()["plan"] == "team"
        assert boot(user=member, conversation=None)["allowance"]["plan"] == "team"

    def test_of_a_conversation_the_allowance_is_its_payers(self, team, member, ask, put, browser) -> None:
        own = ask(user=member).conversation_id
        put(member, "payer", team.pk)
        assert browser(member).get(f"/api/allowance?conversation={own}").json()["plan"] == "free"
        assert browser(member).get(f"/api/allowance?conversation={uuid.uuid4()}").status_code == 404

    def test_neither_anothers_account_nor_anothers_conversation(
        self, team, owner, member, outsider, ask, put
    ) -> None:
        run = ask(user=member)
        own = account_for(user_id=outsider.pk)
        assert put(outsider, "payer", team.pk).status_code == 404
        assert put(outsider, "payer", uuid.uuid4()).status_code == 404
        assert put(outsider, f"conversations/{run.conversation_id}/payer", own.pk).status_code == 404
        assert put(member, f"conversations/{run.conversation_id}/payer", own.pk).status_code == 404
        assert put(owner, f"conversations/{run.conversation_id}/payer", team.pk).status_code == 404
        run.conversation.refresh_from_db()
        assert run.conversation.account == account_for(user_id=member.pk)

    def test_nonsense_is_refused(self, member, browser) -> None:
        page = browser(member)
        assert page.put("/api/payer", "{", content_type="application/json").status_code in (400, 422)
        assert page.put("/api/payer", {"account": "x"}, content_type="application/json").status_code == 422


def test_what_a_forbidding_team_paid_for_stays_unused_after_another_account_took_over(
    team, owner, willing, think, put
) -> None:
    choose_payer(user_id=owner.pk, account_id=team.pk)
    first = think()
    assert first.hold.account == team
    traces.set_team_rule(account=team, actor_id=owner.pk, forbids=True)
    assert not usable().exists()
    own = account_for(user_id=owner.pk)
    assert put(owner, f"conversations/{first.conversation_id}/payer", own.pk).status_code == 200
    second = think(conversation_id=first.conversation_id, parent_id=first.answer_id)
    assert second.hold.account == own
    assert not usable().exists()
    traces.set_team_rule(account=team, actor_id=owner.pk, forbids=False)
    assert set(usable()) == {first, second}
    assert selectors.get_conversation(owner, first.conversation_id).account == own
