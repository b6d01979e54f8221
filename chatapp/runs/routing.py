"""Auto: which of the two modes answers a question, within what the person's plan leaves."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from billing import quota
from billing.models import BillingAccount, UsageHold
from billing.refusals import TooManyRunning
from chatapp.accounts.models import User
from reasoning.routing.router import Mode, Route, route
from reasoning.types import Turn

AUTO = "auto"
Reserve = Callable[[Mode], UsageHold]


def choose(*, account: BillingAccount, user: User, question: str, history: Sequence[Turn]) -> Route:
    """Where the question goes. `account` must be locked: else two questions at once could both take the last
    thinking answer that Auto may take.
    """
    think = quota.allowance(account=account, user_id=user.pk).think
    left = None if think.limit is None else max(think.limit - think.used, 0)
    return route(question, history, thinking_left=left, thinking_limit=think.limit)


def reserve(
    chosen: Route, reserve: Reserve, *, is_full: Callable[[Mode], bool], is_held: Callable[[Mode], bool]
) -> tuple[Mode, str, UsageHold]:
    """The mode that it comes to, why in one line for people, and the hold that `reserve` makes for it: a fast one
    where it cannot think right now. Raises what `reserve` raises where there is no fast answer either.
    """
    if chosen.mode == "think" and is_held("think") and not is_held("fast"):
        chosen = chosen.stay_fast("it would think, but thinking is paused for the moment")
    if chosen.mode == "think":
        try:
            if not is_full("think"):
                return "think", chosen.reason, reserve("think")
            chosen = chosen.stay_fast("it would think, but many people are thinking right now")
        except TooManyRunning:
            chosen = chosen.stay_fast("it would think, but another thinking answer is still being made")
    return "fast", chosen.reason, reserve("fast")
