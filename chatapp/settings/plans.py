"""The plans' limits and prices where they differ from the catalogue, and what people are shown of costs."""

from __future__ import annotations

from billing import plans_file

from . import env
from .product import HOME

PLANS_FILE = env.file("PLANS_FILE", HOME / "plans.toml", example="/etc/fragaria/plans.toml")
try:
    CATALOGUE = plans_file.read(PLANS_FILE) if PLANS_FILE.exists() else None
except plans_file.BadPlansFile as error:
    raise env.ConfigError("PLANS_FILE", f"({PLANS_FILE}) {error}", "/etc/fragaria/plans.toml") from None

# Staff see always what answers cost; subscribers see allowances, and money only where this is on.
SHOW_COSTS = env.flag("SHOW_COSTS", False, example="on")
