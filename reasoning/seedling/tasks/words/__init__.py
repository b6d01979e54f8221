"""Word problems: everyday stories of two to six calculations, told in many ways."""

from __future__ import annotations

import random

from reasoning.seedling.problem import Problem, in_steps, says
from reasoning.seedling.tasks.words import measures, objects, shopping

FAMILY = "words"
ROOMS = (objects, shopping, measures)  # each has `tell(rng, level) -> Story`


def generate(rng: random.Random, level: int = 2) -> Problem:
    """A story from one of the rooms; `level` 3 tells only hard ones."""
    story = rng.choice(ROOMS).tell(rng, level)
    return Problem(
        family=FAMILY,
        question=story.text,
        reply=in_steps(story.steps, story.answer),
        answer=story.answer,
        key=story.key,
        check=says(story.answer),
        hard=story.hard,
    )
