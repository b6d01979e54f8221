"""The tree that the paths of a search make together, and the node from which another one is worth most (PUCT).

A node is a prefix of steps; paths whose steps read the same share it. A visit is a path through the node, its value
what that path turned out to be worth. AlphaZero's rule (arXiv 1712.01815) chooses between the steps that are there
and writing a new one, for which a node always has one more place:

    value + C * prior * sqrt(visits of the node) / (1 + visits of the choice)

Priors are the steps' mean token probabilities, shared out among them. A new step has the prior of an average one and
the value of its node, and was tried as often as there are steps: else every node would only grow wider. Paths that are
being written are visits without a value (a virtual loss), which keeps simulations side by side apart.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from ..scorers import UNSCORED
from ..state import Path, Step
from .rounds import spoken

C = 1.25  # AlphaZero's; rStar-Math has 2
DEPTH = 16  # steps, at most, that a simulation may share with another


@dataclass(slots=True)
class Node:
    """The steps up to here, which are the first `depth` of path `path`. `begun` counts the paths that were begun
    from here and have yet to write a step of their own."""

    path: int = -1
    depth: int = 0
    prior: float = UNSCORED
    visits: int = 0
    value: float = 0.0
    begun: int = 0
    wrong: bool = False
    below: dict[str, Node] = field(default_factory=dict)

    @property
    def mean(self) -> float:
        return self.value / self.visits if self.visits else 0.0

    def add(self, path: Path, value: float, wrong: int | None) -> None:
        """A path through this root that is worth `value`; from its step number `wrong` on nothing goes on."""
        node = self
        node.visits += 1
        node.value += value
        for number, step in enumerate(path.steps):
            key = spoken(step.text)
            node = node.below.setdefault(key, Node(path.id, number + 1, likely(step)))
            node.visits += 1
            node.value += value
            node.wrong = node.wrong or number == wrong
        if path.status == "running" and len(path.steps) == path.shared:
            node.begun += 1

    def choose(self, deepest: int) -> Node:
        """The node below this root from which to begin another path, which counts as begun; it has fewer than
        `deepest` steps."""
        node = self
        while True:
            node.visits += 1
            best = node._next(deepest)
            if best is None:
                node.begun += 1
                return node
            node = best

    def _next(self, deepest: int) -> Node | None:
        """The step to follow, or None for a new one. Ends of paths are not followed: a new step beside them is."""
        steps = [n for n in self.below.values() if not n.wrong]
        total = sum(n.prior for n in steps)
        share = len(steps) / (len(steps) + 1)
        explore = C * math.sqrt(self.visits)
        best = None
        most = self.mean + explore * (1 - share) / (1 + len(steps) + self.begun)
        for node in steps:
            if not node.below or node.depth >= deepest:
                continue
            worth = node.mean + explore * share * node.prior / total / (1 + node.visits)
            if worth > most:
                best, most = node, worth
        return best


def likely(step: Step) -> float:
    """The mean probability of the step's tokens, never quite 0; UNSCORED where the engine tells none."""
    if step.logprob is None or not step.tokens:
        return UNSCORED
    return max(math.exp(min(step.logprob / step.tokens, 0.0)), 0.01)
