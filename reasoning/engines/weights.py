"""The embedded model's files: are they there, do they belong together, can they be read?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ..errors import EngineError
from ..seedling import CT2, HF
from ..seedling.tokenizer import ChatTokenizer

ADVICE = "Restore the folder from the repository, or make it again with `make seedling`."
LEAST_MODEL_BYTES = 1000  # less is a pointer file or a broken copy


class Weights:
    """A folder with `ct2/` for CTranslate2 and `hf/` with tokenizer and configuration.

    Every method raises EngineError('weights'), which names the file and what to do; none is worth a retry.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._tokenizer: ChatTokenizer | None = None

    @property
    def context(self) -> int:
        """The longest text, in tokens, that the model was trained for; 1024 where that cannot be read."""
        try:
            return int(json.loads((self.folder / HF / "config.json").read_text())["max_position_embeddings"])
        except (OSError, ValueError, KeyError, TypeError):
            return 1024

    def tokenizer(self) -> ChatTokenizer:
        """The tokenizer, once all files are there and have one vocabulary."""
        if self._tokenizer is None:
            self._look()
            path = self.folder / HF / "tokenizer.json"
            try:
                tokenizer = ChatTokenizer.load(path)
            except Exception as error:  # the library raises Exception itself
                raise _bad(f"{path} cannot be read") from error
            if tokenizer.vocabulary() != self._vocabulary():
                raise _bad(f"{path} does not belong to the model in {self.folder / 'ct2'}")
            self._tokenizer = tokenizer
        return self._tokenizer

    def generator(self, *, threads: int) -> Any:
        """CTranslate2's generator; loading takes a moment."""
        import ctranslate2  # here, so that a process which never thinks does not load it

        try:
            return ctranslate2.Generator(
                str(self.folder / CT2), device="cpu", inter_threads=1, intra_threads=threads
            )
        except (RuntimeError, ValueError) as error:
            raise _bad(f"{self.folder / 'ct2' / 'model.bin'} cannot be read") from error

    def _look(self) -> None:
        for name in (f"{HF}/tokenizer.json", f"{CT2}/model.bin", f"{CT2}/vocabulary.json"):
            path = self.folder / name
            if not path.is_file():
                raise _bad(f"its weights are missing: there is no {path}")
        model = self.folder / CT2 / "model.bin"
        if model.stat().st_size < LEAST_MODEL_BYTES:
            raise _bad(f"{model} is not whole")

    def _vocabulary(self) -> list[str]:
        path = self.folder / CT2 / "vocabulary.json"
        try:
            tokens = json.loads(path.read_text())
        except (OSError, ValueError) as error:
            raise _bad(f"{path} cannot be read") from error
        return [str(token) for token in tokens] if isinstance(tokens, list) else []


def _bad(what: str) -> EngineError:
    return EngineError(
        f"The built-in model cannot be used: {what}. {ADVICE}", retryable=False, code="weights"
    )
