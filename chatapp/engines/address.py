"""Where a model server is: what people may type, checked before anything is sent there."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from chatapp.errors import RequestError
from reasoning.engines.guard import is_refused

LONGEST_URL = 500
KEY = re.compile(r"[\x21-\x7e]{1,500}")  # what may stand in an HTTP header


class BadAddress(RequestError):
    """`field` is the form's field that is wrong."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True)
class Server:
    """A base URL that `parse` has checked, and the key that is sent there."""

    base_url: str
    key: str = field(default="", repr=False)

    @property
    def origin(self) -> str:
        """Scheme, host and port: a key that was given for one is never sent to another."""
        return "://".join(urlsplit(self.base_url)[:2])


def parse(base_url: str, key: str = "") -> Server:
    """The server in what was typed. Raises BadAddress, in words that do not repeat the key."""
    base_url, key = base_url.strip().rstrip("/"), key.strip()
    if not base_url:
        raise BadAddress("base_url", _("An address is needed, for example http://127.0.0.1:8100/v1."))
    try:
        parts = urlsplit(base_url)
        host, _port = parts.hostname, parts.port
    except ValueError:
        raise BadAddress("base_url", _("This is not an address.")) from None
    if parts.scheme not in ("http", "https") or not host:
        raise BadAddress("base_url", _("The address must begin with http:// or https:// and a host."))
    if len(base_url) > LONGEST_URL or re.search(r"[\x00-\x20\x7f\\]", base_url):
        raise BadAddress("base_url", _("The address is too long, or has spaces in it."))
    if parts.username is not None or parts.query or parts.fragment:
        raise BadAddress(
            "base_url", _("The address may not hold a password, a ? or a #. The key has its own field.")
        )
    if is_refused(host):
        raise BadAddress(
            "base_url", _("This address is where clouds keep their credentials; it is never called.")
        )
    if key and not KEY.fullmatch(key):
        raise BadAddress("key", _("A key has no spaces and only plain letters, digits and signs."))
    return Server(base_url.replace(parts.netloc, parts.netloc.lower(), 1), key)
