"""The page for connecting a model: who may see it, what it keeps, and that a key never comes back."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from chatapp.accounts.models import User
from chatapp.engines import local, rate, selectors
from chatapp.engines.models import ConnectedModel
from chatapp.engines.sealing import unseal
from tests.chatapp.pages.test_views import assert_strict
from tests.reasoning.engines.server import ModelServer

from .conftest import KEY

PAGE = "/settings/model/"
ACTIONS = ("list", "test", "connect", "disconnect", "look", "use")


def press(browser: Client, what: str, **typed: str) -> str:
    """Press a button with this in the form; returns the page that follows, which never holds a key."""
    response = browser.post(f"{PAGE}{what}/", typed, follow=True)
    page = response.content.decode()
    assert response.status_code == 200
    assert KEY not in page
    assert_strict(response)
    return page


def test_staff_see_the_page_and_a_link_to_it(browser: Client) -> None:
    response = browser.get(PAGE)
    assert_strict(response)
    assert "no-store" in response["Cache-Control"]
    assert "built-in demo model answers now" in response.content.decode()
    assert PAGE in browser.get("/settings/").content.decode()


def test_a_superuser_may_without_more(db: None, client: Client) -> None:
    client.force_login(User.objects.create_superuser("root@example.org"))
    assert client.get(PAGE).status_code == 200


@pytest.mark.parametrize("is_staff", [False, True])
def test_others_are_turned_away_and_learn_nothing(client: Client, owner: User, is_staff: bool) -> None:
    User.objects.filter(pk=owner.pk).update(is_staff=is_staff)
    ConnectedModel.objects.create(base_url="http://gpu.example.org/v1", model="hidden-model", context=1)
    client.force_login(owner)
    for response in (client.get(PAGE), *(client.post(f"{PAGE}{action}/") for action in ACTIONS)):
        assert response.status_code == 403
        assert "ask whoever runs this server" in response.content.decode()
        assert "hidden-model" not in response.content.decode()
    assert PAGE not in client.get("/settings/").content.decode()


def test_strangers_sign_in_first(client: Client, db: None) -> None:
    for response in (client.get(PAGE), *(client.post(f"{PAGE}{action}/") for action in ACTIONS)):
        assert response.headers["Location"].startswith("/accounts/login/")


def test_actions_need_a_post_and_its_token(browser: Client, staff: User) -> None:
    assert browser.get(PAGE + "connect/").status_code == 405
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(staff)
    assert careful.post(PAGE + "connect/").status_code == 403


def test_from_typing_to_an_answering_model_and_back(browser: Client, server: ModelServer) -> None:
    page = press(browser, "list", base_url=server.url, key=KEY)
    assert "offers 2 models" in page
    assert f"ending in {KEY[-4:]}" in page
    page = press(browser, "test", base_url=server.url, model="small", offered="large")
    assert "It works." in page
    assert "Hello!" in page
    assert server.requests[-1]["model"] == "large"  # what was chosen in the list counts
    page = press(browser, "connect", base_url=server.url, model="large")
    assert "Connected: large answers from now on." in page
    row = selectors.active()
    assert row is not None
    assert (row.base_url, row.model, unseal(row.sealed_key), row.context) == (server.url, "large", KEY, 4096)
    assert "Disconnected" in press(browser, "disconnect")
    assert selectors.active() is None


def test_nothing_typed_is_lost_on_an_error(browser: Client) -> None:
    page = press(browser, "test", base_url="http://127.0.0.1:9/v1", key=KEY, model="my-model")
    assert "cannot be reached" in page
    assert 'value="http://127.0.0.1:9/v1"' in page
    assert 'value="my-model"' in page
    assert "is kept" in page
    page = press(browser, "test", base_url="not an address", model="my-model")
    assert 'value="not an address"' in page
    assert 'aria-invalid="true"' in page
    assert "is kept" in page


def test_what_was_not_tested_is_connected_only_on_insisting(browser: Client, server: ModelServer) -> None:
    typed = {"base_url": server.url, "model": "large"}
    assert "Test these values first" in press(browser, "connect", **typed)
    assert selectors.active() is None
    assert "Connected" in press(browser, "connect", **typed, anyway="on")
    assert selectors.active() is not None


def test_a_stored_key_goes_to_its_own_server_and_to_no_other(browser: Client, server: ModelServer) -> None:
    press(browser, "connect", base_url=server.url, key=KEY, model="large", anyway="on")
    press(browser, "test", base_url=server.url, model="small")
    assert f"Bearer {KEY}" in server.headers[-1]
    press(browser, "test", base_url=server.url.replace("127.0.0.1", "localhost"), model="small")
    assert KEY not in server.headers[-1]
    press(browser, "test", base_url=server.url, model="small", no_key="on")
    assert KEY not in server.headers[-1]


def test_a_typed_key_goes_to_the_server_it_was_typed_for_and_to_no_other(
    browser: Client, server: ModelServer
) -> None:
    other = server.url.replace("127.0.0.1", "localhost")
    assert "is kept" in press(browser, "list", base_url=server.url, key=KEY)
    assert "is kept" in press(browser, "list", base_url=server.url)
    assert f"Bearer {KEY}" in server.headers[-1]
    assert "is kept" not in press(browser, "list", base_url=other)
    assert KEY not in server.headers[-1]
    press(browser, "list", base_url=server.url)  # it does not come back either
    assert KEY not in server.headers[-1]
    press(browser, "list", base_url=other, key=KEY)
    assert f"Bearer {KEY}" in server.headers[-1]


def test_a_key_typed_beside_what_is_no_address_is_for_the_first_that_is_one(
    browser: Client, server: ModelServer
) -> None:
    press(browser, "list", base_url="127.0.0.1", key=KEY)
    press(browser, "list", base_url=server.url)
    assert f"Bearer {KEY}" in server.headers[-1]
    press(browser, "list", base_url=server.url.replace("127.0.0.1", "localhost"))
    assert KEY not in server.headers[-1]


def test_the_wish_to_send_no_key_is_kept_like_all_that_was_typed(
    browser: Client, server: ModelServer
) -> None:
    press(browser, "connect", base_url=server.url, key=KEY, model="large", anyway="on")
    checked = 'name="no_key" checked'
    assert checked not in browser.get(PAGE).content.decode()
    assert checked in press(browser, "test", base_url=server.url, model="small", no_key="on")
    assert checked in press(browser, "use", use=server.url)
    assert checked not in press(browser, "test", base_url=server.url, model="small", no_key="on", key=KEY)
    assert f"Bearer {KEY}" in server.headers[-1]


def test_a_stored_key_that_no_longer_opens_is_asked_for_again(
    browser: Client, server: ModelServer, settings: Any
) -> None:
    press(browser, "connect", base_url=server.url, key=KEY, model="large", anyway="on")
    ConnectedModel.objects.update(sealed_key="sealed with another secret")
    assert browser.get(PAGE).status_code == 200
    assert "Enter it again" in press(browser, "test", base_url=server.url, model="large")
    assert "It works." in press(browser, "test", base_url=server.url, model="large", key=KEY)


def test_local_servers_are_offered_and_using_one_only_fills_in_the_form(
    browser: Client, server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local, "PORTS", {int(server.url.split(":")[2].split("/")[0]): "Ollama"})
    page = press(browser, "look", base_url="http://half.example", key=KEY)
    assert "Found Ollama at 127.0.0.1" in page
    assert "with 2 models" in page
    assert 'value="http://half.example"' in page
    page = press(browser, "use", use=server.url)
    assert f'value="{server.url}"' in page
    assert "offers 2 models" in page
    assert KEY not in "".join(server.headers)
    assert selectors.active() is None


def test_a_reply_that_is_markup_stays_text(browser: Client, server: ModelServer) -> None:
    from tests.reasoning.engines.server import DONE, chunk, usage

    server.script = [chunk("<script>alert(1)</script>"), chunk(finish="stop"), usage(1, 1), DONE]
    server.body = {"data": [{"id": "<b>bold</b>"}]}
    assert "<b>bold" not in press(browser, "list", base_url=server.url)
    assert "<script>alert" not in press(browser, "test", base_url=server.url, model="m")


def test_many_tries_are_slowed_down(browser: Client, server: ModelServer) -> None:
    for _ in range(rate.A_MINUTE):
        browser.post(PAGE + "list/", {"base_url": server.url})
    calls = len(server.headers)
    assert "wait a minute" in press(browser, "list", base_url=server.url)
    assert len(server.headers) == calls


def test_an_operators_model_is_shown_and_cannot_be_changed(browser: Client, settings: Any) -> None:
    settings.ENGINE_BASE_URL, settings.ENGINE_MODEL = "http://gpu.example.org/v1", "the-operators"
    page = press(browser, "connect", base_url="http://x.example/v1", model="mine", anyway="on")
    assert "the-operators" in page
    assert "<form" not in page.partition("<main")[2]
    assert selectors.active() is None
