"""Choosing a model: where the operator lists several for a mode, each person may say which one answers.

Auto does not ask: it takes the first of the mode that it comes to.
"""

from __future__ import annotations

from typing import Any, get_args

from django.conf import settings
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from billing.plans import PLANS, Plan
from chatapp.errors import RequestError
from chatapp.settings.models import Listed
from reasoning.routing.router import Mode

from . import roster

MODES: tuple[Mode, ...] = get_args(Mode)


def offered(*, also_off: bool = False) -> dict[str, list[dict[str, Any]]]:
    """The models to choose among, by mode, the first one everybody's; a mode with one model is not there. With
    `also_off` those that staff have switched off too: an open page hears which (chatapp/controls/site.py).

    Each is `{name, about, context (tokens), vision, plans: [{code, name}]}`; no plans: every plan's.
    """
    if not settings.MODELS:
        return {}
    found = {mode: roster.writers(mode, also_off=also_off) for mode in MODES}
    return {mode: [_shown(listed) for listed in models] for mode, models in found.items() if len(models) > 1}


def need(*, mode: Mode, name: str, plan: Plan) -> str:
    """The model `name`, if a person on `plan` may have it answer in `mode`; empty for the mode's first.

    Raises RequestError: unknown_model, model_not_in_plan.
    """
    names = _listed(mode)
    if not name or (not names and name == roster.named(mode).name):
        return ""
    if name not in names:
        raise RequestError(
            _("There is no model “%(name)s” for this here any more. Choose another one and send again.")
            % {"name": name[:60]},
            code="unknown_model",
        )
    listed = names[name]
    if listed.plans and plan.code not in listed.plans:
        plans = get_text_list([PLANS[code].name for code in listed.plans], _("or"))
        raise RequestError(
            _("Your plan does not have the model “%(name)s”: it is part of %(plans)s. Choose another model.")
            % {"name": name, "plans": plans},
            code="model_not_in_plan",
        )
    return "" if name == next(iter(names)) else name


def kept(*, mode: Mode, name: str) -> str:
    """`name` where it may answer in `mode` too, else empty: the mode's first."""
    return name if name in _listed(mode) else ""


def _listed(mode: Mode) -> dict[str, Listed]:
    return {listed.name: listed for listed in roster.writers(mode)} if settings.MODELS else {}


def _shown(listed: Listed) -> dict[str, Any]:
    return {
        "name": listed.name,
        "about": listed.about,
        "context": listed.context,
        "vision": listed.sees,
        "plans": [{"code": code, "name": PLANS[code].name} for code in PLANS if code in listed.plans],
    }
