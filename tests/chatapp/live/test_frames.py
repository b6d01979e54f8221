"""What a page may say: everything else is refused in words, without repeating what was said."""

from __future__ import annotations

import json
import uuid
from typing import Any

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from chatapp.errors import RequestError
from chatapp.live.frames import Ping, Send, Stop, Unwatch, Watch, parse, reference

RUN = uuid.UUID(int=5)
SEND = {"type": "send", "client_id": "a-client-id", "text": "hello", "mode": "fast"}
WATCH = {"type": "watch", "run": str(RUN), "attempt": 0, "seq": 0}
DEEP = "[" * 100_000

GOOD: list[tuple[dict[str, Any], Any]] = [
    (SEND, Send(type="send", client_id="a-client-id", text="hello", mode="fast")),
    (
        SEND | {"conversation": str(RUN), "parent": None},
        Send(type="send", client_id="a-client-id", text="hello", mode="fast", conversation=RUN),
    ),
    (
        SEND | {"conversation": str(RUN), "question": str(RUN)},
        Send(type="send", client_id="a-client-id", text="hello", mode="fast", conversation=RUN, question=RUN),
    ),
    (
        SEND | {"mode": "auto", "effort": "deep"},
        Send(type="send", client_id="a-client-id", text="hello", mode="auto", effort="deep"),
    ),
    (WATCH, Watch(type="watch", run=RUN, attempt=0, seq=0)),
    ({"type": "unwatch", "run": str(RUN)}, Unwatch(type="unwatch", run=RUN)),
    ({"type": "stop", "run": str(RUN)}, Stop(type="stop", run=RUN)),
    ({"type": "ping", "n": 3}, Ping(type="ping", n=3)),
]

BAD = {
    "nothing": "",
    "no JSON": "hello",
    "half a frame": '{"type": "ping", "n"',
    "null": "null",
    "a list": "[]",
    "a string": '"send"',
    "a deep list": DEEP,
    "a frame with a deep part": '{"type": "ping", "n": ' + DEEP,
    "no type": "{}",
    "an unknown type": '{"type": "shutdown"}',
    "a type of the server": '{"type": "hello"}',
    "a type that is no string": '{"type": ["send"]}',
    "a field too many": json.dumps(SEND | {"temperature": 1}),
    "an unknown effort": json.dumps(SEND | {"effort": "high"}),
    "a field too few": json.dumps({k: v for k, v in SEND.items() if k != "text"}),
    "text that is a number": json.dumps(SEND | {"text": 5}),
    "text that is null": json.dumps(SEND | {"text": None}),
    "half a surrogate pair": '{"type":"send","client_id":"a-client-id","text":"\\ud83d","mode":"fast"}',
    "a short client id": json.dumps(SEND | {"client_id": "short"}),
    "a long client id": json.dumps(SEND | {"client_id": "x" * 65}),
    "a client id with spaces": json.dumps(SEND | {"client_id": "with a space"}),
    "a client id with a line end": json.dumps(SEND | {"client_id": "a-client-id\n"}),
    "a long mode": json.dumps(SEND | {"mode": "x" * 41}),
    "a conversation that is no id": json.dumps(SEND | {"conversation": "mine"}),
    "a question that is no id": json.dumps(SEND | {"question": 7}),
    "a run that is no id": json.dumps(WATCH | {"run": "../../etc"}),
    "a negative place": json.dumps(WATCH | {"seq": -1}),
    "a huge place": json.dumps(WATCH | {"attempt": 2**40}),
    "a broken number": json.dumps(WATCH | {"seq": 1.5}),
    "not a number": '{"type": "ping", "n": NaN}',
    "a number of 5000 digits": '{"type": "ping", "n": ' + "9" * 5000 + "}",
}


@pytest.mark.parametrize(("said", "meant"), GOOD)
def test_every_frame_of_the_protocol_is_understood(said: dict[str, Any], meant: object) -> None:
    assert parse(json.dumps(said)) == meant


@pytest.mark.parametrize("text", BAD.values(), ids=BAD.keys())
def test_anything_else_is_a_bad_frame_in_words_that_do_not_repeat_it(text: str) -> None:
    with pytest.raises(RequestError) as refusal:
        parse(text)
    assert refusal.value.code == "bad_frame"
    assert 0 < len(refusal.value.message) < 300


def test_a_refusal_does_not_repeat_what_was_said() -> None:
    with pytest.raises(RequestError) as refusal:
        parse(json.dumps(WATCH | {"run": "a secret"}))
    assert "secret" not in refusal.value.message


def test_a_frame_of_a_megabyte_is_too_long_and_the_limit_is_named() -> None:
    with pytest.raises(RequestError) as refusal:
        parse(json.dumps(SEND | {"text": "x" * 1_000_000}))
    assert refusal.value.code == "too_long"
    assert f"{settings.MAX_TEXT:,}" in refusal.value.message


def test_a_text_of_the_longest_allowed_length_fits_however_it_is_escaped() -> None:
    text = "\U0001f600" * settings.MAX_TEXT
    assert parse(json.dumps(SEND | {"text": text}, ensure_ascii=False)).text == text


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (json.dumps(SEND | {"text": 5}), "a-client-id"),
        (json.dumps(WATCH | {"seq": -1}), str(RUN)),
        ('{"client_id": "' + "x" * 100 + '"}', "x" * 64),
        ('{"client_id": 5, "run": "r"}', "r"),
        ('{"client_id": "\\ud83d"}', None),
        (json.dumps(SEND)[:-1] + ', "more": "' + "x" * 5_000_000, "a-client-id"),
        ("[]", None),
        ("hello", None),
        ("", None),
        (DEEP, None),
        ('{"run": ' + "9" * 5000 + "}", None),
    ],
)
def test_an_error_names_the_frame_it_is_about_where_it_can(text: str, named: str | None) -> None:
    assert reference(text) == named


@given(st.text() | st.recursive(st.none() | st.booleans() | st.text(), st.lists).map(json.dumps))
def test_no_text_at_all_breaks_the_parser(text: str) -> None:
    reference(text)
    with pytest.raises(RequestError):
        parse(text)
