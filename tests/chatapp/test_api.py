"""The JSON API: what each route answers to its owner, to strangers, and to nonsense."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from chatapp.accounts.models import User
from chatapp.conversations.models import Conversation
from chatapp.runs import lease, store
from chatapp.runs.models import Run
from reasoning.events import AnswerDelta, Entry, Event, PathStarted, RunStarted, StepFinished
from reasoning.state import fold

pytestmark = pytest.mark.django_db
JSON = "application/json"


@pytest.fixture
def run(ask: Callable[..., Run]) -> Run:
    """The owner's question, waiting."""
    return ask("Where do the swallows go?")


@pytest.fixture
def browser() -> Callable[..., Client]:
    """A person's signed-in browser."""

    def browser(user: User, **options: bool) -> Client:
        client = Client(**options)
        client.force_login(user)
        return client

    return browser


@pytest.fixture
def page(owner: User, browser: Callable[..., Client]) -> Client:
    """The owner's browser."""
    return browser(owner)


def routes(run: Run) -> list[tuple[str, str]]:
    """Every route that names an object, for this run's."""
    conversation = f"/api/conversations/{run.conversation_id}"
    return [
        ("GET", conversation),
        ("PATCH", conversation),
        ("DELETE", conversation),
        ("GET", f"/api/runs/{run.pk}/events"),
    ]


@pytest.mark.parametrize("stranger", ["teammate", "outsider"])
def test_every_object_of_another_person_is_not_found(
    stranger: str, run: Run, browser: Callable[..., Client], request: pytest.FixtureRequest
) -> None:
    client = browser(request.getfixturevalue(stranger))
    for method, path in routes(run):
        response = client.generic(method, path, '{"title": "mine now"}', content_type=JSON)
        assert (response.status_code, response.json()["code"]) == (404, "not_found"), (method, path)
    run.conversation.refresh_from_db()
    assert run.conversation.title == "Where do the swallows go?"
    run.refresh_from_db()
    assert run.status == "queued"


def test_nobody_is_let_in_without_signing_in(run: Run) -> None:
    paths = ["/api/me", "/api/allowance", "/api/conversations", *(path for _, path in routes(run))]
    for path in paths:
        assert Client().get(path).status_code == 401, path
    assert Client().delete(f"/api/conversations/{run.conversation_id}").status_code in (401, 403)
    assert Conversation.objects.exists()


@pytest.mark.parametrize("method", ["PATCH", "DELETE"])
def test_a_write_without_the_csrf_header_is_refused(
    method: str, run: Run, owner: User, browser: Callable[..., Client]
) -> None:
    client = browser(owner, enforce_csrf_checks=True)
    path = f"/api/conversations/{run.conversation_id}"
    assert client.generic(method, path, '{"title": "x"}', content_type=JSON).status_code == 403
    token = "a" * 32
    client.cookies["csrftoken"] = token
    allowed = client.generic(
        method, path, '{"title": "x"}', content_type=JSON, headers={"X-CSRFToken": token}
    )
    assert allowed.status_code in (200, 204)


@pytest.mark.parametrize("path", ["conversations/{}", "runs/{}/events"])
def test_unknown_ids_are_not_found_and_malformed_ones_are_refused(path: str, page: Client) -> None:
    assert page.get(f"/api/{path.format(uuid.uuid4())}").status_code == 404
    for malformed in ("1", "not-a-uuid", "%00", "../me", "' OR 1=1"):
        assert page.get(f"/api/{path.format(malformed)}").status_code in (404, 422)


def test_me_tells_who_is_signed_in_what_is_left_and_which_models_answer(page: Client, run: Run) -> None:
    answer = page.get("/api/me").json()
    assert answer["user"] == {"email": "owner@example.org", "name": ""}
    assert answer["models"]["fast"]["name"] == "scripted"
    assert answer["allowance"] == page.get("/api/allowance").json()
    assert answer["allowance"]["plan"] == "free"
    assert answer["allowance"]["fast"]["used"] == 1


def test_the_history_shows_what_is_running(page: Client, run: Run) -> None:
    answer = page.get("/api/conversations").json()
    assert answer["next"] == ""
    assert [(row["id"], row["running"]) for row in answer["items"]] == [(str(run.conversation_id), True)]


