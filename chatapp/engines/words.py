"""What went wrong with a model server, in plain words, each with what to do."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .address import Server

NO_API = gettext_lazy(
    "Something answers there, but not as an OpenAI-compatible API. Most such addresses end in /v1: "
    "check the path."
)
ADVICE = {
    "unreachable": gettext_lazy(
        "{origin} cannot be reached. Is the server running, and may this machine reach it? "
        "A server in another container or machine is not at 127.0.0.1."
    ),
    "auth": gettext_lazy(
        "The server refused the key. Check that it is whole, still valid, and for this server."
    ),
    "model": gettext_lazy("The server has no model of this name. Press “List models” to see what it offers."),
    "garbage": NO_API,
    "certificate": gettext_lazy(
        "The server's certificate cannot be trusted: it is expired, self-signed, or for another "
        "name. Use the name that the certificate is for, or install its authority on this machine."
    ),
    "timeout": gettext_lazy(
        "There was no answer within 10 seconds. The server may still be loading the model, or be "
        "overloaded: try again in a moment."
    ),
    "redirect": gettext_lazy(
        "The server sends its callers to another address, which is not followed. Enter the final address."
    ),
    "address": gettext_lazy("This address is where clouds keep their credentials; it is never called."),
    "busy": gettext_lazy("The server says that it is busy. Try again in a moment."),
    "quota": gettext_lazy("The provider says that the account's quota is used up."),
    "server": gettext_lazy("The server has a problem of its own: {said} Look into its log."),
}


def advice(code: str, server: Server, said: str = "") -> str:
    """The words for EngineError's `code`; `said` is what the server itself said."""
    known = str(ADVICE.get(code, _("The server did not accept the question: {said}")))
    return known.format(origin=server.origin, said=said or _("it did not say which."))
