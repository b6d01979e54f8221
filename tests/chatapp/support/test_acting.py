"""Staff help somebody in: each deed has a reason, is in the log, and the person hears of it."""

from __future__ import annotations

import io
import re
import uuid
import zipfile
from smtplib import SMTPServerDisconnected
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from asgiref.sync import async_to_sync
from django.core import mail
from django.test import Client

from billing.accounts import account_for
from billing.mails.outbox import send
from billing.models import Mail
from chatapp.accounts.models import User
from chatapp.support import mails
from tests.chatapp.security.conftest import code_of, wrong_for

from .conftest import Staff, browser, page, text, told

pytestmark = pytest.mark.django_db
PASSWORD = "a-password-of-the-tests"


def sign_in(person: User, password: str) -> Client:
    client = Client()
    client.post("/accounts/login/", {"login": person.email, "password": password})
    return client


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_who_is_locked_out_gets_in_again(staff: Staff, person: User) -> None:
    for _ in range(5):
        sign_in(person, "wrong")
    assert not is_in(sign_in(person, PASSWORD))
    support = staff("support")
    assert "Locked out for some minutes" in text(support.get(page(person)))
    refused = support.post(page(person, "unlock/"), {"reason": " "})
    assert (refused.status_code, "Say why" in text(refused)) == (400, True)
    assert not is_in(sign_in(person, PASSWORD))
    done = support.post(page(person, "unlock/"), {"reason": "Called us"}, follow=True)
    assert "They can sign in again." in text(done)
    assert "not locked" in text(done)
    assert is_in(sign_in(person, PASSWORD))
    assert told(person) == [("person.unlocked", "Called us")]


def test_so_does_who_typed_wrong_codes(staff: Staff, person: User) -> None:
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    theirs = sign_in(person, PASSWORD)
    for _ in range(6):
        theirs.post("/accounts/2fa/sign-in/", {"code": wrong_for(secret)})
    assert "Locked out for some minutes" in text(staff("support").get(page(person)))
    theirs.post("/accounts/2fa/sign-in/", {"code": code_of(secret)})
    assert not is_in(theirs)
    staff("support").post(page(person, "unlock/"), {"reason": "Called us"})
    theirs.post("/accounts/2fa/sign-in/", {"code": code_of(secret)})
    assert is_in(theirs)


def test_a_lost_second_factor_is_removed_and_they_are_told(staff: Staff, person: User) -> None:
    support = staff("support")
    none = support.post(page(person, "second-factor/"), {"reason": "Lost the phone"})
    assert (none.status_code, "no second factor" in text(none)) == (400, True)
    assert 'value="Lost the phone"' not in none.content.decode()  # the form is not offered without one
    TOTP.activate(person, generate_totp_secret())
    assert "Authenticator" in text(support.get(page(person)))
    theirs = browser(person)
    theirs.get("/settings/")
    assert support.post(page(person, "second-factor/"), {"reason": ""}).status_code == 400
    assert Authenticator.objects.filter(user=person).exists()
    support.post(page(person, "second-factor/"), {"reason": "Lost the phone"})
    assert not Authenticator.objects.filter(user=person).exists()
    assert theirs.get("/settings/").status_code == 302
    assert [(each.to, each.subject) for each in mail.outbox] == [
        ([person.email], "[Fragaria] Your second factors were removed")
    ]
    assert told(person) == [("second_factor.reset", "Lost the phone")]


def test_all_sessions_end_and_a_mail_says_so(staff: Staff, person: User) -> None:
    first, second = browser(person), browser(person)
    for each in (first, second):
        each.get("/settings/")
    support = staff("support")
    done = support.post(page(person, "sign-out/"), {"reason": "A lost laptop"}, follow=True)
    assert "2 sessions are ended" in text(done)
    assert [each.get("/settings/").status_code for each in (first, second)] == [302, 302]
    queued = Mail.objects.get(kind="signed_out")
    assert send(mail_id=queued.pk)
    assert (mail.outbox[-1].to, "ended all of your sessions" in mail.outbox[-1].body) == (
        [person.email],
        True,
    )
    again = support.post(page(person, "sign-out/"), {"reason": "Once more"}, follow=True)
    assert "signed in nowhere" in text(again)
    assert Mail.objects.filter(kind="signed_out").count() == 1
    assert [action for action, _reason in told(person)] == ["person.signed_out"] * 2


def form(mail_code: str, **more: str) -> dict[str, str]:
    return {"mail": mail_code, "reason": "It did not arrive", "attempt": str(uuid.uuid4())} | more


def test_a_link_for_a_new_password_works_and_goes_to_their_address(staff: Staff, person: User) -> None:
    done = staff("support").post(page(person, "mail/"), form("reset"), follow=True)
    assert "The mail is sent again." in text(done)
    (sent,) = mail.outbox
    assert sent.to == [person.email]
    link = re.search(r"http://testserver(/accounts/password/reset/key/\S+)", sent.body)[1]
    theirs = Client()
    opened = theirs.get(link, follow=True)
    assert 'name="password1"' in opened.content.decode()
    assert told(person) == [("mail.resent", "It did not arrive")]


