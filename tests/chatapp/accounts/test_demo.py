import stat

import pytest
from django.conf import settings as project
from django.core.management import CommandError, call_command
from django.test import Client, override_settings

from billing.accounts import account_for
from billing.models import BillingAccount
from chatapp.accounts import demo
from chatapp.accounts.models import User

pytestmark = pytest.mark.django_db

HERE = {"SERVER_NAME": "127.0.0.1", "REMOTE_ADDR": "127.0.0.1"}


@pytest.fixture
def accounts():
    return demo.ensure_demo_accounts()


def test_each_plan_and_the_staff_have_an_account(accounts):
    assert [account.name for account in accounts] == ["free", "plus", "team", "pro", "staff"]
    plans = {
        account.name: account_for(user_id=User.objects.get(email=account.email).pk).plan
        for account in accounts
    }
    assert plans == {"free": "free", "plus": "plus", "team": "team", "pro": "pro", "staff": "pro"}
    assert BillingAccount.objects.get(kind="team").owner.email == "team@demo.example"
    assert User.objects.get(is_staff=True).email == "staff@demo.example"
    assert all(user.is_demo for user in User.objects.all())


def test_a_second_start_changes_nothing(accounts):
    before = (
        list(User.objects.values().order_by("email")),
        list(BillingAccount.objects.values().order_by("pk")),
    )
    demo.ensure_demo_accounts()
    after = (
        list(User.objects.values().order_by("email")),
        list(BillingAccount.objects.values().order_by("pk")),
    )
    assert after == before


def test_the_password_is_kept_for_its_owner_only_and_signs_in(accounts, client):
    path = project.HOME / "demo_password"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    response = client.post(
        "/accounts/login/", {"login": "plus@demo.example", "password": demo.demo_password()}
    )
    assert response.headers["Location"] == "/chat/"


def test_a_password_made_anew_is_given_to_everybody(accounts):
    old = demo.demo_password()
    demo.PASSWORD_FILE.unlink()
    demo.ensure_demo_accounts()
    assert demo.demo_password() != old
    assert User.objects.get(email="free@demo.example").check_password(demo.demo_password())


@override_settings(DEMO=False)
def test_production_has_none():
    with pytest.raises(RuntimeError):
        demo.ensure_demo_accounts()
    with pytest.raises(CommandError):
        call_command("demo-accounts")
    assert not User.objects.exists()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "127.0.0.1:8000"])
def test_from_this_machine_a_door_opens_without_a_password(accounts, client, host):
    response = client.post("/enter/pro/", REMOTE_ADDR="127.0.0.1", HTTP_HOST=host)
    assert response.headers["Location"] == "/chat/"
    assert client.session["_auth_user_id"] == str(User.objects.get(email="pro@demo.example").pk)


class TestClosedDoors:
    def refused(self, client, **environ):
        response = client.post("/enter/pro/", **(HERE | environ))
        return response.status_code == 404 and "_auth_user_id" not in client.session

    @override_settings(DEMO=False)
    def test_in_production(self, accounts, client):
        assert self.refused(client)

    def test_to_another_machine(self, accounts, client):
        assert self.refused(client, REMOTE_ADDR="192.0.2.7")

    @override_settings(ALLOWED_HOSTS=["*"])
    def test_to_a_page_that_points_its_own_name_at_this_machine(self, accounts, client):
        for host in ("evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "192.0.2.7"):
            assert self.refused(client, HTTP_HOST=host), host

    @pytest.mark.parametrize("header", ["HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP"])
    def test_through_a_tunnel(self, accounts, client, header):
        assert self.refused(client, **{header: "192.0.2.7"})

    def test_without_a_post(self, accounts, client):
        assert client.get("/enter/pro/", **HERE).status_code == 405

    def test_without_the_forms_token(self, accounts):
        assert Client(enforce_csrf_checks=True).post("/enter/pro/", **HERE).status_code == 403

    def test_to_names_that_are_none(self, accounts, client):
        assert client.post("/enter/root/", **HERE).status_code == 404

    def test_to_an_ordinary_person_with_a_demo_address(self, client):
        User.objects.create_user("pro@demo.example")
        assert self.refused(client)

    def test_and_the_landing_page_shows_none_elsewhere(self, accounts, client):
        assert b"/enter/pro/" in client.get("/", **HERE).content
        assert b"/enter/pro/" not in client.get("/", **(HERE | {"REMOTE_ADDR": "192.0.2.7"})).content
