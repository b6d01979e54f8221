"""What made an answer: the model with its weights, the prompts, and the versions of strategy and scorers."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from reasoning import versions
from reasoning.engines.profiles import ModelProfile
from reasoning.types import Engine

from . import roster
from .models import Run

LEARNT = ("weights", "thinks")  # what is known of a server's model only once it was asked
LONGEST = 100  # characters of what a server says about its weights


def note(*, run: Run, profile: ModelProfile, engine: Engine) -> None:
    """Note on `run` what works on it now; whatever is stored of its work next is stored with that."""
    run.made_by = added(run.made_by, maker(run=run, profile=profile, engine=engine))


def maker(*, run: Run, profile: ModelProfile, engine: Engine) -> dict[str, Any]:
    """The parts that work on the run, as plain data.

    `weights` is the sha256 of the embedded model's files, or what the server calls the model that it runs, which is
    known once it has answered; `thinks` says that the engine sets its thinking apart; `judge` and `reward` are names of
    models of their own, where there are any; `prices` are those of the model that answers, as they are now. Other
    versions are hashes: see reasoning/versions.py.
    """
    return {
        "model": profile.name,
        "kind": profile.kind,
        "weights": _weights(profile, engine),
        "thinks": engine.capabilities.reasoning,
        "prompt": run.input.get("prompt_version", ""),
        "prompts": versions.prompt_versions(),
        "strategy": run.strategy,
        "strategy_version": versions.strategy_version(run.strategy),
        "scorers": versions.scorer_versions(),
        "code": versions.code_version(),
        "prices": asdict(profile.prices),
        **_advisers(run),
    }


def added(before: list[dict[str, Any]], now: dict[str, Any]) -> list[dict[str, Any]]:
    """`before` with `now` at its end, in the place of what was noted of the same maker when less of it was known."""
    if before and _same(before[-1], now):
        return [*before[:-1], now | {"weights": now["weights"] or before[-1]["weights"]}]
    return [*before, now]


def _same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    learnt = dict.fromkeys(LEARNT)
    weights = {one["weights"], other["weights"]} - {""}
    return len(weights) <= 1 and one | learnt == other | learnt


def _advisers(run: Run) -> dict[str, str]:
    """The models of their own that judge and score a thinking answer."""
    if run.mode == "fast":
        return {}
    models = {"judge": roster.judging(run.model), "reward": roster.rewarding()}
    return {role: model.name for role, model in models.items() if model}


def _weights(profile: ModelProfile, engine: Engine) -> str:
    if profile.weights is not None:
        return versions.weights_version(profile.weights)
    told = getattr(engine, "fingerprint", "")  # of engines whose server says it
    return told[:LONGEST] if isinstance(told, str) else ""
