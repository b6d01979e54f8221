"""Which engines this installation has, as product settings say."""

from __future__ import annotations

from functools import cache

from django.conf import settings

from reasoning.engines.profiles import ModelProfile, open_engine
from reasoning.types import Engine, Prices

SEEDLING = settings.ROOT / "reasoning" / "seedling" / "weights"


@cache
def profile() -> ModelProfile:
    """The model that answers: the operator's, or the embedded seedling."""
    if settings.ENGINE_BASE_URL:
        return ModelProfile(
            name=settings.ENGINE_MODEL,
            kind="openai",
            model=settings.ENGINE_MODEL,
            base_url=settings.ENGINE_BASE_URL,
            api_key=settings.ENGINE_API_KEY,
            context=settings.ENGINE_CONTEXT,
            prices=Prices(
                settings.ENGINE_PRICE_INPUT, settings.ENGINE_PRICE_CACHED, settings.ENGINE_PRICE_OUTPUT
            ),
            deadline_factor=settings.ENGINE_DEADLINE_FACTOR,
        )
    return ModelProfile(
        name="seedling",
        kind="embedded",
        weights=SEEDLING,
        context=512,
        prompts=False,
        history_turns=0,
        deadline_factor=settings.ENGINE_DEADLINE_FACTOR,
    )


@cache
def engine() -> Engine:
    """The one engine of this process; it opens connections or loads weights on first use."""
    return open_engine(profile())


async def check() -> None:
    """Return when the engine can serve; raise EngineError with the reason when it cannot."""
    await engine().check()


def labels() -> dict[str, dict[str, str]]:
    """How the page names the models of the two modes."""
    name = profile().name
    label = "Seedling (tiny demo model)" if name == "seedling" else name
    return {mode: {"name": name, "label": label} for mode in ("fast", "think")}
