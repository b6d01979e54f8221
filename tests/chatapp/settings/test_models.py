"""The operator's file of models: what it says, and what is said of a wrong one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from chatapp.config_error import ConfigError
from chatapp.settings.models import read
from tests.conftest import ROOT

ONE = '[[model]]\nname = "small"\nbase_url = "http://10.0.0.1/v1"\nroles = ["fast", "think"]\n'
CRITIC = '[[model]]\nname = "critic"\nbase_url = "http://10.0.0.2/v1"\nroles = ["judge"]\n'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "models.toml"


def test_each_model_says_where_it_is_what_it_costs_and_what_it_is_for(file: Path) -> None:
    file.write_text(
        ONE + 'model = "org/small"\ncontext = 16384\nprice_output = 9\ndeadline_factor = 2\n' + CRITIC
    )
    small, critic = read(file)
    assert (small.name, small.served, small.roles) == ("small", "org/small", ("fast", "think"))
    assert (small.context, small.price_output, small.deadline_factor) == (16384, 9, 2)
    assert (critic.name, critic.served, critic.roles) == ("critic", "critic", ("judge",))


def test_several_models_may_write_answers_and_say_whose_they_are(file: Path) -> None:
    large = ONE.replace("small", "large") + 'plans = ["plus", "pro"]\nabout = "Slow and sure"\n'
    file.write_text(ONE + large)
    first, second = read(file)
    assert (first.plans, second.plans, second.about) == ((), ("plus", "pro"), "Slow and sure")


def test_a_gpu_s_hour_makes_a_price(file: Path) -> None:
    file.write_text(ONE + "gpu_usd_hour = 3.6\ngpu_tokens_second = 1000\n")
    assert read(file)[0].output == 1_000_000  # a dollar for a million


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[[model]", "is not TOML"),
        ("", "one or more [[model]] tables"),
        ("model = 3", "one or more [[model]] tables"),
        ('[[models]]\nname = "a"', "one or more [[model]] tables"),
        (CRITIC, "no model that answers"),
        (CRITIC + CRITIC.replace("critic", "other") + ONE, "gives the role 'judge' to critic and other"),
        (ONE + 'plans = ["gold"]', "unknown plan 'gold'"),
        (ONE + 'plans = ["pro"]', "the first one is everybody's"),
        (ONE + CRITIC + 'plans = ["pro"]', "which writes no answers"),
        (ONE + f'about = "{"x" * 121}"', "an about of one line"),
        (ONE + 'about = "a\\nb"', "an about of one line"),
        (ONE + CRITIC.replace("critic", "small"), "two models of one name"),
        (ONE + "colour = 3", "unknown field 'colour' in [[model]] number 1"),
        (ONE + "context = true", "wrong value for 'context'"),
        (ONE + 'context = "many"', "wrong value for 'context'"),
        (ONE + "context = 100", "a context of at least 512"),
        (ONE + "deadline_factor = 0", "a deadline_factor above 0"),
        (ONE + "price_input = -1", "a price below 0"),
        (ONE + "gpu_usd_hour = 2.5", "needs gpu_tokens_second above 0 with gpu_usd_hour"),
        (ONE + "gpu_usd_hour = 2\ngpu_tokens_second = 9\nprice_output = 1", "and no price_output"),
        (ONE.replace('"fast"', '"quick"'), "unknown role 'quick'"),
        (ONE.replace("http://", "ftp://"), "begins with http:// or https://"),
        (ONE.replace('name = "small"', 'name = ""'), "needs the field 'name'"),
        (
            ONE + CRITIC.replace('"critic"', '"seedling"'),
            "lets seedling judge, which follows no instructions",
        ),
    ],
)
def test_a_wrong_file_is_refused_in_one_line_that_says_where(file: Path, content: str, said: str) -> None:
    file.write_text(content)
    with pytest.raises(ConfigError) as refused:
        read(file)
    assert said in str(refused.value)
    assert "MODELS_FILE" in str(refused.value)
    assert "\n" not in str(refused.value)


def start(file: Path, **environment: str) -> str:
    told = {
        "MODELS_FILE": str(file),
        "DJANGO_SETTINGS_MODULE": "chatapp.settings",
        "FRAGARIA_HOME": str(file.parent),
    }
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ENGINE_")}
    code = "from django.conf import settings; print([m.name for m in settings.MODELS], settings.MODEL_KEYS)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=kept | told | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


def test_keys_come_from_the_environment_and_must_be_there(file: Path) -> None:
    file.write_text(ONE + 'api_key_env = "SMALL_KEY"\n')
    assert "says that the key of small is in SMALL_KEY, which is not set" in start(file)
    assert start(file, SMALL_KEY="sk-1").strip() == "['small'] {'small': 'sk-1'}"


def test_the_file_and_a_single_engine_are_not_both(file: Path) -> None:
    file.write_text(ONE)
    said = start(file, ENGINE_BASE_URL="http://10.0.0.9/v1", ENGINE_MODEL="other")
    assert "unset one of the two" in said
