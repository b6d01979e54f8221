"""Demo mode's ready accounts: one for each plan and one for staff, all with one password made on first start."""

from __future__ import annotations

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import gettext_lazy

from billing.accounts import account_for, grant_plan
from billing.plans import plan
from billing.teams import create_team
from chatapp.accounts.models import User
from chatapp.settings import keys
from chatapp.staff.services import group_of

PASSWORD_FILE = settings.HOME / "demo_password"
DOMAIN = "demo.example"  # reserved: no mail can ever reach it
DEMO_SEATS = 3


@dataclass(frozen=True)
class DemoAccount:
    """One ready account; `/enter/<name>/` opens it."""

    name: str
    label: str
    description: str
    plan: str
    staff: bool = False

    @property
    def email(self) -> str:
        return f"{self.name}@{DOMAIN}"


DEMO_ACCOUNTS = {
    account.name: account
    for account in (
        DemoAccount(
            "free", "Free", gettext_lazy("A few fast messages and three thinking answers a week."), "free"
        ),
        DemoAccount("plus", "Plus", gettext_lazy("For every day: 80 fast messages per 3 hours."), "plus"),
        DemoAccount(
            "team", "Team", gettext_lazy("The owner of a team; each seat has its own allowance."), "team"
        ),
        DemoAccount("pro", "Pro", gettext_lazy("No cap, and the widest searches."), "pro"),
        DemoAccount("staff", "Staff", gettext_lazy("An administrator's account."), "pro", staff=True),
    )
}


def demo_password() -> str:
    """The password of all demo accounts, made on first use and kept in FRAGARIA_HOME for its owner only."""
    return keys.stored(PASSWORD_FILE)


@transaction.atomic
def ensure_demo_accounts() -> list[DemoAccount]:
    """Makes the accounts that are missing; what is there keeps its plan and its conversations.

    A new password, made because its file was gone, is given to all of them. Raises RuntimeError outside demo mode.
    """
    if not settings.DEMO:
        raise RuntimeError("Demo accounts exist in demo mode only.")
    password_is_new = not PASSWORD_FILE.exists()
    password = make_password(demo_password())
    if password_is_new:
        User.objects.filter(is_demo=True).update(password=password)
    for account in DEMO_ACCOUNTS.values():
        user, made = User.objects.get_or_create(
            email=account.email,
            defaults={
                "name": f"{account.label} (demo)",
                "password": password,
                "is_demo": True,
                "is_staff": account.staff,
                "is_superuser": account.staff,
            },
        )
        EmailAddress.objects.get_or_create(
            user=user, email=account.email, defaults={"primary": True, "verified": True}
        )
        if made:
            _give_plan(user, account)
        if account.staff:
            user.groups.add(group_of("owner"))
    return list(DEMO_ACCOUNTS.values())


def _give_plan(user: User, account: DemoAccount) -> None:
    account_for(user_id=user.pk, default_plan=account.plan)
    if account.plan == "team":
        team = create_team(owner_id=user.pk, name=f"{account.label} (demo)")
        grant_plan(account=team, plan=plan(account.plan), seats=DEMO_SEATS)
