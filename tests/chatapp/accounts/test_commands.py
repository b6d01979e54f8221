import io

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.management import CommandError, call_command

from chatapp.accounts.models import Invitation, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def create_owner(monkeypatch):
    def run(email, password):
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
        call_command("create-owner", email, "--password-stdin", stdout=io.StringIO())

    return run


def test_create_owner_makes_an_administrator_who_can_sign_in_at_once(create_owner, client, settings):
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    create_owner("Owner@Example.org", "seven green lanterns")
    user = User.objects.get()
    assert (user.email, user.is_superuser, user.is_staff) == ("owner@example.org", True, True)
    assert EmailAddress.objects.get(user=user).verified
    form = {"login": "owner@example.org", "password": "seven green lanterns"}
    assert client.post("/accounts/login/", form).headers["Location"] == "/chat/"


@pytest.mark.parametrize("password", ["", "short", "password1234", "owner@example.org"])
def test_create_owner_refuses_a_weak_password(create_owner, password):
    with pytest.raises(CommandError):
        create_owner("owner@example.org", password)
    assert not User.objects.exists()


def test_create_owner_refuses_what_is_no_address_and_a_second_account(create_owner, person):
    with pytest.raises(CommandError, match="not an e-mail address"):
        create_owner("nobody", "seven green lanterns")
    with pytest.raises(CommandError, match="already has an account"):
        create_owner(person.email, "seven green lanterns")
    person.refresh_from_db()
    assert not person.is_superuser


def test_create_owner_asks_twice(monkeypatch):
    answers = iter(["seven green lanterns", "seven green lantern"])
    module = "chatapp.accounts.management.commands.create-owner"
    monkeypatch.setattr(f"{module}.getpass", lambda prompt: next(answers))
    with pytest.raises(CommandError, match="differ"):
        call_command("create-owner", "owner@example.org")


def test_invite_prints_and_mails_the_same_link(client):
    out = io.StringIO()
    call_command("invite", "New@example.org", "--site", "https://chat.example.org/", stdout=out)
    link = out.getvalue().splitlines()[0]
    assert link.startswith("https://chat.example.org/accounts/invitation/")
    assert mail.outbox[0].to == ["new@example.org"]
    assert link in mail.outbox[0].body
    assert client.get(link.removeprefix("https://chat.example.org")).status_code == 302


def test_invite_says_when_the_mail_was_not_sent_and_the_link_still_counts(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    out, err = io.StringIO(), io.StringIO()
    call_command("invite", "new@example.org", stdout=out, stderr=err)
    assert "hand on the link yourself" in err.getvalue()
    assert Invitation.objects.filter(used_at=None).exists()


def test_invite_refuses_people_who_are_here(person):
    with pytest.raises(CommandError, match="already has an account"):
        call_command("invite", person.email)
