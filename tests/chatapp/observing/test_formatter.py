from __future__ import annotations

import logging

import pytest
import structlog

from chatapp.observing.binding import bound
from chatapp.observing.formatter import LineFormatter

from .conftest import Lines

logger = logging.getLogger("chatapp.something")


def test_an_ordinary_logging_call_becomes_one_object_with_what_is_bound(lines: Lines) -> None:
    with bound(run="r-1", request="q-1", account=None):
        logger.warning("run %s waits", "r-1")
    (row,) = lines.rows
    assert row.pop("at").endswith("+00:00")
    assert row == {
        "level": "warning",
        "logger": "chatapp.something",
        "event": "run r-1 waits",
        "request": "q-1",
        "run": "r-1",
    }


def test_structlog_goes_the_same_way_and_dangerous_fields_are_dropped(lines: Lines) -> None:
    structlog.stdlib.get_logger("fragaria.http").info(
        "served", ms=1.5, password="x", api_key="x", user_email="x", prompt="x", text="x", cookies="x"
    )
    (row,) = lines.rows
    assert {**row, "at": ""} == {
        "at": "",
        "level": "info",
        "logger": "fragaria.http",
        "event": "served",
        "ms": 1.5,
    }


def test_a_trace_has_places_and_kinds_but_not_the_words_of_an_exception_that_may_quote(lines: Lines) -> None:
    try:
        try:
            int("MARK")
        except ValueError as error:
            raise OSError("the disk is full") from error
    except OSError:
        logger.exception("it broke")
    trace = lines.rows[0]["trace"]
    assert "MARK" not in lines.text
    assert "ValueError\nwhich led to:\n" in trace
    assert trace.endswith("OSError: the disk is full")
    assert 'File "tests/chatapp/observing/test_formatter.py"' in trace


def test_an_exception_as_an_argument_or_as_the_message_loses_its_words(lines: Lines) -> None:
    logger.warning("mail was not sent: %s", ValueError("MARK"))
    logger.error(ValueError("MARK"))
    assert [row["event"] for row in lines.rows] == ["mail was not sent: ValueError", "ValueError"]


@pytest.mark.parametrize(
    "said",
    [
        "to ann@example.org",
        "redis://:MARKPASS@127.0.0.1/0 refused",
        "sk_live_MARK12345678",
        "Authorization: Bearer MARK123456",
        "sessionid=MARKabcdef",
        "the key is MARKED-SECRET",
    ],
)
def test_addresses_and_credentials_are_left_out_of_the_words(lines: Lines, said: str) -> None:
    logger.warning(said)
    assert "MARK" not in lines.text
    assert "ann@" not in lines.text
    assert "[left out]" in lines.rows[0]["event"]


def test_a_line_for_people_reads_as_before_and_ends_with_the_ids() -> None:
    record = logging.LogRecord("chatapp.x", logging.INFO, __file__, 1, "run %s was handed on", ("r-1",), None)
    with bound(run="r-1"):
        assert LineFormatter("console").format(record) == "INFO chatapp.x: run r-1 was handed on run=r-1"


def test_a_line_stays_one_line_whatever_is_in_it(lines: Lines) -> None:
    logger.warning("two\nlines")
    assert len(lines.text.splitlines()) == 1
