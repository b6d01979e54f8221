import pytest
from django.db import DatabaseError
from django.template import loader
from django.test import RequestFactory

from chatapp.pages.errors import server_error

NAMES = [
    "400.html",
    "403.html",
    "403_csrf.html",
    "404.html",
    "429.html",
    "500.html",
    "503.html",
    "pages/offline.html",
]


@pytest.mark.parametrize("name", NAMES)
def test_each_page_says_what_to_do_without_asking_the_database(name):
    page = loader.get_template(name).render()
    assert "<h1>" in page
    assert 'class="button' in page
    assert "Traceback" not in page


def broken(settings, monkeypatch, client, path):
    """What a visitor sees while no query works."""

    def away(*args, **kwargs):
        raise DatabaseError("the database is away")

    client.raise_request_exception = False
    client.cookies["sessionid"] = "x" * 32
    monkeypatch.setattr("django.db.backends.utils.CursorWrapper.execute", away)
    return client.get(path)


@pytest.mark.django_db
def test_a_broken_database_gets_a_page_and_no_stack(settings, monkeypatch, client):
    response = broken(settings, monkeypatch, client, "/chat/")
    assert response.status_code == 500
    assert b"Something broke" in response.content
    assert b"the database is away" not in response.content


@pytest.mark.django_db
def test_the_api_answers_in_json_whatever_happens(settings, monkeypatch, client):
    assert client.get("/api/nope").json()["code"] == "not_found"
    response = broken(settings, monkeypatch, client, "/api/me")
    assert (response.status_code, response.json()["code"]) == (500, "internal")


@pytest.mark.parametrize(("given", "shown"), [("req-0123.abc", True), ("<script>", False), ("x" * 65, False)])
def test_the_number_that_a_proxy_gave_the_request_is_shown_where_it_is_one(given, shown):
    response = server_error(RequestFactory().get("/", headers={"x-request-id": given}))
    assert (given in response.content.decode()) is shown
    assert ("this number" in response.content.decode()) is shown


def test_only_what_was_read_is_offered_to_be_read_again():
    assert b"Try again" in server_error(RequestFactory().get("/")).content
    assert b"Try again" not in server_error(RequestFactory().post("/")).content
