"""What two members of the staff do in the same moment is done once."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from billing.accounts import account_for, start_trial
from billing.models import LimitOverride, Mail
from billing.plans import plan
from billing.trials import TrialError, extend_trial
from chatapp.accounts.models import User
from chatapp.accounts.services import invite
from chatapp.audit.models import AuditEntry
from chatapp.support import inviting, limits, mails
from chatapp.support.errors import SupportError
from tests.support.at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)
ACTOR = uuid.uuid4()


def done(work: object) -> bool:
    try:
        work()  # type: ignore[operator]
    except (SupportError, TrialError):
        return False
    return True


def test_a_mail_goes_out_once_and_at_most_three_an_hour(owner: User) -> None:
    first = Mail.objects.create(
        key="a", kind="welcome", account=account_for(user_id=owner.pk), outcome="sent"
    )
    attempts = [uuid.uuid4()] * 3 + [uuid.uuid4() for _ in range(4)]

    def send(index: int) -> bool:
        return done(
            lambda: mails.send_again(
                user=owner, code=str(first.pk), attempt=attempts[index], actor_id=ACTOR, reason="x"
            )
        )

    at_once(len(attempts), send)
    assert Mail.objects.exclude(pk=first.pk).count() == mails.MOST_AN_HOUR
    assert AuditEntry.objects.filter(action="mail.resent").count() == mails.MOST_AN_HOUR


def test_an_invitation_gets_one_new_link() -> None:
    made, _token = invite(email="new@example.org")

    def send(_index: int) -> bool:
        return done(lambda: inviting.send_again(invitation_id=made.pk, actor_id=ACTOR, reason="x"))

    assert sorted(at_once(4, send)) == [False, False, False, True]


def test_a_trial_is_made_longer_once(owner: User) -> None:
    account = account_for(user_id=owner.pk)
    start_trial(account=account, plan=plan("pro"), days=3, now=timezone.now())
    ends_at = account.trial_ends_at
    assert ends_at

    def extend(_index: int) -> bool:
        return done(
            lambda: extend_trial(
                account=account, days=7, seen=ends_at.isoformat(), actor_id=ACTOR, reason="x"
            )
        )

    assert sum(at_once(4, extend)) == 1
    account.refresh_from_db()
    assert account.trial_ends_at == ends_at + timedelta(days=7)


def test_limits_are_set_once(owner: User) -> None:
    account = account_for(user_id=owner.pk)

    def set_limits(index: int) -> bool:
        typed = {"paths": str(5 + index)}
        return done(
            lambda: limits.set_limits(account=account, typed=typed, seen="", actor_id=ACTOR, reason="x")
        )

    assert sum(at_once(4, set_limits)) == 1
    assert LimitOverride.objects.count() == 1
