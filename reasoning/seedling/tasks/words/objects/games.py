"""Points, quizzes, matches and elections."""

from __future__ import annotations

from reasoning.seedling.tasks.words.objects.everyday import pool, told
from reasoning.seedling.tasks.words.objects.ledger import NONE
from reasoning.seedling.tasks.words.objects.tale import Tale
from reasoning.seedling.tasks.words.story import Story

POINTS = ("point", "points")
VOTES = ("vote", "votes")
MATCHES = ("match", "matches")
_SPORTS = (
    "football", "hockey", "handball", "soccer", "rugby", "basketball", "chess", "table tennis",
)  # fmt: skip
_FINDS = (
    "coin|coins", "gem|gems", "star|stars", "ring|rings", "hit|hits", "target|targets", "word|words", "card|cards",
)  # fmt: skip


def season(t: Tale) -> Story:
    pool(t, _SPORTS, "sport")
    a, b, c = t.draw(2, 20), t.draw(1, 12), t.draw(1, 12)
    w = t.rng.choice((3, 3, 3, 2))
    points = t.plus(t.times(a, w, POINTS), t.times(b, 1, POINTS), unit=POINTS)
    return told(t, "season", points, POINTS, a=a, b=b, c=c, w=w)


def penalty(t: Tale) -> Story:
    a, b = t.draw(5, 30), t.draw(1, 6)
    w, c = t.draw(2, 10), t.draw(1, 2)
    points = t.minus(t.times(a, w, POINTS), t.times(b, c, POINTS), POINTS)
    return told(t, "penalty", points, POINTS, a=a, b=b, c=c, w=w)


def quiz(t: Tale) -> Story:
    a, w = t.draw(8, 40), t.rng.choice((1, 2, 2, 3, 4, 5, 5, 10))
    b = t.draw(1, a // 3)
    right = t.minus(a, b, ("right", "right"))
    points = t.times(right, w, POINTS) if w > 1 else right
    return told(t, "quiz", points, POINTS, a=a, b=b, w=w)


def lost_by(t: Tale) -> Story:
    pool(t, _SPORTS[:6], "sport")
    ours = t.draw(8, 40)
    theirs = ours - t.draw(2, 7)
    c = t.draw(2, 9)
    d = ours + c - theirs + t.draw(1, 12)
    we, they = t.plus(ours, c, unit=("for us", "for us")), t.plus(theirs, d, unit=("for them", "for them"))
    return told(t, "lost_by", t.minus(they, we, POINTS), POINTS, a=ours, b=theirs, c=c, d=d)


def won_by(t: Tale) -> Story:
    total = t.draw(20, t.draw(40, 600))
    a = t.draw(total // 2 + 1, total - 3)
    rest = t.minus(total, a, VOTES)
    return told(t, "won_by", t.minus(a, rest, VOTES), VOTES, a=total, b=a)


def third_votes(t: Tale) -> Story:
    a, b, c = (t.draw(5, t.draw(20, 200)) for _ in range(3))
    pool(t, ("blank", "invalid", "spoiled", "for the third one", "for nobody"), "other")
    rest = t.minus(a + b + c, a, VOTES)
    return told(t, "third_votes", t.minus(rest, b, VOTES), VOTES, a=a + b + c, b=a, c=b)


def league(t: Tale) -> Story:
    """Every team meets every other once or twice: the matches of one team."""
    pool(t, _SPORTS, "sport")
    a, twice = t.draw(4, 24), t.rng.random() < 0.6
    others = t.minus(a, 1, ("other team", "other teams"))
    value = t.times(others, 2, MATCHES) if twice else others
    return told(t, "league_twice" if twice else "league_once", value, MATCHES, a=a)


def levels(t: Tale) -> Story:
    one, many = pool(t, _FINDS, "find", "finds")
    a, b, w = t.draw(2, 12), t.draw(2, 9), t.rng.choice((2, 3, 5, 10, 20, 50))
    have = t.times(t.times(a, b, (one, many)), w, POINTS)
    return told(t, "levels", have, POINTS, a=a, b=b, w=w)


def par(t: Tale) -> Story:
    """Moves up and down on a board, from the start field."""
    a, b, c, d = t.draw(2, 12), t.draw(2, 12), t.draw(2, 5), t.draw(2, 12)
    here = t.minus(t.plus(a, b), min(c, a + b - 1))
    return told(t, "board", t.plus(here, d), NONE, a=a, b=b, c=min(c, a + b - 1), d=d)


ALL = (season, season, penalty, quiz, lost_by, won_by, third_votes, league, levels, par)
