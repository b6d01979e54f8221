"""The seedling inside this process, on CTranslate2: no server, no GPU, a few dozen MB of memory."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from pathlib import Path
from typing import Any

from ..errors import EngineError
from ..seedling import WEIGHTS
from ..seedling.tokenizer import PAD, ChatTokenizer
from ..types import Capabilities, Delta, EngineRequest, Finish, Usage
from .batcher import Batcher, Generate, Job, Sampling
from .weights import Weights


class EmbeddedEngine:
    """Runs the model in `weights`: `ct2/` for CTranslate2 and `hf/tokenizer.json`.

    The weights are loaded at the first request. `EngineRequest.seed` has no effect: CTranslate2 has one
    seed for the whole process. `intra_threads` is the processor threads of one batch; more than one only
    pays on a machine that does nothing else.
    """

    def __init__(
        self, weights: Path | None = None, *, context: int | None = None, intra_threads: int = 1
    ) -> None:
        self._weights = Weights(weights or WEIGHTS)
        self._threads = intra_threads
        self._batcher = Batcher(self._load)
        limit = self._weights.context
        self.capabilities = Capabilities(
            context=min(context or limit, limit), logprobs=True, continue_prefix=True
        )

    async def stream(self, request: EngineRequest) -> AsyncGenerator[Delta | Finish, None]:
        """Stream one completion; raises EngineError ('weights', 'too_long', 'engine')."""
        tokenizer = self._weights.tokenizer()
        prompt = tokenizer.prompt([(turn.role, turn.text) for turn in request.turns], request.prefix)
        limit = min(request.max_tokens, self.capabilities.context - len(prompt))
        if limit <= 0:
            raise EngineError(
                "This conversation is too long for the built-in model. Start a new one.",
                retryable=False,
                code="too_long",
            )
        loop = asyncio.get_running_loop()
        inbox: asyncio.Queue[Delta | Finish | EngineError] = asyncio.Queue()

        def tell(item: Delta | Finish | EngineError) -> None:
            try:
                loop.call_soon_threadsafe(inbox.put_nowait, item)
            except RuntimeError:  # the loop is gone, and with it whoever listened
                job.cancelled = True

        voice = _Voice(tokenizer, request.stop, tell)

        def on_end(error: Exception | None) -> None:
            if error:
                told = error if isinstance(error, EngineError) else _fault()
                told.__cause__ = None if told is error else error
                tell(told)
            else:
                voice.close()
                usage = Usage(len(prompt), 0, voice.tokens)
                tell(Finish("stop" if job.ended else "length", usage))

        sampling = (request.temperature, request.top_p)
        job = Job(list(prompt), limit, tokenizer.end, sampling, voice.take, on_end)
        try:
            self._batcher.submit(job)
            while True:
                item = await inbox.get()
                if isinstance(item, EngineError):
                    raise item
                yield item
                if isinstance(item, Finish):
                    return
        finally:
            job.cancelled = True

    async def prepare(self) -> None:
        """What the weights can do is known."""

    async def check(self) -> None:
        """Return when the weights are there and belong together; EngineError('weights') when not."""
        self._weights.tokenizer()

    async def aclose(self) -> None:
        """End the thread and free the model."""
        await asyncio.to_thread(self._batcher.close)

    def _load(self) -> Generate:
        """CTranslate2's generator as a Generate. Runs in the batcher's thread."""
        generator = self._weights.generator(threads=self._threads)
        tokenizer = self._weights.tokenizer()

        def generate(
            texts: Sequence[Sequence[int]],
            limit: int,
            sampling: Sampling,
            on_token: Callable[[int, int, int, float], bool],
        ) -> None:
            temperature, top_p = sampling
            how: dict[str, Any] = {"sampling_topk": 1}
            if temperature > 0:
                how = {"sampling_topk": 0, "sampling_topp": top_p, "sampling_temperature": temperature}
            generator.generate_batch(
                [tokenizer.tokens(ids) for ids in texts],
                max_length=limit,
                include_prompt_in_result=False,
                return_scores=True,
                # Not the end of a turn, of which the callback would never hear: others in the batch may
                # go on for long, and this text's reader should not wait for them.
                end_token=PAD,
                callback=lambda r: on_token(r.batch_id, r.step, r.token_id, r.log_prob),
                **how,
            )

        return generate


class _Voice:
    """Turns one job's tokens into deltas: whole characters only, and nothing from a stop string on."""

    def __init__(
        self, tokenizer: ChatTokenizer, stop: tuple[str, ...], tell: Callable[[Delta], None]
    ) -> None:
        self.tokens = 0
        self._tokenizer = tokenizer
        self._stop = stop
        self._tell = tell
        self._pending: list[int] = []  # tokens that do not yet make up a character
        self._held = ""  # text that may be the beginning of a stop string
        self._untold = 0
        self._logprob = 0.0

    def take(self, token: int, logprob: float) -> bool:
        """One more token; True when a stop string is complete."""
        self.tokens += 1
        self._untold += 1
        self._logprob += logprob
        self._pending.append(token)
        text = self._tokenizer.decode(self._pending)
        if text.endswith("\ufffd") and len(self._pending) < 4:  # UTF-8 needs four bytes at most
            return False
        self._pending.clear()
        return self._say(text)

    def close(self) -> None:
        """The end: what is held back is said after all."""
        held, self._held = self._held + self._tokenizer.decode(self._pending), ""
        self._give(held)

    def _say(self, text: str) -> bool:
        self._held += text
        ends = [at for stop in self._stop if (at := self._held.find(stop)) >= 0]
        if ends:
            said, self._held = self._held[: min(ends)], ""
            self._give(said)
            return True
        maybe = (n for stop in self._stop for n in range(1, len(stop)) if self._held.endswith(stop[:n]))
        end = len(self._held) - max(maybe, default=0)
        said, self._held = self._held[:end], self._held[end:]
        self._give(said)
        return False

    def _give(self, text: str) -> None:
        if text:
            self._tell(Delta(text, "answer", self._untold, self._logprob))
            self._untold, self._logprob = 0, 0.0


def _fault() -> EngineError:
    return EngineError("The built-in model had a problem.", retryable=True, code="engine")
