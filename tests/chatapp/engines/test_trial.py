"""Asking a server before it is connected: what each kind of failure is called."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable
from typing import Any

import pytest

from chatapp.engines import trial
from chatapp.engines.address import Server
from chatapp.engines.trial import TrialFailed
from tests.reasoning.engines.server import ModelServer

from .conftest import KEY, OFFER


def ask(url: str, model: str = "large", key: str = KEY) -> trial.Tried:
    return asyncio.run(trial.ask(Server(url, key), model))


def failure(url: str, model: str = "large") -> TrialFailed:
    with pytest.raises(TrialFailed) as failed:
        ask(url, model)
    assert KEY not in failed.value.message
    return failed.value


def test_a_working_model_says_hello_and_its_times(server: ModelServer) -> None:
    tried = ask(server.url)
    assert tried.reply == "Hello!"
    assert 0 < tried.first <= tried.total < trial.SECONDS
    assert (server.requests[0]["model"], server.requests[0]["max_tokens"]) == ("large", trial.TOKENS)
    assert f"Bearer {KEY}" in server.headers[0]


def test_the_models_come_with_their_context_where_the_server_tells_it(server: ModelServer) -> None:
    assert asyncio.run(trial.offered(Server(server.url))) == {"small": None, "large": 4096}


def test_nothing_there(server: ModelServer) -> None:
    assert "cannot be reached" in failure("http://127.0.0.1:9/v1").message


def test_a_refused_key(server: ModelServer) -> None:
    server.status, server.body = 401, {"error": {"message": f"Incorrect key {KEY}"}}
    assert "refused the key" in failure(server.url).message


def test_a_model_that_is_not_there_names_those_that_are(
    monkeypatch: pytest.MonkeyPatch, server: ModelServer
) -> None:
    async def offered(_: Server) -> dict[str, None]:
        return dict.fromkeys(entry["id"] for entry in OFFER["data"])

    monkeypatch.setattr(trial, "offered", offered)
    server.status, server.body = 404, {"error": {"message": "no such model"}}
    found = failure(server.url, "huge")
    assert (found.code, found.message.endswith("small, large.")) == ("model", True)


@pytest.mark.parametrize("body", [b"<html>hello</html>", b"", b"data: {not json\n\n"], ids=str)
def test_something_else_than_such_an_api(server: ModelServer, body: bytes) -> None:
    server.script = [body]
    assert "/v1" in failure(server.url).message
    server.status, server.body = 404, body
    assert "/v1" in failure(server.url).message


def test_a_redirect_is_not_followed(server: ModelServer) -> None:
    server.status = 302
    assert failure(server.url).code == "redirect"
    assert len(server.headers) == 1


def test_the_servers_own_words_are_told_without_the_key(server: ModelServer) -> None:
    server.status, server.body = 400, {"error": {"message": f"temperature is odd for {KEY}"}}
    assert "temperature is odd for …" in failure(server.url).message


def test_silence_ends_in_time(server: ModelServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial, "SECONDS", 0.2)
    server.script = [5.0]
    assert failure(server.url).code == "timeout"


def test_an_endless_response_is_cut_off(server: ModelServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial, "LARGEST", 1000)
    server.script = [b"data: {}\n\n" * 1000]
    failure(server.url)


@pytest.mark.parametrize("host", ["2852039166", "0xa9fea9fe", "metadata"])
def test_a_name_for_a_metadata_address_is_refused_when_it_is_resolved(
    host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def getaddrinfo(*_: Any, **__: Any) -> list[Any]:
        return [(2, 1, 6, "", ("169.254.169.254", 80))]

    monkeypatch.setattr(asyncio.BaseEventLoop, "getaddrinfo", getaddrinfo)
    assert failure(f"http://{host}/v1").code == "address"


def test_a_certificate_that_cannot_be_trusted(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    port, stop = self_signed(tmp_path)
    try:
        assert "certificate" in failure(f"https://127.0.0.1:{port}/v1").message
    finally:
        stop()


def self_signed(folder: Any) -> tuple[int, Callable[[], None]]:
    import http.server
    import threading
    from datetime import UTC, datetime, timedelta

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now)
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "both.pem").write_bytes(pem + signed.public_bytes(serialization.Encoding.PEM))
    listener = http.server.HTTPServer(("127.0.0.1", 0), http.server.BaseHTTPRequestHandler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "both.pem")
    listener.socket = context.wrap_socket(listener.socket, server_side=True)
    listener.handle_error = lambda *_: None  # type: ignore[method-assign]
    threading.Thread(target=listener.serve_forever, daemon=True).start()
    return listener.server_port, listener.shutdown
