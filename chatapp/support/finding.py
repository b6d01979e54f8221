"""Finding people: by an address or how it begins, by an id, by Stripe's customer; and all of them, the newest first.

No list counts its table, and each is read by an index: a page costs the same whether there are ten people or a million.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _

from billing.models import BillingAccount
from chatapp import keyset
from chatapp.accounts.models import Invitation, User
from chatapp.accounts.selectors import with_address
from chatapp.typed import whole_id

SHOWN = 50
SHORTEST = 3  # characters of an address
LONGEST = 254


@dataclass(frozen=True, slots=True)
class Found:
    """`person` is who exactly was meant. Otherwise `people` whose address begins so, in its order; `more`: there are
    others. `invitation` is an open one of somebody who has not signed up. `problem` says what to type instead.
    """

    person: User | None = None
    people: list[User] = field(default_factory=list)
    more: bool = False
    invitation: Invitation | None = None
    problem: str = ""


def find(wanted: str) -> Found:
    """Whoever is meant. An address is found in any case; so are those that a person has besides the first."""
    wanted = wanted.strip()
    if not wanted or len(wanted) > LONGEST or not wanted.isprintable() or " " in wanted:
        return Found(problem=_problem())
    if (person := _by_id(wanted)) is not None:
        return Found(person=person)
    address = wanted.lower()
    if "@" in address and (person := with_address(address)) is not None:
        return Found(person=person)
    invitation = Invitation.objects.open(timezone.now()).filter(email=address).first()
    if len(address) < SHORTEST or whole_id(wanted) or wanted.startswith("cus_"):
        return Found(problem=_problem())
    # In no order: the index for beginnings has another than the database's own, and sorting would read all of them.
    begun = list(User.objects.filter(email__startswith=address)[: SHOWN + 1])
    people = sorted(begun[:SHOWN], key=lambda each: each.email)
    nobody = "" if people or invitation else _problem()
    return Found(people=people, more=len(begun) > SHOWN, invitation=invitation, problem=nobody)


def newest(*, after: str = "", before: str = "") -> keyset.Page[User]:
    """A page of all people."""
    return keyset.page(User.objects.all(), size=SHOWN, after=after, before=before)


def _by_id(wanted: str) -> User | None:
    """A person's own id, an account's, or Stripe's customer."""
    if wanted.startswith("cus_"):
        accounts = BillingAccount.objects.filter(customer_id=wanted)
    elif id_ := whole_id(wanted):
        if (person := User.objects.filter(pk=id_).first()) is not None:
            return person
        accounts = BillingAccount.objects.filter(pk=id_)
    else:
        return None
    account = accounts.select_related("owner").first()
    return account.owner if account else None


def _problem() -> str:
    return _(
        "Nobody is found this way. Type a whole address or its first {shortest} characters or more, the whole id of a"
        " person or an account, or Stripe’s id of a customer (cus_…)."
    ).format(shortest=SHORTEST)
