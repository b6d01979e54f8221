"""What has happened in a search: each noted event changes the state and becomes news for whoever listens."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

from ..events import Event
from ..state import State, tell


class Record:
    """Begins with `state`, what an earlier attempt's log folds to."""

    def __init__(self, state: State) -> None:
        self.state = state
        self._news: deque[Event] = deque()

    def note(self, events: Iterable[Event]) -> None:
        """Fold `events`, in order."""
        for event in events:
            self.state = tell(self.state, event)
            self._news.append(event)

    def news(self) -> Iterator[Event]:
        """What was noted since the last time."""
        while self._news:
            yield self._news.popleft()
