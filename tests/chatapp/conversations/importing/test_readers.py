"""What is taken of other products' conversations."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chatapp.conversations.importing import chatgpt, claude, limits
from chatapp.conversations.importing.taken import Taken

from . import exports
from .exports import node

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def said(taken: Taken) -> list[tuple[str, str, int | None]]:
    return [(message.role, message.text, message.parent) for message in taken.messages]


def gpt(*nodes: dict[str, Any], **about: Any) -> Taken:
    return chatgpt.take(exports.chatgpt(*nodes, **about), NOW)


def test_a_chatgpt_conversation_keeps_its_branches_and_its_moments() -> None:
    taken = gpt(
        node("r", None, None),
        node("s", "r", "system", "hidden"),
        node("a", "s", "user", "Swallows?"),
        node("b", "a", "assistant", "South."),
        node("c", "a", "assistant", "Africa."),
        node("d", "c", "user", "When?"),
    )
    assert said(taken) == [
        ("user", "Swallows?", None),
        ("assistant", "South.", 0),
        ("assistant", "Africa.", 0),
        ("user", "When?", 2),
    ]
    assert (taken.source, taken.id, taken.title) == ("chatgpt", "gpt-1", "Birds")
    assert taken.created_at.year == 2023
    times = [message.at for message in taken.messages]
    assert all(times[message.parent] < message.at for message in taken.messages if message.parent is not None)


def test_an_answer_that_tools_interrupted_is_one_message() -> None:
    taken = gpt(
        node("a", None, "user", "How many?"),
        node("b", "a", "assistant", "print(1)", recipient="python"),
        node("t", "b", "tool", "1"),
        node("c", "t", "assistant", "Let me see."),
        node("d", "c", "assistant", "One."),
        node("e", "c", "assistant", "Just one."),
    )
    assert said(taken) == [
        ("user", "How many?", None),
        ("assistant", "Let me see.\n\nOne.", 0),
        ("assistant", "Let me see.\n\nJust one.", 0),
    ]


def test_pictures_and_hidden_nodes_are_passed_over() -> None:
    picture = {"content_type": "multimodal_text", "parts": [{"asset_pointer": "file://x"}, "What is this?"]}
    taken = gpt(
        node("h", None, "user", "custom", metadata={"is_visually_hidden_from_conversation": True}),
        node("a", "h", "user", content=picture),
        node("b", "a", "assistant", content={"content_type": "thoughts", "thoughts": []}),
        node("c", "b", "assistant", "A swallow."),
    )
    assert said(taken) == [("user", "What is this?", None), ("assistant", "A swallow.", 0)]


def test_circles_and_lost_parents_end() -> None:
    taken = gpt(node("a", "b", "user", "1"), node("b", "a", "user", "2"), node("c", "gone", "user", "3"))
    assert said(taken) == [("user", "3", None)]


def test_a_chain_of_ten_thousand_nodes_is_cut_at_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MESSAGES", 50)
    nodes = [
        node(str(n), str(n - 1) if n else None, "user" if n % 2 == 0 else "assistant", str(n))
        for n in range(10_000)
    ]
    taken = gpt(*nodes)
    assert (len(taken.messages), taken.cut > 0) == (50, True)


def test_a_claude_conversation_is_taken_in_its_order_with_its_files_named() -> None:
    data = exports.claude(("human", "Herrings?"), ("assistant", "North."), ("human", ""), ("human", "Why?"))
    data["chat_messages"][2]["files"] = [{"file_name": "herring.png"}]
    data["chat_messages"][1]["content"] = [{"type": "text", "text": "To the north."}, {"type": "tool_use"}]
    taken = claude.take(data, NOW)
    assert said(taken) == [
        ("user", "Herrings?", None),
        ("assistant", "To the north.", 0),
        ("user", "[herring.png]\n\nWhy?", 1),
    ]
    assert (taken.source, taken.id, taken.title) == ("claude", "claude-1", "Fish")


def test_parents_that_claude_names_make_branches() -> None:
    data = exports.claude(("human", "1"), ("assistant", "2"), ("human", "3"), ("human", "4"))
    data["chat_messages"][3]["parent_message_uuid"] = "m1"
    assert said(claude.take(data, NOW))[-1] == ("user", "4", 1)


def test_without_a_title_the_first_question_gives_one_and_long_texts_are_cut() -> None:
    taken = gpt(node("a", None, "user", "x" * (limits.TEXT + 5)), title=None)
    assert (taken.title, len(taken.messages[0].text), taken.cut) == ("x" * 60, limits.TEXT, 1)


JUNK = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=12,
)


@given(JUNK, JUNK, JUNK, st.sampled_from(["user", "assistant", "tool", None]))
def test_no_shape_is_an_error(one: Any, two: Any, three: Any, role: str | None) -> None:
    message = {"author": {"role": role}, "content": one, "create_time": two, "metadata": three}
    chatgpt.take(
        {"mapping": {"a": {"message": message, "parent": two}, "b": one}, "title": three, "create_time": one},
        NOW,
    )
    message = {"sender": "human", "content": one, "text": two, "files": three, "created_at": one}
    claude.take({"chat_messages": [message, one, {**message, "parent_message_uuid": "x"}], "name": two}, NOW)
