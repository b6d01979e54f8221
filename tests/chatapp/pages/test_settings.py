"""The settings pages about what a person prefers, and the menu that leads to all of them."""

from __future__ import annotations

import re

import pytest
from django.conf import settings as django_settings
from django.test import Client

from chatapp.accounts.models import Preferences
from chatapp.accounts.preferences.selectors import preferences_of
from chatapp.pages.keys import KEYS
from chatapp.pages.settings_nav import GROUPS

PAGES = ("general", "instructions", "notifications", "keyboard")
LOOK = {"language": "", "theme": "dark", "font_size": "large", "send_key": "mod-enter"}


@pytest.mark.parametrize("name", PAGES)
def test_strangers_see_none_of_them(db, name: str) -> None:
    assert Client().get(f"/settings/{name}/").status_code == 302


def current(client, address: str) -> list[str]:
    page = client.get(address).content.decode()
    marked = re.findall(r'<a href="[^"]+" aria-current="page">([^<]+)</a>', page)
    assert len(marked) == 2, "once beside the page, once in the phone's menu"
    return marked[:1]


def test_the_menu_marks_the_page_that_is_shown(owner) -> None:
    shown = {
        "/settings/": "Account",
        "/settings/general/": "General",
        "/settings/usage/": "Usage",
        "/settings/data/": "Data",
        "/accounts/email/": "Account",
    }
    for address, label in shown.items():
        assert current(owner, address) == [label], address


def test_it_shows_nobody_a_page_that_is_not_theirs(owner) -> None:
    page = owner.get("/settings/").content.decode()
    assert "/settings/model/" not in page
    assert "/staff/" not in page
    owner.user.is_staff = owner.user.is_superuser = True
    owner.user.save()
    assert "/settings/model/" in owner.get("/settings/").content.decode()


def test_the_site_s_pages_are_on_top_for_who_looks_after_it(owner) -> None:
    owner.user.is_staff = owner.user.is_superuser = True
    owner.user.save()
    for address, first in (("/settings/", "You"), ("/staff/people/", "This site")):
        assert re.search(r"settings-group\">([^<]+)<", owner.get(address).content.decode())[1] == first


def test_each_page_stands_in_it_once() -> None:
    names = [page.url_name for _name, pages in GROUPS for page in pages]
    assert len(set(names)) == len(names)


def test_general_saves_and_says_so(owner) -> None:
    page = owner.post("/settings/general/", LOOK, follow=True).content.decode()
    assert "Saved." in page
    assert 'data-theme="dark"' in page
    preferences = preferences_of(owner.user)
    assert (preferences.font_size, preferences.send_key) == ("large", "mod-enter")


def test_a_language_is_spoken_at_once_and_given_back(owner) -> None:
    named = django_settings.LANGUAGE_COOKIE_NAME
    saved = owner.post("/settings/general/", LOOK | {"language": "zh-hans"})
    assert saved.cookies[named].value == "zh-hans"
    assert owner.get("/settings/general/").headers["Content-Language"] == "zh-hans"
    owner.post("/settings/general/", LOOK)
    assert (
        owner.get("/settings/general/", headers={"Accept-Language": "en"}).headers["Content-Language"] == "en"
    )


def test_what_is_no_choice_is_refused_and_the_rest_stays_as_chosen(owner) -> None:
    page = owner.post("/settings/general/", LOOK | {"font_size": "huge"}).content.decode()
    assert "huge" in page
    assert re.search(r'value="dark"[^>]*checked', page)
    assert not Preferences.objects.exists()


def test_instructions_that_are_too_long_are_refused_in_words_and_kept(owner) -> None:
    long = "y" * 4001
    page = owner.post(
        "/settings/instructions/", {"instructions_about": long, "instructions_on": "on"}
    ).content.decode()
    assert "4,001 characters; at most 4,000 fit" in page
    assert long in page
    assert "maxlength" not in page
    assert not Preferences.objects.exists()


def test_instructions_are_text_wherever_they_are_shown(owner) -> None:
    hostile = "</textarea><script>alert(1)</script>"
    owner.post("/settings/instructions/", {"instructions_style": hostile, "instructions_on": "on"})
    page = owner.get("/settings/instructions/").content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;/textarea&gt;&lt;script&gt;" in page
    assert "alert(1)" not in owner.get("/chat/").content.decode()


def test_notifications_are_off_until_they_are_chosen(owner) -> None:
    page = owner.get("/settings/notifications/").content.decode()
    assert "checked" not in page
    assert "longer than 120 seconds" in page
    owner.post("/settings/notifications/", {"notify_mail": "on"})
    preferences = preferences_of(owner.user)
    assert (preferences.notify_mail, preferences.notify_browser) == (True, False)


def test_the_keyboards_page_lists_the_keys_of_the_chat(owner) -> None:
    source = (django_settings.ROOT / "chatapp/static/js/ui/keys.js").read_text()
    known = {("Esc" if key == "Escape" else key).lower() for key in re.findall(r'\{ key: "([^"]+)"', source)}
    assert known <= {key.pressed[-1].lower() for key in KEYS}
    assert "<kbd>Enter</kbd>" in owner.get("/settings/keyboard/").content.decode()
