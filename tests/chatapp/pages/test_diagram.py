"""The frame that draws diagrams may do nearly nothing, and only the chat may hold it."""

from __future__ import annotations

import re

import pytest
from django.test import Client


def policy(response) -> dict[str, list[str]]:
    parts = response.headers["Content-Security-Policy"].split(";")
    return {name: sources for name, *sources in (part.split() for part in parts)}


@pytest.fixture
def frame():
    return Client().get("/diagram/")


def test_it_has_no_origin_and_no_network(frame):
    allowed = policy(frame)
    assert frame.status_code == 200
    assert allowed["sandbox"] == ["allow-scripts"]
    assert allowed["default-src"] == allowed["form-action"] == allowed["base-uri"] == ["'none'"]
    assert allowed["script-src"] == ["'self'"]
    assert not {"connect-src", "img-src", "frame-src", "font-src"} & set(allowed)


def test_only_this_site_may_hold_it(frame):
    assert policy(frame)["frame-ancestors"] == ["'self'"]
    assert frame.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_it_holds_nobodys_data_and_no_script_of_its_own(frame):
    page = frame.content.decode()
    assert re.findall(r"<script[^>]*>([^<]+)</script>", page) == []
    assert "csrf" not in page
    assert not frame.cookies


def test_the_chat_may_hold_frames_of_this_site_and_other_pages_none(owner):
    assert policy(owner.get("/chat/"))["frame-src"] == ["'self'"]
    assert "frame-src" not in policy(owner.get("/settings/"))
