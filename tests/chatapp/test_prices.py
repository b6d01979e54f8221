"""A GPU's hour as a price of tokens."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from reasoning.types import Prices, Usage

SAY = (
    "from chatapp.config_error import ConfigError\n"
    "try:\n"
    "    from chatapp.settings import product\n"
    "    print(product.ENGINE_PRICE_OUTPUT)\n"
    "except ConfigError as error:\n"
    "    print(error)\n"
)


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({}, "0"),
        ({"ENGINE_GPU_USD_HOUR": "3.6", "ENGINE_GPU_TOKENS_SECOND": "1000"}, "1000000"),
        ({"ENGINE_GPU_USD_HOUR": "2.5"}, "ENGINE_GPU_TOKENS_SECOND is needed with ENGINE_GPU_USD_HOUR."),
        (
            {
                "ENGINE_GPU_USD_HOUR": "2.5",
                "ENGINE_GPU_TOKENS_SECOND": "9",
                "ENGINE_PRICE_OUTPUT": "7",
            },
            "ENGINE_GPU_USD_HOUR and ENGINE_PRICE_OUTPUT are two prices for the same tokens",
        ),
        ({"ENGINE_GPU_USD_HOUR": "-1"}, "ENGINE_GPU_USD_HOUR must be at least 0.0"),
    ],
    ids=["none", "one", "without its speed", "beside a price", "below nothing"],
)
def test_a_gpus_hour_becomes_a_price_of_tokens(
    tmp_path: Path, environment: dict[str, str], said: str
) -> None:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("ENGINE_")}
    done = subprocess.run(
        [sys.executable, "-c", SAY],
        env={**clean, "FRAGARIA_HOME": str(tmp_path), **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip().startswith(said)


def test_cached_tokens_cost_their_own_price_and_parts_are_rounded_up() -> None:
    prices = Prices(input=1_000_000, cached=100_000, output=3_000_000)
    assert prices.cost(Usage(prompt=1_000, cached=800, generated=100)) == 200 + 80 + 300
    assert prices.cost(Usage(prompt=1, cached=1, generated=0)) == 1
