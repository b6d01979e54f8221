"""What staff look for: the form's fields, read and checked one by one. A field that cannot be meant is left out, with
words about it, and the others count.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from chatapp.runs.models import Run
from chatapp.typed import moment, whole_id

MODES = ("fast", "think")
VERDICTS = ("verified", "agreed", "reviewed", "unverified", "refuted")
# Offered, not asked for: old runs may have had others.
STRATEGIES = (
    *("single", "best_of_n", "best_of_n_likelihood", "best_of_n_scores", "adaptive", "review", "revise"),
    *("beam", "dvts", "mcts"),
)
# Compared as they are written; as long as their columns.
WORDS = {"model": 200, "strategy": 30, "error": 40}
CHOICES: dict[str, tuple[str, ...]] = {
    "status": tuple(Run.Status.values),
    "mode": MODES,
    "verdict": VERDICTS,
}
FIELDS = ("id", "person", "account", "from", "to", *CHOICES, *WORDS)


@dataclass(frozen=True, slots=True)
class Wanted:
    """`id` and `account` are ids; `person` is an id or an address; the times bound [since, until). `equal` are columns
    of a run with the values that they must have. `typed` is what stood in the form, `problems` what is wrong with it,
    by field.
    """

    id: uuid.UUID | None = None
    person: uuid.UUID | str | None = None
    account: uuid.UUID | None = None
    since: datetime | None = None
    until: datetime | None = None
    equal: dict[str, str] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)


def read(given: Mapping[str, str]) -> Wanted:
    """The form as it was sent."""
    typed = {name: given.get(name, "").replace("\0", "").strip()[:300] for name in FIELDS}
    problems: dict[str, str] = {}
    since, until = _moment("from", typed, problems), _moment("to", typed, problems)
    if since and until and since >= until:
        problems["to"] = _("This is not after the beginning.")
        since = until = None
    return Wanted(
        id=_id("id", typed, problems),
        person=_person(typed, problems),
        account=_id("account", typed, problems),
        since=since,
        until=until,
        equal=_chosen(typed, problems) | _words(typed, problems),
        typed={name: value for name, value in typed.items() if value},
        problems=problems,
    )


def _id(name: str, typed: dict[str, str], problems: dict[str, str]) -> uuid.UUID | None:
    if not typed[name]:
        return None
    found = whole_id(typed[name])
    if found is None:
        problems[name] = _("This is not a whole id: 32 digits and letters a to f, with or without hyphens.")
    return found


def _person(typed: dict[str, str], problems: dict[str, str]) -> uuid.UUID | str | None:
    if "@" in typed["person"]:
        return typed["person"].lower()
    found = _id("person", typed, problems)
    if "person" in problems:
        problems["person"] = _("This is neither an address nor a whole id.")
    return found


def _moment(name: str, typed: dict[str, str], problems: dict[str, str]) -> datetime | None:
    """A time of the form is UTC; a day alone is its beginning. `typed` has it then as the browser's field wants it."""
    given = typed[name]
    if not given:
        return None
    found = moment(given)
    if found is None:
        problems[name] = _("“{given}” is not a time like 2026-01-31 14:30.").format(given=given[:40])
        typed[name] = ""
        return None
    typed[name] = found.replace(tzinfo=None).isoformat(timespec="seconds" if found.second else "minutes")
    return found


def _chosen(typed: dict[str, str], problems: dict[str, str]) -> dict[str, str]:
    found = {}
    for name, choices in CHOICES.items():
        if typed[name] in choices:
            found[name] = typed[name]
        elif typed[name]:
            problems[name] = _("There is no such choice. It was left out.")
    return found


def _words(typed: dict[str, str], problems: dict[str, str]) -> dict[str, str]:
    found = {}
    for name, longest in WORDS.items():
        if len(typed[name]) > longest:
            problems[name] = _("This is longer than any. It was left out.")
        elif typed[name]:
            found[name] = typed[name]
    return found
