"""What may be typed as a server's address."""

from __future__ import annotations

import pytest

from chatapp.engines.address import BadAddress, parse

BAD = [
    "", "gpu.example.org", "ftp://gpu.example.org/v1", "file:///etc/passwd", "http://", "http:///v1", "http://[::1",
    "http://x:99999/v1", "http://me:secret@gpu.example.org/v1", "http://gpu.example.org/v1?key=secret",
    "http://gpu.example.org/v1#x", "http://gpu.example.org/a b", "http://gpu.example.org\\@evil/",
    "http://169.254.169.254/latest", "http://[fe80::1]/v1", "http://[::ffff:169.254.169.254]/v1",
    "http://[64:ff9b::a9fe:a9fe]/v1", "http://100.100.100.200/", "http://[fd00:ec2::254]/", "http://x/" + "a" * 600,
]  # fmt: skip


@pytest.mark.parametrize("url", BAD)
def test_a_bad_address_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(BadAddress) as refused:
        parse(url)
    assert refused.value.field == "base_url"
    assert "secret" not in refused.value.message


def test_a_good_one_is_kept_without_what_surrounds_it() -> None:
    assert parse(" https://GPU.example.org:8100/v1/ ").base_url == "https://gpu.example.org:8100/v1"
    assert parse("http://127.0.0.1:8100/v1").origin == "http://127.0.0.1:8100"


@pytest.mark.parametrize("key", ["two words", "line\nend", "schlüssel", "x" * 501])
def test_a_key_that_no_header_can_carry_is_refused_without_repeating_it(key: str) -> None:
    with pytest.raises(BadAddress) as refused:
        parse("http://127.0.0.1/v1", key)
    assert refused.value.field == "key"
    assert key not in refused.value.message
    assert key not in repr(refused.value)
