from __future__ import annotations

import stat
from pathlib import Path
from urllib.parse import urlsplit

import redis

from chatapp.supervisor import valkey
from chatapp.supervisor.preflight import listen

from .support import own_valkey


def test_the_password_is_in_files_of_the_owner_only_and_not_on_the_command_line(tmp_path: Path) -> None:
    own = valkey.prepare(tmp_path)
    password = urlsplit(own.url).password
    assert password
    assert (tmp_path / "redis_url").read_text() == own.url
    for path in (tmp_path / "redis_url", tmp_path / "valkey" / "valkey.conf"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert password not in " ".join(own.command)


def test_password_and_port_stay_across_starts(tmp_path: Path) -> None:
    assert valkey.prepare(tmp_path).url == valkey.prepare(tmp_path).url


def test_another_port_is_taken_when_the_kept_one_is_no_longer_free(tmp_path: Path) -> None:
    first = urlsplit(valkey.prepare(tmp_path).url)
    with listen("127.0.0.1", first.port):
        second = urlsplit(valkey.prepare(tmp_path).url)
    assert second.port != first.port
    assert second.password == first.password


def test_a_damaged_address_file_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "redis_url").write_text("redis://[")
    assert urlsplit(valkey.prepare(tmp_path).url).password


def test_it_keeps_what_it_was_told_refuses_strangers_and_never_evicts(tmp_path: Path) -> None:
    home = tmp_path / 'a "strange" folder'
    home.mkdir()
    with own_valkey(home) as url, redis.Redis.from_url(url) as client:
        client.set("kept", "yes")
        assert client.config_get("maxmemory-policy")["maxmemory-policy"] == "noeviction"
        stranger = redis.Redis(port=urlsplit(url).port, retry=None)
        try:
            stranger.get("kept")
        except redis.AuthenticationError:
            pass
        else:
            raise AssertionError("a stranger was served")
    with own_valkey(home) as url, redis.Redis.from_url(url) as client:
        assert client.get("kept") == b"yes"
