"""The block list: what is written down, who is kept out, and that nobody locks everybody out."""

from __future__ import annotations

import uuid
from datetime import timedelta
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from billing.accounts import account_for
from chatapp.accounts.models import User
from chatapp.accounts.services import AccountsError, invite
from chatapp.audit.models import AuditEntry
from chatapp.moderation import blocked, blocking, entries
from chatapp.moderation.errors import ModerationError
from chatapp.moderation.models import Block
from chatapp.teams.services import invite_all
from tests.chatapp.accounts.conftest import PASSWORD, person, sign_up, signed_in  # noqa: F401

from .conftest import WHY

pytestmark = pytest.mark.django_db
PAGE = "/staff/blocks/"


def block(kind: str, value: str, **more) -> Block:
    return blocking.add(kind=kind, value=value, reason=WHY, **more)


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("address", " Bad@Example.ORG ", "bad@example.org"),
        ("domain", "@Spam.Example", "spam.example"),
        ("domain", "bücher.example", "xn--bcher-kva.example"),
        ("domain", "spam.example.", "spam.example"),
        ("address", "a@Bücher.example", "a@xn--bcher-kva.example"),
        ("network", "192.0.2.7", "192.0.2.7/32"),
        ("network", "192.0.2.7/24", "192.0.2.0/24"),
        ("network", "2001:DB8::1/32", "2001:db8::/32"),
        ("network", "::ffff:192.0.2.0/120", "192.0.2.0/24"),
    ],
)
def test_an_entry_is_written_one_way(kind: str, typed: str, kept: str) -> None:
    assert entries.plain(kind, typed) == kept


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("address", "example.org"), ("domain", "a@example.org"), ("domain", "org"), ("domain", "localhost"),
        ("network", "example.org"), ("network", "0.0.0.0/0"), ("network", "::/0"), ("network", "10.0.0.0/7"),
        ("network", "::ffff:0:0/96"), ("network", "127.0.0.1"), ("network", "127.9.0.0/16"), ("network", "::1"),
        ("network", "192.0.2.0/99"), ("person", "x"), ("", ""), ("domain", "\x00"), ("network", "203.0.113.0/24"),
        ("address", "moderator@staff.example"), ("domain", "staff.example"), ("domain", "house.example"),
        ("domain", "parent.example"), ("domain", "xn--bcher-kva.example"), ("address", "clerk@bücher.example"),
    ],
)  # fmt: skip
def test_what_is_none_or_would_lock_out_the_house_is_refused(
    settings, moderator: User, kind: str, typed: str
) -> None:
    settings.SIGNUP_DOMAINS = ["House.example", "@team.parent.example"]
    User.objects.create_user("clerk+desk@bücher.example", is_staff=True)
    with pytest.raises(ModerationError):
        block(kind, typed, actor=moderator, client="203.0.113.5")
    assert not Block.objects.exists()


def test_a_network_holds_its_addresses_and_no_other(rf) -> None:
    block("network", "192.0.2.0/24")
    block("network", "2001:db8::/32")
    inside = ("192.0.2.1", "192.0.2.255", "::ffff:192.0.2.9", "2001:db8:1::7")
    outside = ("192.0.3.1", "2001:db9::1", "nonsense", "")
    assert [blocked.is_blocked_network(rf.get("/", REMOTE_ADDR=each)) for each in inside] == [True] * 4
    assert not any(blocked.is_blocked_network(rf.get("/", REMOTE_ADDR=each)) for each in outside)


def test_a_domain_counts_for_what_is_below_it_and_an_entry_ends(django_assert_num_queries) -> None:
    block("domain", "spam.example", days=1)
    for email in ("a@spam.example", "A@Mail.SPAM.example"):
        assert blocked.refusal(email)
    for email in ("a@notspam.example", "spam.example@fine.example", "a@example"):
        assert not blocked.refusal(email)
    with django_assert_num_queries(2):
        blocked.refusal("a@a.b.c.d.e.f.example")
    Block.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert not blocked.refusal("a@spam.example")
    assert block("domain", "spam.example").until is None  # the one that has ended makes room


def test_one_address_is_found_however_it_is_spelt() -> None:
    block("address", "bad@bücher.example")
    for email in ("Bad@BÜCHER.example", "bad@xn--bcher-kva.example", "bad+news@bücher。example"):
        assert blocked.is_blocked_address(email), email
    for email in ("badly@bücher.example", "b+ad@bücher.example", "bad@bucher.example", "", "@", "+@x"):
        assert not blocked.is_blocked_address(email), email
    block("address", "only+this@spam.example")
    assert blocked.is_blocked_address("only+this@spam.example")
    assert not blocked.is_blocked_address("only@spam.example")


def test_nobody_signs_up_is_invited_or_moves_to_what_is_blocked(
    owner: User,
    person: User,  # noqa: F811
    signed_in: Client,  # noqa: F811
    sign_up,  # noqa: F811
) -> None:
    block("domain", "spam.example")
    refused = sign_up(email="new@mail.spam.example")
    assert "Sign-ups with this address are not accepted here." in refused.content.decode()
    assert not User.objects.filter(email__endswith="spam.example").exists()
    with pytest.raises(AccountsError, match="not accepted here"):
        invite(email="x@spam.example")
    team = account_for(user_id=owner.pk)
    outcome = invite_all(account=team, actor=owner, addresses=["x@spam.example"], role="member")
    assert "not accepted here" in outcome.refused["x@spam.example"]
    signed_in.post("/accounts/reauthenticate/", {"password": PASSWORD})
    said = signed_in.post("/accounts/email/", {"action_add": "", "email": "x@spam.example"})
    assert "not accepted here" in said.content.decode()
    assert not EmailAddress.objects.filter(email="x@spam.example").exists()


