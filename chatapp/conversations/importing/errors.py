"""Why a file is not taken, in words for the person who sent it."""

from __future__ import annotations

from chatapp.errors import RequestError


class BadFile(RequestError):
    """The file is not what an import can read."""

    code = "bad_file"
