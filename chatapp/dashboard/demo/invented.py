"""What an invented answer was like: its tokens, times and fate. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

SMALL, LARGE = "example-small", "example-large"
# Micro-USD for 1,000,000 tokens.
PRICES = {SMALL: (150_000, 600_000), LARGE: (2_500_000, 25_000_000)}
VERDICTS = {"verified": 45, "agreed": 24, "reviewed": 10, "unverified": 19, "refuted": 2}
STRATEGIES = {"adaptive": 70, "best_of_n": 20, "review": 10}
GOOD = {"verified": 0.93, "agreed": 0.8, "reviewed": 0.75, "unverified": 0.55, "refuted": 0.1}


@dataclass(frozen=True, slots=True)
class Invented:
    """An answer; times are seconds, `status` is a run's."""

    mode: str
    model: str
    strategy: str
    status: str
    error: str
    attempt: int
    wait: float
    first_word: float
    seconds: float
    prompt: int
    generated: int
    paths: int
    steps: int
    verdict: str
    early: bool

    @property
    def cost_micros(self) -> int:
        for_input, for_output = PRICES[self.model]
        return (self.prompt * for_input + self.generated * for_output) // 1_000_000


def invent(random: Random, *, mode: str, most_paths: int, most_tokens: int, bad_day: bool) -> Invented:
    """An answer of `mode`. On a bad day many fail, and all wait."""
    fate = random.random()
    status = "succeeded"
    if fate < (0.12 if bad_day else 0.012):
        status = "failed"
    elif fate > 0.98:
        status = "cancelled"
    lost = random.random() < (0.05 if bad_day else 0.006)
    wait = random.lognormvariate(-2.2, 0.7) * (25 if bad_day else 1)
    common = {
        "mode": mode,
        "status": status,
        "error": random.choice(["engine_down", "engine_timeout"]) if status == "failed" else "",
        "attempt": 2 if lost else 1,
        "wait": wait + (6.5 if lost else 0),
        "first_word": random.lognormvariate(-1.1, 0.4),
    }
    prompt = random.randint(150, 2_500)
    if mode == "fast":
        generated = int(random.lognormvariate(5.2, 0.6))
        return Invented(
            **common, model=SMALL, strategy="single", seconds=generated / random.uniform(60, 90), prompt=prompt,
            generated=generated, paths=1, steps=0, verdict="", early=False,
        )  # fmt: skip
    paths = random.randint(2, most_paths)
    steps = random.randint(2, 4)
    generated = min(most_tokens, int(paths * steps * random.lognormvariate(5.6, 0.5)))
    return Invented(
        **common,
        model=LARGE,
        strategy=random.choices(list(STRATEGIES), list(STRATEGIES.values()))[0],
        seconds=random.uniform(6, 19),
        prompt=prompt * paths,
        generated=generated,
        paths=paths,
        steps=steps,
        verdict=random.choices(list(VERDICTS), list(VERDICTS.values()))[0],
        early=random.random() < 0.07,
    )
