"""`manage.py account-limits`."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.utils import timezone

from billing import slowdowns
from billing.models import AuditEntry, BillingAccount, LimitOverride, Slowdown

pytestmark = pytest.mark.django_db
STAFF = "staff@example.org"


@pytest.fixture
def staff() -> str:
    return get_user_model().objects.create(email=STAFF, is_staff=True).pk


@pytest.fixture
def run(account, staff, capsys):
    def run(*words: str, who: str = "owner@example.org") -> str:
        call_command("account-limits", who, *words)
        return capsys.readouterr().out

    return run


def test_limits_are_set_listed_and_ended(run, account, staff) -> None:
    said = run(
        "--set", "fast_limit=200", "paths=12", "--until", "2100-01-31", "--reason", "A trial", "--by", STAFF
    )
    made = LimitOverride.objects.get()
    assert said.splitlines()[0] == f"{account.pk}  Plus"
    assert f"{made.pk}  fast_limit=200, paths=12" in said
    assert "until 2100-01-31 00:00  A trial" in said
    assert run(who=str(account.pk)) == said
    run("--end", str(made.pk), "--by", STAFF)
    made.refresh_from_db()
    assert made.ends_at <= timezone.now()
    assert set(AuditEntry.objects.values_list("actor_id", flat=True)) == {staff}


def test_a_slowdown_is_lifted(run, account) -> None:
    BillingAccount.objects.filter(pk=account.pk).update(plan="pro")
    now = timezone.now()
    begin, end = slowdowns.month_of(now)
    row = Slowdown.objects.create(account=account, month=begin, cost_micros=1, since=now, until=end)
    assert "waits longer until" in run()
    assert "waits longer" not in run("--lift", "--reason", "A paper is due", "--by", STAFF)
    row.refresh_from_db()
    assert row.lifted_at


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--set", "fast_limit"], "fast_limit is not LIMIT=N"),
        (["--set", "steps=3", "--reason", "x"], "There is no limit 'steps'"),
        (["--set", "fast_limit=3"], "A reason is needed"),
        (["--set", "fast_limit=3", "--reason", "x", "--until", "soon"], "soon is no date as in 2027-01-31."),
        (
            ["--set", "fast_limit=3", "--reason", "x", "--until", "2020-01-01"],
            "The end must lie after the start",
        ),
        (["--end", "77"], "This account has no limits 77 that hold."),
        (["--lift", "--reason", "x"], "This account's answers wait no longer than others'."),
    ],
)
def test_what_cannot_be_done_is_told_in_words(run, words: list[str], said: str) -> None:
    with pytest.raises(CommandError) as error:
        run(*words, "--by", STAFF)
    assert str(error.value).startswith(said)
    assert not LimitOverride.objects.exists()


@pytest.mark.parametrize("who", ["nobody@example.org", "nonsense", "00000000-0000-0000-0000-000000000000"])
def test_an_account_that_is_not_there_is_named(run, who: str) -> None:
    with pytest.raises(CommandError, match=f"There is no account {who}"):
        run(who=who)


@pytest.mark.parametrize("by", ["", "owner@example.org", "nobody@example.org"])
def test_only_staff_are_named_as_who_does_it(run, by: str) -> None:
    with pytest.raises(CommandError, match="--by needs the address of a member of the staff"):
        run("--set", "fast_limit=3", "--reason", "x", "--by", by)
