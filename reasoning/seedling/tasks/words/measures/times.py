"""How people write durations and times of the day."""

from __future__ import annotations

import random

from reasoning.seedling.tasks.words.measures.scene import some
from reasoning.seedling.tasks.words.measures.work import amount
from reasoning.seedling.wording import spelled_out

_SPOKEN = {15: ("quarter of an hour", "15 minutes"), 30: ("half an hour", "half an hour", "30 minutes")}
STYLES = ("24", "24", "24", "pm", "pm", "plain", "said")


def duration(rng: random.Random, minutes: int) -> str:
    """`2 h 50 min`, `2h50`, `two hours and 50 minutes`, `half an hour`; never only minutes from an hour on."""
    hours, rest = divmod(minutes, 60)
    if hours == 0:
        if rest in _SPOKEN and rng.random() < 0.3:
            spoken = rng.choice(_SPOKEN[rest])
            return "a " + spoken if spoken.startswith("quarter") else spoken
        return some(rng, rest, "minutes")
    if rest == 0:
        return some(rng, hours, "hours")
    style = rng.random()
    if rest == 30 and style < 0.35:
        return some(rng, hours + 0.5, "hours") if style < 0.1 else _and_a_half(rng, hours)
    if style < 0.55:
        tight = (f"{hours}h{rest:02d}", f"{hours}h {rest}m", f"{hours}h{rest:02d}min", f"{hours}h {rest}min")
        return rng.choice((*tight, f"{hours} h {rest} min", f"{hours} h {rest}", f"{hours}h{rest:02d}m"))
    link = rng.choice((" ", " and ", " and ", ", "))
    return f"{some(rng, hours, 'hours')}{link}{some(rng, rest, 'minutes')}"


def _and_a_half(rng: random.Random, hours: int) -> str:
    if hours == 1:
        return rng.choice(("an hour and a half", "one and a half hours", "1 and a half hours"))
    return f"{rng.choice((str(hours), spelled_out(hours)))} and a half hours"


def style_for(rng: random.Random, first: int, last: int) -> str:
    """A way of writing both times (minutes since midnight, `last` perhaps after the next midnight).

    Times without am and pm only where none is needed; "half past nine" only in the first half of a day.
    """
    style = rng.choice(STYLES)
    if style == "pm" and (first // 60 % 12 == 0 or (last // 60 % 12 == 0 and last % 60 == 0)):
        return "24"  # people stumble over 12:30 am
    if style in ("plain", "said") and (first < 60 or last >= 13 * 60):
        return "24"
    return style


def clock(rng: random.Random, minute: int, style: str) -> str:
    """A time of the day in this style."""
    hour, rest = divmod(minute % 1440, 60)
    if style == "24":
        form = f"{hour}:{rest:02d}" if hour >= 10 or rng.random() < 0.6 else f"0{hour}:{rest:02d}"
        late = rng.random()
        return form.replace(":", ".") if late < 0.06 else form + (" h" if late > 0.97 else "")
    if style == "pm":
        half = rng.choice(("am", "am", " am", " am", " a.m.", "AM", " AM"))
        half = half if hour < 12 else half.replace("a", "p").replace("A", "P")
        short = str(hour % 12 or 12) if rest == 0 and rng.random() < 0.6 else f"{hour % 12 or 12}:{rest:02d}"
        return short + half
    if style == "said":
        words = {0: (f"{hour} o'clock", f"{hour}"), 15: (f"quarter past {hour}",), 30: (f"half past {hour}",)}
        if rest == 45 and hour < 12:
            return rng.choice((f"quarter to {hour + 1}", f"{hour}:45"))
        return rng.choice(words.get(rest, (f"{hour}:{rest:02d}",)))
    return f"{hour}:{rest:02d}"


def clock_answer(minute: int, style: str) -> str:
    """A time of the day as an answer gives it: 17:25, 5:25 pm."""
    hour, rest = divmod(minute % 1440, 60)
    if style == "pm":
        return f"{hour % 12 or 12}:{rest:02d} {'am' if hour < 12 else 'pm'}"
    return f"{hour:02d}:{rest:02d}" if hour == 0 else f"{hour}:{rest:02d}"


def duration_answer(minutes: int) -> str:
    """`1 hour 50 minutes`."""
    hours, rest = divmod(minutes, 60)
    parts = [amount(hours, "hours")] if hours else []
    return " ".join([*parts, *([amount(rest, "minutes")] if rest or not hours else [])])
