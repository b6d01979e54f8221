"""The last look at a line before it is written: fields that must not be there, secrets and addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable, MutableMapping
from typing import Any

GONE = "[left out]"
# A field of such a name is dropped, whatever it holds.
DANGEROUS = re.compile(
    r"(?i)(^|_)(text|texts|content|prompt|question|answer|message|messages|body|title|instructions|email|address|"
    r"password|passphrase|token|secret|api_key|apikey|authorization|cookie|cookies|session|sessionid|csrf)s?$"
)
PATTERNS = (
    re.compile(r"[\w.+%-]+@[\w-]+(\.[\w-]+)+"),  # an e-mail address
    re.compile(r"(?<=://)[^/\s:@]*:[^/\s@]+(?=@)"),  # user:password of a URL
    re.compile(r"\b(?:sk|rk|pk|whsec)[-_][\w-]{8,}"),
    re.compile(r"(?i)\b(?:bearer|basic)\s+[\w.~+/=-]{8,}"),
    re.compile(r"(?i)(?<=sessionid=)[\w-]+|(?<=csrftoken=)[\w-]+"),
)
SHORTEST = 6  # characters of a secret: a shorter one would take ordinary words with it


def drop(fields: MutableMapping[str, Any]) -> None:
    """Take out what must never be among a line's fields; `event`, the line's own words, stays."""
    for name in [name for name in fields if DANGEROUS.search(name)]:
        del fields[name]


class Scrubber:
    """Replaces addresses, what looks like a credential, and these `secrets` of the installation."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        known = sorted({secret for secret in secrets if len(secret) >= SHORTEST}, key=len, reverse=True)
        own = [re.compile("|".join(map(re.escape, known)))] if known else []
        self._patterns = (*own, *PATTERNS)

    def scrub(self, text: str) -> str:
        for pattern in self._patterns:
            text = pattern.sub(GONE, text)
        return text
