"""Who the invented people are: how often each asks, what each buys, and with which card."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from billing.models import BillingAccount
from billing.plans import TEAM_SEATS_FROM
from chatapp.accounts.models import User

GOOD, FAILS_LATER, DISPUTED = "4242424242424242", "4000000000000341", "4000000000000259"
WISHES = {"free": 74, "plus": 16, "team": 4, "pro": 6}  # percent
QUESTIONS_A_DAY = {"free": 0.14, "plus": 0.5, "team": 0.7, "pro": 1.3}
# The sandbox looks through all that ever happened for each trial that runs.
TRIALS = 10


@dataclass
class Person:
    """`joins` and `buys` are numbers of days from the beginning; `price` is empty for who never buys."""

    number: int
    joins: int
    wish: str
    pace: float
    price: str = ""
    seats: int = 1
    buys: int = 0
    trial: bool = False
    card: str = GOOD
    user: User | None = None
    account: BillingAccount | None = None

    @property
    def name(self) -> str:
        return f"Person {self.number}"

    @property
    def email(self) -> str:
        return f"person{self.number}@people.example"


def invent(random: Random, *, people: int, days: int) -> list[Person]:
    """So many people, who come faster and faster."""
    found: list[Person] = []
    for number in range(1, people + 1):
        # The square root: of two days, the one that is twice as late has twice as many. The last day is not over yet.
        joins = int(max(days - 1, 1) * random.random() ** 0.5) if number > 1 else 0
        wish = random.choices(list(WISHES), list(WISHES.values()))[0]
        pace = QUESTIONS_A_DAY[wish] * random.lognormvariate(0, 0.8)
        if wish == "pro" and random.random() < 0.15:
            pace *= 6  # some use what they pay for
        found.append(Person(number, joins, wish, pace))
    for person in found:
        if person.wish != "free":
            _decide(random, person, trials_left=sum(each.trial for each in found) < TRIALS)
    return found


def _decide(random: Random, person: Person, *, trials_left: bool) -> None:
    interval = "annual" if random.random() < 0.15 else "monthly"
    person.price = f"{person.wish}_{interval}"
    person.buys = person.joins + int(random.expovariate(1 / 4))
    person.seats = random.randint(TEAM_SEATS_FROM, 8) if person.wish == "team" else 1
    person.trial = trials_left and person.wish == "plus" and random.random() < 0.3
    person.card = random.choices([GOOD, FAILS_LATER, DISPUTED], [89, 9, 2])[0]
