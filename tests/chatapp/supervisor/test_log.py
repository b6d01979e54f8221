from __future__ import annotations

import io
import json
import os
from contextlib import suppress

import pytest

from chatapp.supervisor.log import Log


def test_a_step_is_one_line_with_its_seconds() -> None:
    stream = io.StringIO()
    with Log(stream).step("Preparing the data folder"):
        assert stream.getvalue() == "Preparing the data folder ... "
    assert stream.getvalue() == "Preparing the data folder ... done (0.0 s)\n"


def test_a_step_that_fails_says_so() -> None:
    stream = io.StringIO()
    with pytest.raises(ValueError, match="no"), Log(stream).step("Trying"):
        raise ValueError("no")
    assert stream.getvalue() == "Trying ... failed (0.0 s)\n"


def test_a_line_that_comes_in_between_does_not_garble_a_step() -> None:
    stream = io.StringIO()
    log = Log(stream)
    with log.step("Starting"):
        log.child("web", "hello")
        log.child("web", "again")
    assert stream.getvalue().splitlines() == [
        "Starting ... ",
        "web         | hello",
        "web         | again",
        "Starting ... done (0.0 s)",
    ]


def test_a_terminal_that_is_gone_does_not_stop_the_writer() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    stream = os.fdopen(writer, "w")
    Log(stream).say("nobody reads this")
    with suppress(OSError):
        stream.close()


def test_colour_is_for_the_name_alone() -> None:
    stream = io.StringIO()
    Log(stream, colour=True).child("web", "hello")
    assert stream.getvalue() == "\x1b[36mweb         |\x1b[0m hello\n"


def test_in_json_every_line_is_an_object_that_says_who_wrote_it() -> None:
    stream = io.StringIO()
    log = Log(stream, style="json")
    with log.step("Starting"):
        log.child("web", '{"level": "warning", "event": "slow"}')
        log.child("valkey", "Ready to accept connections")
    web, valkey, own = map(json.loads, stream.getvalue().splitlines())
    assert web == {"service": "web", "level": "warning", "event": "slow"}
    assert (valkey["service"], valkey["event"]) == ("valkey", "Ready to accept connections")
    assert own["event"].startswith("Starting: done")
