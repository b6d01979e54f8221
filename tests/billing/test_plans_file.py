"""The operator's plans.toml: what it changes, and what is told of a file that cannot be meant."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from billing import plans_file
from billing.plans import DAY, HOUR, PLANS, PRICES
from billing.plans_file import BadPlansFile, changed, read


def of(text: str) -> plans_file.Catalogue:
    return changed(tomllib.loads(text, parse_float=Decimal))


def test_an_empty_file_is_the_catalogue_as_it_is() -> None:
    assert of("") == plans_file.Catalogue(PLANS, PRICES)


def test_limits_and_prices_are_changed_and_all_else_stays() -> None:
    found = of(
        """
        [plus]
        name = "Personal"
        month_usd = 24.50
        tokens = 30000
        [plus.fast]
        limit = 90
        at_once = 3
        [plus.think]
        days = 14
        [pro]
        soft_cost_usd = 350
        """
    )
    plus, before = found.plans["plus"], PLANS["plus"]
    assert (plus.name, plus.tokens, plus.paths) == ("Personal", 30_000, before.paths)
    assert (plus.fast.limit, plus.fast.window_seconds, plus.fast.concurrency) == (90, 3 * HOUR, 3)
    assert (plus.think.limit, plus.think.window_seconds) == (before.think.limit, 14 * DAY)
    assert found.plans["pro"].soft_cost_micros == 350_000_000
    assert found.plans["free"] == PLANS["free"]
    assert (found.prices["plus_monthly"].cents, found.prices["plus_annual"].cents) == (24_50, 200_00)
    assert list(found.plans) == list(PLANS)
    assert list(found.prices) == list(PRICES)


def test_a_limit_and_a_soft_cost_can_be_none() -> None:
    found = of('[team.think]\nlimit = "none"\n[pro]\nsoft_cost_usd = "none"')
    assert (found.plans["team"].think.limit, found.plans["pro"].soft_cost_micros) == (None, None)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("gold = 1", "gold: there is no such plan; the plans are free, plus, team, pro."),
        ("plus = 1", "plus: must be a table, [plus]."),
        ("[plus]\nprice = 3", "plus.price: is not known here; known are name, paths,"),
        ("[plus]\nfast = 3", "plus.fast: must be a table, [plus.fast]."),
        ("[plus.fast]\ndays = 3", "plus.fast.days: is not known here; known are limit, hours, at_once."),
        ("[plus.fast]\nlimit = -1", 'plus.fast.limit: must be a whole number from 0 to 10000000, or "none", not -1.'),
        ("[plus.fast]\nlimit = true", "plus.fast.limit: must be a whole number"),
        ("[plus.fast]\nlimit = 1.5", "plus.fast.limit: must be a whole number"),
        ("[plus.fast]\nhours = 0", "plus.fast.hours: must be a whole number from 1 to 366, not 0."),
        ('[plus]\ntokens = "many"', "plus.tokens: must be a whole number from 1 to 10000000, not 'many'."),
        ("[plus]\npaths = 1000", "plus.paths: must be a whole number from 1 to 256, not 1000."),
        ("[plus]\nname = ''", "plus.name: must be a text of 1 to 30 characters."),
        ("[plus]\nmonth_usd = 0.3", "plus.month_usd: must be US dollars from 0.50 on, with cents at most, not '0.3'."),
        ("[plus]\nmonth_usd = 20.005", "plus.month_usd: must be US dollars"),
        ("[plus]\nyear_usd = nan", "plus.year_usd: must be US dollars"),
        ("[plus]\nyear_usd = false", "plus.year_usd: must be US dollars"),
        ("[free]\nmonth_usd = 5", "free: this plan is not sold, so it has no price."),
        ("[plus.fast]\nlimit = 500", "team.fast.limit: is less than plus has; a larger plan never allows less."),
        ('[free.think]\nlimit = "none"', "plus.think.limit: is less than free has"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_named_with_its_place(text: str, said: str) -> None:
    with pytest.raises(BadPlansFile) as error:
        of(text)
    assert str(error.value).startswith(said)
    assert "\n" not in str(error.value)


def test_a_file_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    broken, binary = tmp_path / "broken.toml", tmp_path / "binary.toml"
    broken.write_text("[plus\n")
    binary.write_bytes(b"\xff\xfe")
    for path, said in ((broken, "is not TOML:"), (binary, "cannot be read"), (tmp_path, "cannot be read")):
        with pytest.raises(BadPlansFile, match=said):
            read(path)


def test_what_was_read_becomes_the_catalogue_of_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plans_file, "PLANS", dict(PLANS))
    monkeypatch.setattr(plans_file, "PRICES", dict(PRICES))
    plans_file.use(of("[plus]\nsteps = 5\nmonth_usd = 22"))
    assert plans_file.PRICES["plus_monthly"].cents == 22_00


SAY = """
from chatapp.config_error import ConfigError
try:
    import django
    django.setup()
except ConfigError as error:
    print(error)
else:
    from billing.plans import plan, price
    print(plan("plus").fast.limit, price("plus_monthly").cents)
"""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "80 2000"),
        ("[plus]\nmonth_usd = 25\n[plus.fast]\nlimit = 99", "99 2500"),
        ("[plus]\ntokens = 'x'", "PLANS_FILE ({path}) plus.tokens: must be a whole number from 1 to 10000000, not 'x'. "
         "Example: PLANS_FILE=/etc/fragaria/plans.toml"),
    ],
    ids=["none", "a good one", "a bad one"],
)  # fmt: skip
def test_the_file_in_the_data_folder_is_read_at_the_start(
    tmp_path: Path, text: str | None, said: str
) -> None:
    path = tmp_path / "plans.toml"
    if text is not None:
        path.write_text(text)
    assert begin(tmp_path) == said.format(path=path)


def test_a_file_that_is_named_must_be_there(tmp_path: Path) -> None:
    said = begin(tmp_path, PLANS_FILE=str(tmp_path / "mine.toml"))
    assert said.startswith(f"PLANS_FILE is {tmp_path / 'mine.toml'}, but there is no such file.")


def begin(home: Path, **environment: str) -> str:
    clean = {"FRAGARIA_HOME": str(home), "DJANGO_SETTINGS_MODULE": "chatapp.settings", **environment}
    done = subprocess.run(
        [sys.executable, "-c", SAY], env=os.environ | clean, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()
