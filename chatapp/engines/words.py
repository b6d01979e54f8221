"""What went wrong with a model server, in plain words, each with what to do."""

from __future__ import annotations

from .address import Server

NO_API = (
    "Something answers there, but not as an OpenAI-compatible API. Most such addresses end in /v1: "
    "check the path."
)
ADVICE = {
    "unreachable": "{origin} cannot be reached. Is the server running, and may this machine reach it? "
    "A server in another container or machine is not at 127.0.0.1.",
    "auth": "The server refused the key. Check that it is whole, still valid, and for this server.",
    "model": "The server has no model of this name. Press “List models” to see what it offers.",
    "garbage": NO_API,
    "certificate": "The server's certificate cannot be trusted: it is expired, self-signed, or for another "
    "name. Use the name that the certificate is for, or install its authority on this machine.",
    "timeout": "There was no answer within 10 seconds. The server may still be loading the model, or be "
    "overloaded: try again in a moment.",
    "redirect": "The server sends its callers to another address, which is not followed. Enter the final address.",
    "address": "This address is where clouds keep their credentials; it is never called.",
    "busy": "The server says that it is busy. Try again in a moment.",
    "quota": "The provider says that the account's quota is used up.",
    "server": "The server has a problem of its own: {said} Look into its log.",
}


def advice(code: str, server: Server, said: str = "") -> str:
    """The words for EngineError's `code`; `said` is what the server itself said."""
    return ADVICE.get(code, "The server did not accept the question: {said}").format(
        origin=server.origin, said=said or "it did not say which."
    )
