"""What a person has typed on the model page and what came of it, kept in their session until it is connected.

Thus nothing typed is lost on an error, and the key, sealed here, is never written into a page again.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from . import address, sealing
from .address import BadAddress, Server
from .models import ConnectedModel
from .sealing import Unsealable

SESSION_KEY = "model_draft"


@dataclass
class Draft:
    """`key_for` is the origin that the key was typed for (empty until an address has one), `no_key` the wish to
    send none. `offered` are the server's models with their contexts, `found` what listens on this machine (None:
    not looked), `tried` a successful trial, `tested` the fingerprint of what it was of, `errors` words by field.
    """

    base_url: str = ""
    model: str = ""
    sealed_key: str = ""
    key_hint: str = ""
    key_for: str = ""
    no_key: bool = False
    offered: dict[str, int | None] = field(default_factory=dict)
    offered_by: str = ""
    found: list[dict[str, Any]] | None = None
    tried: dict[str, Any] | None = None
    tested: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    def take(self, typed: dict[str, str]) -> None:
        """Remember what stands in the form; the words about what stood there before are done with."""
        self.errors, self.tried = {}, None
        self.base_url = typed.get("base_url", "").strip()[:600]
        self.model = (typed.get("offered") or typed.get("model", "")).strip()[:200]
        key = typed.get("key", "").strip()[:600]
        origin = _origin(self.base_url)
        self.no_key = bool(typed.get("no_key")) and not key
        # A key goes to the server it was typed for, and to no other that somebody types later.
        if self.no_key or (origin and self.key_for not in ("", origin)):
            self.sealed_key = self.key_hint = self.key_for = ""
        if key:
            self.sealed_key, self.key_hint = sealing.seal(key), sealing.hint(key)
        if self.sealed_key and (key or origin):
            self.key_for = origin


def server_of(draft: Draft, active: ConnectedModel | None) -> Server:
    """The server in the draft, with the key that was typed or, for the server that is connected, its own.

    Raises BadAddress.
    """
    try:
        server = address.parse(draft.base_url, sealing.unseal(draft.sealed_key))
        # The same holds for a key that is stored.
        if active and not server.key and not draft.no_key and server.origin == Server(active.base_url).origin:
            return Server(server.base_url, sealing.unseal(active.sealed_key))
    except Unsealable:
        raise BadAddress("key", _("The stored key can no longer be read. Enter it again.")) from None
    return server


def _origin(base_url: str) -> str:
    """The origin of what was typed, or nothing where that is no address."""
    try:
        return address.parse(base_url).origin
    except BadAddress:
        return ""


def fingerprint(server: Server, model: str) -> str:
    """What a trial was of, so that nothing else passes for tested."""
    tried = "\n".join((server.base_url, model, server.key))
    return salted_hmac(SESSION_KEY, tried, algorithm="sha256").hexdigest()


def load(session: SessionBase, active: ConnectedModel | None) -> Draft:
    """The session's draft, or the connected model as a beginning."""
    if kept := session.get(SESSION_KEY):
        return Draft(**kept)
    return Draft(base_url=active.base_url, model=active.model) if active else Draft()


def save(session: SessionBase, draft: Draft) -> None:
    """Keep the draft."""
    session[SESSION_KEY] = asdict(draft)


def drop(session: SessionBase) -> None:
    """The draft is done with."""
    session.pop(SESSION_KEY, None)