def test_who_is_there_stays_at_a_blocked_domain_and_a_blocked_address_signs_in_no_more(
    person: User,  # noqa: F811
    signed_in: Client,  # noqa: F811
) -> None:
    form = {"login": person.email, "password": PASSWORD}
    block("domain", "example.org")
    assert Client().post("/accounts/login/", form).status_code == 302
    block("address", person.email)
    fresh = Client()
    refused = fresh.post("/accounts/login/", form)
    assert refused.status_code == 403
    assert "ask the people who run this site" in refused.content.decode()
    assert "_auth_user_id" not in fresh.session
    assert signed_in.get("/settings/").status_code == 200


def test_a_blocked_network_meets_closed_doors_and_who_is_in_stays_in(
    person: User,  # noqa: F811
    signed_in: Client,  # noqa: F811
    share,
    django_assert_num_queries,
) -> None:
    block("network", "192.0.2.0/24")
    there = {"REMOTE_ADDR": "192.0.2.4"}
    for path in ("/accounts/login/", "/accounts/signup/", f"/share/{share.token}/report/"):
        assert Client().get(path, **there).status_code == 403
        assert Client().post(path, {"login": person.email, "password": PASSWORD}, **there).status_code == 403
        assert Client().get(path).status_code == 200
    assert Client().get(f"/share/{share.token}/", **there).status_code == 200
    assert signed_in.get("/settings/", **there).status_code == 200
    assert Client().get("/", **there).status_code == 200


class TestThePage:
    def test_an_entry_is_added_found_and_taken_off_with_reasons(
        self, at_desk: Client, moderator: User
    ) -> None:
        form = {"kind": "domain", "value": "Spam.example", "days": "30", "reason": "Hundreds of sign-ups"}
        assert at_desk.post(PAGE, form).status_code == 302
        row = Block.objects.get()
        assert (row.value, row.added_by) == ("spam.example", moderator)
        assert timedelta(days=29) < row.until - timezone.now() <= timedelta(days=30)
        assert "spam.example" in at_desk.get(PAGE, {"value": "SPAM.example"}).content.decode()
        assert "Not on the list" in at_desk.get(PAGE, {"value": "other.example"}).content.decode()
        twice = at_desk.post(PAGE, form)
        assert (twice.status_code, "on the list already" in twice.content.decode()) == (400, True)
        assert at_desk.post(f"{PAGE}{row.pk}/remove/", {"reason": ""}).status_code == 400
        assert at_desk.post(f"{PAGE}{row.pk}/remove/", {"reason": "Better now"}).status_code == 302
        assert at_desk.post(f"{PAGE}{row.pk}/remove/", {"reason": "Again"}).status_code == 404
        told = AuditEntry.objects.filter(action__startswith="block.").values_list(
            "action", "reason", "facts__kind"
        )
        assert list(told) == [
            ("block.added", "Hundreds of sign-ups", "domain"),
            ("block.removed", "Better now", "domain"),
        ]
        assert "spam.example" not in str(list(AuditEntry.objects.values()))  # an address would name somebody

    @pytest.mark.parametrize(
        "wrong",
        [{"days": "0"}, {"days": "-1"}, {"days": "x"}, {"days": "99999"}, {"reason": ""}, {"kind": "x"}],
    )
    def test_what_is_refused_stays_in_the_form(self, at_desk: Client, wrong: dict[str, str]) -> None:
        form = {"kind": "network", "value": "198.51.100.0/24", "reason": "Many sign-ups"} | wrong
        said = at_desk.post(PAGE, form)
        assert said.status_code == 400
        assert 'value="198.51.100.0/24"' in said.content.decode()
        assert not Block.objects.exists()

    def test_ones_own_network_is_not_blocked(self, at_desk: Client) -> None:
        form = {"kind": "network", "value": "192.0.2.0/24", "reason": WHY}
        said = at_desk.post(PAGE, form, REMOTE_ADDR="192.0.2.77")
        assert "You are in 192.0.2.0/24 yourself" in said.content.decode()

    def test_ids_and_places_that_are_made_up(self, at_desk: Client) -> None:
        assert at_desk.post(f"{PAGE}{uuid.uuid4()}/remove/", {"reason": WHY}).status_code == 404
        assert at_desk.get(PAGE, {"after": "9" * 40 + "_x"}).status_code == 200
        assert at_desk.get(PAGE, {"value": "\x00"}).status_code == 200


def test_the_command_adds_lists_and_removes() -> None:
    out = StringIO()
    call_command("blocks", "add", "network", "192.0.2.7", "--reason", WHY, "--days", "3", stdout=out)
    call_command("blocks", stdout=out)
    assert "network 192.0.2.7/32 until" in out.getvalue()
    call_command("blocks", "remove", "network", "192.0.2.7", "--reason", WHY, stdout=out)
    assert not Block.objects.exists()
    for wrong in (
        ["add", "network", "192.0.2.7"],
        ["add", "network", "::1", "--reason", WHY],
        ["remove", "domain", "spam.example", "--reason", WHY],
        ["add"],
    ):
        with pytest.raises(CommandError):
            call_command("blocks", *wrong)
    assert [entry.actor_id for entry in AuditEntry.objects.all()] == [None, None]
