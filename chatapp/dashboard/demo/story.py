"""The invented business, day by day: who comes, asks, buys and leaves, each at a moment of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from random import Random

from django.conf import settings
from django.db import transaction

from billing.accounts import account_for, grant_plan
from billing.catalogue import sync_plans
from billing.plans import plan
from billing.slowdowns import watch_costs
from chatapp.accounts.models import User

from .asking import Desk
from .buying import Shop, pays
from .moving import Clock, moved, set_back
from .person import Person, invent

MOST_ANSWERS = 20_000
LEAVES, GROWS, IS_REFUNDED = 0.004, 0.002, 0.0012  # a day, of those who pay
BINGE = 0.03  # of days with questions: as many as the window holds, and one more
DAY = timedelta(days=1)
Deed = tuple[datetime, int, Callable[[], None]]


class Story:
    """`days` days from `begin` (a midnight) until `now`, with `people` people, the same for the same `seed`.

    With `sells` they buy at the Stripe sandbox; else plans are given.
    """

    def __init__(
        self, *, begin: datetime, days: int, people: int, seed: int, now: datetime, sells: bool
    ) -> None:
        self.begin, self.days, self.now, self.sells = begin, days, now, sells
        self.random = Random(seed)
        self.people = invent(self.random, people=people, days=days)
        self.clock = Clock(begin)
        self.desk = Desk(self.clock, self.random)
        self.shop = Shop(self.clock, self.random)
        self.bad_days = set(self.random.sample(range(days), k=min(days, max(1, days // 45))))
        # What the network loses on the one day, the reconciler finds in the next night.
        self.lossy_days = set(self.random.sample(range(days), k=min(days, max(1, days // 50))))

    def tell(self) -> Iterator[int]:
        """Live it, yielding each day's number when it is over and stored."""
        if self.sells:
            set_back(settings.STRIPE_SANDBOX_FILE, self.begin)
            sync_plans()
        with moved(self.clock):
            for day in range(self.days):
                with transaction.atomic():
                    self._live(day)
                yield day

    def _live(self, day: int) -> None:
        begin = self.begin + day * DAY
        end = min(begin + DAY, self.now)
        self.shop.lost = self.sells and day in self.lossy_days
        deeds = sorted(
            (
                deed
                for person in self.people
                if person.joins <= day
                for deed in self._deeds(person, day, begin)
            ),
            key=lambda deed: deed[:2],
        )
        for at, _number, do in deeds:
            if at < end:
                self.clock.at = at
                do()
        self.clock.at = end
        if self.sells:
            self.shop.pass_time(end)
            if self.shop.lost:
                self.shop.lost = False
                self.shop.reconcile()
        watch_costs(now=end - timedelta(seconds=1))

    def _deeds(self, person: Person, day: int, begin: datetime) -> Iterator[Deed]:
        """What a person does on a day. A number for each moment, since two may be the same."""

        def at() -> datetime:
            # More in the afternoon than at night.
            hour = min(23.99, max(0.0, self.random.gauss(14.5, 4.2)))
            return begin + timedelta(hours=hour)

        opened = at()
        if person.joins == day:
            yield opened - timedelta(minutes=1), person.number, lambda: self._join(person)
        if person.price and person.buys == day:
            yield max(opened, at()), person.number, lambda: self._buy(person)
        elif person.price and person.buys < day and self.sells:
            fate = self.random.random()
            if fate < LEAVES:
                yield at(), person.number, lambda: self._if_paying(person, self.shop.cancel)
            elif fate < LEAVES + GROWS and person.wish == "plus":
                yield at(), person.number, lambda: self._if_paying(person, self.shop.upgrade)
            elif fate < LEAVES + GROWS + IS_REFUNDED:
                yield at(), person.number, lambda: self._if_paying(person, self.shop.refund)
        weekend = begin.weekday() >= 5
        number = self._questions(person.pace * (0.45 if weekend else 1.2))
        for place in range(number):
            moment = opened + timedelta(minutes=3 * place + self.random.random() * 2)
            yield moment, person.number, lambda: self._ask(person, day)

    def _questions(self, mean: float) -> int:
        if self.random.random() > min(0.85, mean):
            return 0
        if self.random.random() < BINGE:
            return 12
        return 1 + min(40, int(self.random.expovariate(1 / max(0.7, mean))))

    def _join(self, person: Person) -> None:
        person.user = User.objects.create_user(person.email, name=person.name)
        person.account = account_for(user_id=person.user.pk)

    def _buy(self, person: Person) -> None:
        if self.sells:
            self.shop.buy(person)
        elif person.account is not None and person.wish != "team":
            grant_plan(account=person.account, plan=plan(person.wish))

    def _if_paying(self, person: Person, do: Callable[[Person], None]) -> None:
        if pays(person):
            do(person)

    def _ask(self, person: Person, day: int) -> None:
        if self.desk.made < MOST_ANSWERS:
            self.desk.ask(person, bad_day=day in self.bad_days)
