from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from chatapp.supervisor import preflight
from chatapp.supervisor.preflight import Refusal


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(preflight, "PORT_PATIENCE_SECONDS", 0.0)
    with preflight.listen("127.0.0.1", preflight.free_port("127.0.0.1")) as listener:
        yield listener.getsockname()[1]


def test_a_taken_port_is_refused_in_one_line_with_a_free_one_as_example(taken: int) -> None:
    with pytest.raises(Refusal) as refusal:
        preflight.listen("127.0.0.1", taken)
    words = str(refusal.value)
    assert words.startswith(f"PORT {taken} of 127.0.0.1 is taken")
    assert "\n" not in words
    example = int(words.rpartition("PORT=")[2])
    preflight.listen("127.0.0.1", example).close()


def test_the_default_port_being_taken_brings_vllm_to_mind() -> None:
    assert "vLLM" in preflight._port_words("127.0.0.1", 8000, OSError())
    assert "vLLM" not in preflight._port_words("127.0.0.1", 8001, OSError())


def test_an_address_of_another_machine_is_refused_in_words() -> None:
    with pytest.raises(Refusal, match=r"HOST 192\.0\.2\.1 is not an address of this machine"):
        preflight.listen("192.0.2.1", 8000)


def test_a_port_that_frees_up_within_a_moment_is_waited_for() -> None:
    first = socket.create_server(("127.0.0.1", 0))
    port = first.getsockname()[1]
    first.listen()
    closer = os.fork()
    if closer == 0:  # holds the port for a moment after the parent has let go
        import time

        time.sleep(0.3)
        os._exit(0)
    first.close()
    preflight.listen("127.0.0.1", port).close()
    os.waitpid(closer, 0)


def test_a_second_start_on_a_folder_is_told_where_the_first_one_is(tmp_path: Path) -> None:
    with preflight.lock(tmp_path, "http://127.0.0.1:8123"):
        with pytest.raises(Refusal) as refusal:
            preflight.lock(tmp_path, "http://127.0.0.1:9999")
        assert f"http://127.0.0.1:8123 (process {os.getpid()})" in str(refusal.value)
    preflight.lock(tmp_path, "http://127.0.0.1:9999").close()


def test_a_folder_that_cannot_be_made_is_refused_with_an_example(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Refusal, match=r"cannot be written \(Not a directory\).*Example: FRAGARIA_HOME="):
        preflight.lock(tmp_path / "file" / "home", "http://127.0.0.1:8123")


@pytest.mark.parametrize(
    ("host", "shown"),
    [
        ("127.0.0.1", "http://127.0.0.1:80"),
        ("0.0.0.0", "http://127.0.0.1:80"),
        ("::1", "http://[::1]:80"),
        ("chat.internal", "http://chat.internal:80"),
    ],
)
def test_the_address_shown_is_one_that_a_browser_on_this_machine_opens(host: str, shown: str) -> None:
    assert preflight.address(host, 80) == shown
