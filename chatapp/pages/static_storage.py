"""Static files under content-hashed names, each with its compressed forms beside it."""

from __future__ import annotations

from typing import Any

import brotli
from servestatic.compress import Compressor
from servestatic.storage import CompressedManifestStaticFilesStorage

# A high quality takes seconds for each megabyte, at every start, for a tenth less than what takes a fraction.
HIGH_UP_TO = 150_000  # bytes
HIGH, GOOD = 10, 6


class QuickCompressor(Compressor):
    """Brotli of high quality for what a first visit fetches, quicker for the few large files that some texts need."""

    @staticmethod
    def compress_brotli(data: bytes) -> bytes:
        return bytes(brotli.compress(data, quality=HIGH if len(data) <= HIGH_UP_TO else GOOD))


class StaticFilesStorage(CompressedManifestStaticFilesStorage):
    """ServeStatic's storage with that compressor."""

    def create_compressor(self, **kwargs: Any) -> QuickCompressor:
        return QuickCompressor(**kwargs)