def test_an_address_that_is_not_confirmed_gets_its_link_again(staff: Staff, person: User) -> None:
    address = EmailAddress.objects.get(user=person)
    code = f"confirmation:{address.pk}"
    assert staff("support").post(page(person, "mail/"), form(code)).status_code == 400  # it is confirmed
    EmailAddress.objects.filter(pk=address.pk).update(verified=False)
    staff("support").post(page(person, "mail/"), form(code))
    (sent,) = mail.outbox
    link = re.search(r"http://testserver(/accounts/confirm-email/\S+)", sent.body)[1]
    Client().post(link)
    address.refresh_from_db()
    assert (sent.to, address.verified) == ([person.email], True)


def test_a_mail_of_the_outbox_is_sent_once_more_however_often_the_form_is(staff: Staff, person: User) -> None:
    earlier = Mail.objects.create(
        key="welcome:1", kind="welcome", account=account_for(user_id=person.pk), outcome="failed"
    )
    typed = form(str(earlier.pk))
    for _ in range(2):
        done = staff("finance").post(page(person, "mail/"), typed, follow=True)
        assert "sent again" in text(done)
    again = Mail.objects.exclude(pk=earlier.pk).get()
    assert send(mail_id=again.pk)
    assert [each.to for each in mail.outbox] == [[person.email]]
    assert told(person) == [("mail.resent", "It did not arrive")]


def test_three_an_hour_and_nothing_that_is_not_theirs(staff: Staff, person: User, outsider: User) -> None:
    support = staff("support")
    foreign = Mail.objects.create(
        key="a", kind="welcome", account=account_for(user_id=outsider.pk), outcome="sent"
    )
    waiting = Mail.objects.create(key="b", kind="welcome", account=account_for(user_id=person.pk))
    passed = Mail.objects.create(
        key="c", kind="trial_ending", account=account_for(user_id=person.pk), outcome="sent"
    )
    for code in (str(foreign.pk), str(waiting.pk), "", "confirmation:0", "confirmation:x", "reset:1"):
        assert "in the list" in text(support.post(page(person, "mail/"), form(code))), code
    assert "has passed" in text(support.post(page(person, "mail/"), form(str(passed.pk))))
    assert "not ours" in text(support.post(page(person, "mail/"), form("reset", attempt="x")))
    refused = support.post(page(person, "mail/"), form("reset", reason=""))
    assert "Say why" in text(refused)
    for _ in range(mails.MOST_AN_HOUR):
        assert support.post(page(person, "mail/"), form("reset")).status_code == 302
    assert "Wait a little" in text(support.post(page(person, "mail/"), form("reset")))
    assert len(mail.outbox) == mails.MOST_AN_HOUR


def test_a_mail_server_that_is_away_is_said(
    staff: Staff, person: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_args: Any, **_kwargs: Any) -> None:
        raise SMTPServerDisconnected

    monkeypatch.setattr("django.core.mail.EmailMessage.send", away)
    said = text(staff("support").post(page(person, "mail/"), form("reset"), follow=True))
    assert "mail server did not take the mail" in said
    assert "is sent again" not in said


def test_roles_are_given_and_taken(staff: Staff, person: User) -> None:
    owner = staff("owner")
    give, take = page(person, "roles/give/"), page(person, "roles/take/")
    assert owner.post(give, {"role": "support", "reason": ""}).status_code == 400
    assert owner.post(give, {"role": "king", "reason": "x"}).status_code == 400
    assert "They are support now." in text(
        owner.post(give, {"role": "support", "reason": "Joins"}, follow=True)
    )
    assert "already" in text(owner.post(give, {"role": "support", "reason": "Joins"}, follow=True))
    assert User.objects.get(pk=person.pk).has_perm("staff.unlock")
    assert "no longer" in text(owner.post(take, {"role": "support", "reason": "Left"}, follow=True))
    assert not User.objects.get(pk=person.pk).is_staff
    assert told(person) == [("role.granted", "Joins"), ("role.revoked", "Left")]
    last = User.objects.get(email="owner@staff.example")
    refused = owner.post(page(last, "roles/take/"), {"role": "owner", "reason": "Tired"})
    assert (refused.status_code, "last owner" in text(refused)) == (400, True)
    assert 'value="Tired"' in refused.content.decode()


async def whole(response: Any) -> bytes:
    return b"".join([piece async for piece in response])


def test_everything_of_a_person_is_downloaded_and_noted_first(staff: Staff, person: User) -> None:
    owner = staff("owner")
    assert owner.post(page(person, "export/"), {"reason": ""}).status_code == 400
    assert told(person) == []
    done = owner.post(page(person, "export/"), {"reason": "Asked by letter"})
    content = async_to_sync(whole)(done)
    assert (done["Content-Type"], int(done["Content-Length"])) == ("application/zip", len(content))
    assert person.email not in done["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert person.email in archive.read("person.jsonl").decode()
    assert told(person) == [("person.export", "Asked by letter")]
