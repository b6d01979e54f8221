"""What is found out about finished paths' answers: whether they are right, and whether two mean the same.

A check that takes microseconds is done at once. Running programs and comparing formulas takes processes of their own:
it goes on while other paths are still written, and its results come through the driver's inbox.
"""

from __future__ import annotations

from collections.abc import Callable

from ..events import Event, PathFinished, Verified
from ..sandbox import Sandbox
from ..state import Path
from ..types import QuestionKind
from ..verifiers import math
from ..verifiers.code import Programs
from ..verifiers.direct import check
from ..verifiers.drafts import Drafts, Found
from ..verifiers.meanings import Compare, Meanings
from .news import Compared


class Checks:
    """The answers of one search to `question`. `tell` is given each Compared; `compare` is that of math.

    Where the question asks for a program (`kind` 'code'), programs are run in `sandbox`, and vote by what they do.
    """

    def __init__(
        self,
        question: str,
        tell: Callable[[Compared], object],
        compare: Compare | None = None,
        *,
        kind: QuestionKind = "closed",
        sandbox: Sandbox | None = None,
    ) -> None:
        self._question = question
        self._tell = tell
        self._meanings = Meanings(
            compare or math.compare, lambda path, same: self._told(Compared(path, same))
        )
        self._drafts = Drafts(Programs(question, sandbox), self._ran) if kind == "code" else None
        self._unread: list[Compared] = []

    @property
    def pending(self) -> frozenset[int]:
        """The paths of which more is to be expected: their answers are still being compared or run, or what came of
        it has not been taken in yet.
        """
        running = self._drafts.pending if self._drafts else frozenset()
        return self._meanings.pending | running | frozenset(news.path for news in self._unread)

    def take(self, path: Path) -> list[Event]:
        """The events of what can be found out at once of a finished path; the rest begins."""
        if self._drafts and path.weight:  # what was cut off is not run
            texts = (path.text, "".join(step.text for step in path.steps))
            if found := self._drafts.take(path.id, texts, path.answer):
                renamed = [PathFinished(path.id, found.name, path.text, path.weight)]
                return [*(renamed if found.name != path.answer else []), *_verified(found)]
        if path.answer is None:
            return []
        self._meanings.take(path.id, path.answer)
        if path.checks:
            return []
        verdict = check(self._question, path.answer, path.text)
        if verdict.outcome == "unknown":
            return []
        return [Verified(path.id, verdict.outcome, verdict.evidence, verdict.kind)]

    def learn(self, news: Compared, path: Path) -> list[Event]:
        """The events of what was told of `path`, as it is now; until then the path counts as pending, so that nobody
        decides between the telling and the taking in. Raises a fault.
        """
        if news not in self._unread:
            return []  # nothing more is wanted since `close`
        self._unread.remove(news)
        if isinstance(news.same, Exception):
            raise news.same
        events: list[Event] = list(news.checked)
        if news.same not in (None, path.answer):
            events.append(PathFinished(path.id, news.same, path.text, path.weight))
        return events

    async def close(self) -> None:
        """Stop comparing and running. What was told and not taken in yet is dropped."""
        await self._meanings.close()
        if self._drafts:
            await self._drafts.close()
        self._unread.clear()

    def _ran(self, path: int, found: Found | Exception) -> None:
        if isinstance(found, Exception):
            self._told(Compared(path, found))
        else:
            self._told(Compared(path, found.name, _verified(found)))

    def _told(self, news: Compared) -> None:
        self._unread.append(news)
        self._tell(news)


def _verified(found: Found) -> tuple[Verified, ...]:
    return tuple(
        Verified(path, verdict.outcome, verdict.evidence, verdict.kind) for path, verdict in found.verdicts
    )