def test_the_history_is_paged_from_where_a_page_says_that_it_ends(
    page: Client, owner: User, run: Run
) -> None:
    now = timezone.now()
    for age in range(1, 5):
        Conversation.objects.create(
            user=owner,
            account=run.conversation.account,
            title=str(age),
            updated_at=now - timedelta(minutes=age),
        )
    first = page.get("/api/conversations", {"limit": 2}).json()
    second = page.get("/api/conversations", {"limit": 2, "after": first["next"]}).json()
    last = page.get("/api/conversations", {"limit": 2, "after": second["next"]}).json()
    titles = [row["title"] for answer in (first, second, last) for row in answer["items"]]
    assert titles == ["Where do the swallows go?", "1", "2", "3", "4"]
    assert last["next"] == ""


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"limit": "-5"}, 200),
        ({"limit": "1000000"}, 200),
        ({"limit": "many"}, 422),
        ({"after": f"0_{uuid.uuid4().hex}"}, 200),
        ({"after": f"-62135596800000000_{uuid.uuid4().hex}"}, 200),
        ({"after": f"253402300799999999_{uuid.uuid4().hex}"}, 200),
        ({"after": f"253402300800000000_{uuid.uuid4().hex}"}, 400),
        ({"after": "yesterday"}, 400),
    ],
)
def test_odd_pages_are_answered_or_refused_in_words(
    query: dict[str, str], status: int, page: Client, run: Run
) -> None:
    assert page.get("/api/conversations", query).status_code == status


def test_a_conversation_has_all_its_messages_with_their_runs(page: Client, run: Run) -> None:
    answer = page.get(f"/api/conversations/{run.conversation_id}").json()
    question, reply = answer["messages"]
    assert (question["role"], question["text"], question["parent"], question["run"]) == (
        "user",
        "Where do the swallows go?",
        None,
        None,
    )
    assert (reply["role"], reply["text"], reply["parent"]) == ("assistant", "", question["id"])
    assert (reply["run"]["id"], reply["run"]["status"]) == (str(run.pk), "queued")


def test_an_answer_in_the_making_shows_what_is_written_so_far(page: Client, run: Run) -> None:
    written(run, "South")
    answer = page.get(f"/api/conversations/{run.conversation_id}").json()
    assert answer["messages"][1]["text"] == "South"
    assert page.get(f"/api/runs/{run.pk}/events").json()["answer"] == "South"


def test_the_events_of_a_run_are_its_stored_entries_in_order(page: Client, run: Run) -> None:
    written(run, "South")
    entries = page.get(f"/api/runs/{run.pk}/events").json()["entries"]
    assert [(entry["a"], entry["s"], entry["e"]["type"]) for entry in entries] == [
        (1, 1, "run_started"),
        (1, 2, "path_started"),
    ]
    assert all(entry["e"]["v"] == 1 for entry in entries)


def test_where_only_summaries_are_shown_the_events_come_without_their_words(
    page: Client, run: Run, settings: Any
) -> None:
    written(run, "South", StepFinished(0, 0, "a secret step", 3, None, "stop"))
    path = f"/api/runs/{run.pk}/events"
    assert "a secret step" in page.get(path).content.decode()
    settings.THOUGHTS = "summary"
    assert "secret" not in page.get(path).content.decode()
    assert page.get(path).json()["answer"] == "South"


def test_a_title_is_changed(page: Client, run: Run) -> None:
    path = f"/api/conversations/{run.conversation_id}"
    answer = page.patch(path, {"title": "  <b>Swallows</b> "}, content_type=JSON)
    assert (answer.status_code, answer.json()["title"]) == (200, "<b>Swallows</b>")
    assert page.get(path).json()["title"] == "<b>Swallows</b>"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ('{"title": ""}', 400),
        ('{"title": "\\u0000"}', 400),
        ('{"title": "\\ud800"}', (400, 422)),
        ('{"title": 5}', 422),
        ('{"title": null}', 422),
        ("{}", 422),
        ("[]", 422),
        ("not json", 400),
    ],
)
def test_a_bad_title_is_refused_and_the_old_one_stays(body: str, status: Any, page: Client, run: Run) -> None:
    path = f"/api/conversations/{run.conversation_id}"
    answer = page.patch(path, body, content_type=JSON)
    assert answer.status_code in (status if isinstance(status, tuple) else (status,))
    assert page.get(path).json()["title"] == "Where do the swallows go?"


def test_a_deleted_conversation_is_gone_and_its_allowance_is_back(page: Client, run: Run) -> None:
    path = f"/api/conversations/{run.conversation_id}"
    assert page.delete(path).status_code == 204
    assert page.get(path).status_code == 404
    assert page.delete(path).status_code == 404
    assert page.get(f"/api/runs/{run.pk}/events").status_code == 404
    assert page.get("/api/allowance").json()["fast"]["used"] == 0


def written(run: Run, text: str, *thoughts: Event) -> None:
    """Let a worker have written `text` so far."""
    claimed = lease.claim(run.pk)
    assert claimed is not None
    entries = [
        Entry(1, 1, RunStarted("single", "scripted", 1, "", {})),
        Entry(1, 2, PathStarted(0)),
        *(Entry(1, place, event) for place, event in enumerate(thoughts, 3)),
        Entry(1, 3 + len(thoughts), AnswerDelta(text)),
    ]
    store.checkpoint(run=claimed, entries=entries, state=fold(entries))
