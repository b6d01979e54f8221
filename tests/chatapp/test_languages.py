"""Which language pages, answers of the API, sockets and mails speak."""

from __future__ import annotations

import ast
import json

import pytest
from django.core import mail
from django.test import Client
from django.utils.translation import gettext as _
from django.utils.translation import override

from chatapp.accounts.models import Preferences, User
from chatapp.languages import language_of
from chatapp.runs import said
from chatapp.runs.seeing import SEES
from scripts.console import ROOT

pytestmark = pytest.mark.django_db
CHINESE = {"HTTP_ACCEPT_LANGUAGE": "zh-CN,zh;q=0.9,en;q=0.5"}


def test_a_visitor_is_answered_in_the_browsers_language_and_strangers_languages_in_english(
    client: Client,
) -> None:
    page = client.get("/accounts/login/", **CHINESE)
    assert page.headers["Content-Language"] == "zh-hans"
    assert '<html lang="zh-hans" dir="ltr"' in page.content.decode()
    assert "登录" in page.content.decode()
    for spoken in ("fr", "xx-invalid", "*", "zh" * 400, "'; drop"):
        assert (
            '<html lang="en"' in client.get("/accounts/login/", HTTP_ACCEPT_LANGUAGE=spoken).content.decode()
        )


def test_the_choice_at_the_foot_of_a_page_outlasts_it_and_counts_more_than_the_browser(
    client: Client,
) -> None:
    answer = client.post("/language/", {"language": "zh-hans", "next": "/accounts/signup/"})
    assert answer.headers["Location"] == "/accounts/signup/"
    cookie = answer.cookies["django_language"]
    assert (cookie.value, cookie["max-age"], cookie["samesite"]) == ("zh-hans", 60 * 60 * 24 * 365, "Lax")
    assert "创建账户" in client.get("/accounts/signup/", HTTP_ACCEPT_LANGUAGE="en").content.decode()
    client.post("/language/", {"language": "en", "next": "/"})
    assert "Create your account" in client.get("/accounts/signup/", **CHINESE).content.decode()


def test_a_forged_choice_changes_nothing_and_leads_nowhere_else(client: Client) -> None:
    answer = client.post("/language/", {"language": "tlh", "next": "https://evil.example/"})
    assert answer.headers["Location"] == "/"
    assert "django_language" not in answer.cookies
    assert Client(enforce_csrf_checks=True).post("/language/", {"language": "zh-hans"}).status_code == 403
    client.cookies["django_language"] = "../../etc/passwd"
    assert '<html lang="en"' in client.get("/accounts/login/").content.decode()


def test_the_chat_page_gets_the_words_of_its_language_and_no_other(owner: User, client: Client) -> None:
    client.force_login(owner)
    chinese = client.get("/chat/", **CHINESE).content.decode()
    assert '"fragaria/words.js":"/static/words/zh-hans.js"' in chinese
    assert "words/en.js" not in chinese
    assert '"fragaria/words.js":"/static/words/en.js"' in client.get("/chat/").content.decode()


def test_a_refusal_of_the_api_is_in_the_language_of_the_request(owner: User, client: Client) -> None:
    client.force_login(owner)
    nowhere = "/api/conversations/00000000-0000-4000-8000-000000000000"
    assert client.get(nowhere, **CHINESE).json()["message"] == "此对话不存在。"
    assert client.get(nowhere).json()["message"] == "This conversation does not exist."


def test_a_socket_speaks_as_its_page_does() -> None:
    browser = [(b"accept-language", b"zh-CN,zh;q=0.9")]
    assert language_of({"headers": browser}) == "zh-hans"
    assert language_of({"headers": browser, "cookies": {"django_language": "en"}}) == "en"
    assert (
        language_of({"headers": [(b"accept-language", b"\xff\xfe")], "cookies": {"django_language": "\n"}})
        == "en"
    )
    assert language_of({}) == "en"


def test_who_signs_up_in_chinese_gets_mail_in_chinese_and_keeps_the_language(client: Client) -> None:
    password = "a-long-enough-password"
    form = {"email": "xin@example.org", "password1": password, "password2": password}
    assert client.post("/accounts/signup/", form, **CHINESE).status_code == 302
    assert [each.subject for each in mail.outbox] == ["[Fragaria] 确认邮箱"]
    assert "请在这里确认" in mail.outbox[0].body
    assert User.objects.get(email="xin@example.org").language == "zh-hans"


def test_who_signs_up_in_english_has_chosen_nothing(client: Client) -> None:
    password = "a-long-enough-password"
    form = {"email": "new@example.org", "password1": password, "password2": password}
    client.post("/accounts/signup/", form)
    assert not Preferences.objects.exists()
    assert User.objects.get(email="new@example.org").language == ""


def test_what_was_stored_in_english_is_said_in_the_readers_language() -> None:
    with override("zh-hans"):
        assert said.reason("Fast: small talk") == "快速：闲聊"
        assert said.reason("Thinks: a proof") == "思考：证明题"
        kept = "Fast: it would think, but the last 2 thinking answers are kept for when you choose Think"
        assert "最后 2 次" in said.reason(kept)
        assert said.reason(f"Thinks: {SEES}") == f"思考：{_(SEES)}"
        assert _(SEES) != SEES
        assert said.reason("Words of a later version") == "Words of a later version"
        assert said.said("") == ""
        assert said.said(said.TEXTS[-1]) != said.TEXTS[-1]
    for line in ("Fast: small talk", "Thinks: a proof", kept, "Fast: it would think, but the last thinking answer "
                 "is kept for when you choose Think", ""):  # fmt: skip
        assert said.reason(line) == line


def test_every_reason_that_auto_gives_can_be_said_in_other_languages() -> None:
    told = ("_worth", "_worth_of_text", "_worth_of_value", "_ease")
    tree = ast.parse((ROOT / "reasoning" / "routing" / "router.py").read_text())
    functions = [each for each in ast.walk(tree) if isinstance(each, ast.FunctionDef) and each.name in told]
    returned = [each for function in functions for each in ast.walk(function) if isinstance(each, ast.Return)]
    given = {
        each.value
        for value in returned
        for each in ast.walk(value)
        if isinstance(each, ast.Constant) and isinstance(each.value, str) and " " in each.value
    }
    assert given
    assert given <= set(said.TEXTS)


def test_json_that_a_page_gets_is_text_and_no_promise_of_one(owner: User, client: Client) -> None:
    client.force_login(owner)
    page = client.get("/chat/", **CHINESE).content.decode()
    boot = json.loads(page.partition('id="boot" type="application/json">')[2].partition("</script>")[0])
    assert all(isinstance(each["text"], str) for each in boot["starters"])
    with override("zh-hans"):
        assert _("Fast and Think, side by side") != "Fast and Think, side by side"
