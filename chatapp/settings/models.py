"""Several models, each with what it is used for: a TOML file of the operator's."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from billing.plans import PLANS
from reasoning.engines.families import family_of, sees

from . import env
from .prices import of_gpu
from .product import ENGINE_BASE_URL, ENGINE_CONTEXT, ENGINE_DEADLINE_FACTOR, HOME

NAME = "MODELS_FILE"
EXAMPLE = "/srv/fragaria/models.toml"
# What a model may be used for. Fast, think and judge fall back to another's model, reward to none. Several models may
# write answers, and people choose among them: the first one of a mode is everybody's. Other roles are one model's.
ROLES = ("fast", "think", "judge", "reward", "title")
WRITERS = ("fast", "think")
LONGEST_ABOUT = 120  # characters: a line in a menu


@dataclass(frozen=True, slots=True)
class Listed:
    """One `[[model]]` of the file. Prices are micro-USD per 1,000,000 tokens.

    `about` is a line for who chooses it; `plans` are the codes of the plans that may, all of them where there are none.
    """

    name: str
    base_url: str
    roles: tuple[str, ...]
    model: str = ""
    api_key_env: str = ""
    context: int = ENGINE_CONTEXT
    deadline_factor: float = ENGINE_DEADLINE_FACTOR
    price_input: int = 0
    price_cached: int = 0
    price_output: int = 0
    gpu_usd_hour: float = 0.0
    gpu_tokens_second: float = 0.0
    vision: bool | None = None
    about: str = ""
    plans: tuple[str, ...] = ()

    @property
    def served(self) -> str:
        """The model's name at its server."""
        return self.model or self.name

    @property
    def sees(self) -> bool:
        """Whether it looks at pictures: as the file says, or as models of its name do."""
        return sees(self.served) if self.vision is None else self.vision

    @property
    def output(self) -> int:
        """Price of generated tokens, given as such or by what the GPU costs."""
        if not self.gpu_usd_hour:
            return self.price_output
        return of_gpu(usd_hour=self.gpu_usd_hour, tokens_second=self.gpu_tokens_second)


# The kinds of values of the file; what is not here is a mistake in writing.
FIELDS: dict[str, tuple[type, ...]] = {
    "name": (str,), "base_url": (str,), "roles": (list,), "model": (str,), "api_key_env": (str,), "context": (int,),
    "deadline_factor": (int, float), "price_input": (int,), "price_cached": (int,), "price_output": (int,),
    "gpu_usd_hour": (int, float), "gpu_tokens_second": (int, float), "about": (str,), "plans": (list,),
    "vision": (bool,),
}  # fmt: skip
NEEDED = ("name", "base_url", "roles")


def read(path: Path) -> tuple[Listed, ...]:
    """The file's models. Raises ConfigError, which says what is wrong and where."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise _wrong(f"({path}) cannot be read: {error}.") from None
    except tomllib.TOMLDecodeError as error:
        raise _wrong(f"({path}) is not TOML: {error}.") from None
    rows = content.get("model")
    if (
        set(content) != {"model"}
        or not isinstance(rows, list)
        or not all(isinstance(row, dict) for row in rows)
    ):
        raise _wrong("must hold one or more [[model]] tables and nothing else.")
    models = tuple(_listed(row, number) for number, row in enumerate(rows, 1))
    for role in ROLES:
        holders = [model for model in models if role in model.roles]
        if len(holders) > 1 and role not in WRITERS:
            names = " and ".join(model.name for model in holders)
            raise _wrong(f"gives the role {role!r} to {names}: one model is enough.")
        if holders and role in WRITERS and holders[0].plans:
            raise _wrong(
                f"has {holders[0].name}, which not every plan may use, as the first model with the role {role!r}: "
                "the first one is everybody's, so list another before it."
            )
    if len({model.name for model in models}) < len(models):
        raise _wrong("has two models of one name.")
    if not any(role in model.roles for model in models for role in WRITERS):
        raise _wrong('has no model that answers: give one the roles ["fast", "think"].')
    return models


def _listed(row: dict[str, Any], number: int) -> Listed:
    where = f"[[model]] number {number}"
    for field, value in row.items():
        kinds = FIELDS.get(field)
        if kinds is None:
            raise _wrong(f"has the unknown field {field!r} in {where}; the fields are {', '.join(FIELDS)}.")
        if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
            raise _wrong(f"has a wrong value for {field!r} in {where}.")
    for field in NEEDED:
        if not row.get(field):
            raise _wrong(f"needs the field {field!r} in {where}.")
    model = Listed(**row | {"roles": tuple(row["roles"]), "plans": tuple(row.get("plans", ()))})
    if unknown := [str(role) for role in model.roles if role not in ROLES]:
        raise _wrong(f"has the unknown role {unknown[0]!r} in {where}; the roles are {', '.join(ROLES)}.")
    if urlsplit(model.base_url).scheme not in ("http", "https"):
        raise _wrong(f"needs a base_url that begins with http:// or https:// in {where}.")
    if model.context < 512 or model.deadline_factor <= 0:
        raise _wrong(f"needs a context of at least 512 and a deadline_factor above 0 in {where}.")
    if min(model.price_input, model.price_cached, model.price_output, model.gpu_usd_hour) < 0:
        raise _wrong(f"has a price below 0 in {where}.")
    if model.gpu_usd_hour and (model.gpu_tokens_second <= 0 or model.price_output):
        raise _wrong(f"needs gpu_tokens_second above 0 with gpu_usd_hour, and no price_output, in {where}.")
    if unknown := [str(plan) for plan in model.plans if plan not in PLANS]:
        raise _wrong(f"has the unknown plan {unknown[0]!r} in {where}; the plans are {', '.join(PLANS)}.")
    if model.plans and not set(model.roles) & set(WRITERS):
        raise _wrong(f"says in {where} which plans may use {model.name}, which writes no answers.")
    if len(model.about) > LONGEST_ABOUT or "\n" in model.about:
        raise _wrong(f"needs an about of one line, at most {LONGEST_ABOUT} characters, in {where}.")
    if "judge" in model.roles and not family_of(model.served).follows:
        raise _wrong(f"lets {model.name} judge, which follows no instructions.")
    return model


def _wrong(what: str) -> env.ConfigError:
    return env.ConfigError(NAME, what, EXAMPLE)


MODELS_FILE = env.file(NAME, HOME / "models.toml", example=EXAMPLE)
MODELS = read(MODELS_FILE) if MODELS_FILE.is_file() else ()
if MODELS and ENGINE_BASE_URL:
    raise _wrong("names models, and so does ENGINE_BASE_URL: unset one of the two.")
# Not in the file, so that it can be shown to others.
MODEL_KEYS = {model.name: env.secret(model.api_key_env) for model in MODELS if model.api_key_env}
for _model in MODELS:
    if _model.api_key_env and not MODEL_KEYS[_model.name]:
        raise _wrong(f"says that the key of {_model.name} is in {_model.api_key_env}, which is not set.")
