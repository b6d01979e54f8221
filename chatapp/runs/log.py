"""The event log of a run in Redis: the only module that knows its stream.

Each flush of a worker is one stream record: a batch of entries, already JSON, so that the web process relays
it without parsing. The record's id is `<attempt>-<last seq>`: Redis refuses an id that is not larger, which
fences a worker that lost its lease and makes a repeated append harmless.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import redis.asyncio
from django.conf import settings

from reasoning.events import TERMINAL, Entry, Snapshot, encode

CANCEL_CHANNEL = "runs:cancel"
ANSWER_CHANNEL = "runs:answer"  # now, with the best so far

# Answers 1 when the batch is in the log (now or by an earlier try), 0 when a later attempt owns the log.
APPEND = """
local last = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)
if last[1] then
  local attempt, seq = string.match(last[1][1], '(%d+)-(%d+)')
  attempt, seq = tonumber(attempt), tonumber(seq)
  if attempt > tonumber(ARGV[1]) then return 0 end
  if attempt == tonumber(ARGV[1]) and seq >= tonumber(ARGV[2]) then return 1 end
end
redis.call('XADD', KEYS[1], ARGV[1] .. '-' .. ARGV[2], 'b', ARGV[3])
redis.call('EXPIRE', KEYS[1], ARGV[4])
redis.call('PUBLISH', KEYS[2], ARGV[3])
return 1
"""
BATCH_SIZE = 32 * 1024  # characters: what a page that reads slowly costs is a multiple of this
LIVE_TTL_SECONDS = 24 * 3600  # a run that never ends does not stay for ever


@dataclass(frozen=True, slots=True)
class Batch:
    """Entries `first`..`last` of one attempt. `entries` is their JSON, without the enclosing brackets."""

    attempt: int
    first: int
    last: int
    snapshot: bool
    terminal: bool
    entries: str

    def pack(self) -> str:
        """The stored form: a short header that the hub can read, then the JSON untouched."""
        flags = f"{'s' if self.snapshot else '-'}{'t' if self.terminal else '-'}"
        return f"{self.attempt} {self.first} {self.last} {flags} {self.entries}"

    @classmethod
    def unpack(cls, packed: str) -> Batch:
        attempt, first, last, flags, entries = packed.split(" ", 4)
        return cls(int(attempt), int(first), int(last), flags[0] == "s", flags[1] == "t", entries)


def entry_json(entry: Entry) -> dict[str, Any]:
    """An entry as docs/protocol.md has it."""
    return {"a": entry.attempt, "s": entry.seq, "at": round(entry.at, 3), "e": encode(entry.event)}


def make_batches(entries: Sequence[Entry]) -> list[Batch]:
    """Entries of one attempt as batches of at most about BATCH_SIZE characters. A snapshot begins its batch."""
    batches: list[Batch] = []
    group: list[Entry] = []
    texts: list[str] = []
    size = 0
    for entry in entries:
        text = _dump(entry)
        if group and (isinstance(entry.event, Snapshot) or size + len(text) > BATCH_SIZE):
            batches.append(_batch(group, texts))
            group, texts, size = [], [], 0
        group.append(entry)
        texts.append(text)
        size += len(text)
    return [*batches, _batch(group, texts)] if group else batches


def make_batch(entries: Sequence[Entry]) -> Batch:
    """One batch of a few entries, whatever its size."""
    return _batch(entries, [_dump(entry) for entry in entries])


def _dump(entry: Entry) -> str:
    return json.dumps(entry_json(entry), ensure_ascii=False, separators=(",", ":"))


def _batch(entries: Sequence[Entry], texts: Sequence[str]) -> Batch:
    return Batch(
        attempt=entries[0].attempt,
        first=entries[0].seq,
        last=entries[-1].seq,
        snapshot=isinstance(entries[0].event, Snapshot),
        terminal=isinstance(entries[-1].event, TERMINAL),
        entries=",".join(texts),
    )


def stream_key(run_id: UUID | str) -> str:
    return f"run:{run_id}"


def channel(run_id: UUID | str) -> str:
    return f"run:{run_id}:live"


def queue_append(pipe: Any, run_id: UUID | str, batch: Batch) -> None:
    """Add to a pipeline (of either kind of client) the append of one batch; it answers 0 when fenced."""
    ttl = settings.RUN_LOG_TTL_SECONDS if batch.terminal else LIVE_TTL_SECONDS
    pipe.eval(APPEND, 2, stream_key(run_id), channel(run_id), batch.attempt, batch.last, batch.pack(), ttl)


async def append(client: redis.asyncio.Redis, batches: Sequence[tuple[UUID | str, Batch]]) -> list[bool]:
    """Append each (run, batch) in one round trip; False for a run whose log a later attempt owns.

    Raises redis.RedisError when Redis is away; appending the same batches again is safe.
    """
    pipe = client.pipeline(transaction=False)
    for run_id, batch in batches:
        queue_append(pipe, run_id, batch)
    return [bool(result) for result in await pipe.execute()]


async def read(client: redis.asyncio.Redis, run_id: UUID | str, *, after: str = "-") -> list[Batch]:
    """All batches of the run's log, those after the record `after` only (`<attempt>-<seq>`)."""
    start = after if after == "-" else f"({after}"
    records = await client.xrange(stream_key(run_id), min=start)
    return [Batch.unpack(fields["b"]) for _, fields in records]
