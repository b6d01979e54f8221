"""Staff see the chat as its person does and change nothing; they stop an answer, and have one made again."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support import axe
from tests.support.stack import Stack

from .conftest import PHONE, ask, enter, listen

pytestmark = [pytest.mark.browser, pytest.mark.stack]


@pytest.fixture
def person(browser: Browser, product: Stack, faults: list[str]) -> Iterator[Page]:
    """A new person's own browser, at the chat."""
    context = browser.new_context(base_url=product.address, service_workers="block")
    context.set_default_timeout(10_000)
    (key,) = product.people(1, "pro")
    context.add_cookies([{"name": "sessionid", "value": key, "url": product.address}])
    page = context.new_page()
    listen(page, faults)
    page.goto("/chat/")
    yield page
    context.close()


def asked(person: Page, text: str, *, think: bool = False) -> str:
    """Ask; returns the id of the conversation."""
    ask(person, text, think=think)
    person.wait_for_url(re.compile("/chat/.+/$"))
    return person.url.rstrip("/").rpartition("/")[2]


def newest_run(product: Stack, conversation: str) -> str:
    where = f"conversation_id = '{uuid.UUID(conversation).hex}' ORDER BY created_at DESC"
    return str(uuid.UUID(str(product.query(f"SELECT id FROM runs_run WHERE {where}")[0][0])))


def audited(product: Stack, about: str) -> list[object]:
    rows = product.query(f"SELECT action FROM audit_auditentry WHERE object_id = '{about}' ORDER BY seq")
    return [row[0] for row in rows]


def test_staff_see_a_person_s_chat_read_only_and_stop(
    person: Page, page: Page, product: Stack, faults: list[str]
) -> None:
    conversation = asked(person, f"tokens=5 {uuid.uuid4()}")
    expect(person.locator("article.answer[aria-busy=false]")).to_be_visible()
    person.get_by_label("Your question", exact=True).and_(person.locator("textarea")).fill("Not sent yet")
    user = product.query(
        f"SELECT user_id FROM conversations_conversation WHERE id = '{uuid.UUID(conversation).hex}'"
    )
    user_id = str(uuid.UUID(str(user[0][0])))

    enter(page, "Staff")
    box = page.get_by_label("Your question", exact=True).and_(page.locator("textarea"))
    box.fill("A draft of the staff")
    page.goto(f"/staff/people/{user_id}/")
    page.get_by_text("View as this person").click()
    page.locator("#why-view_as").fill("They see an empty page")
    page.get_by_role("button", name="Begin").click()
    banner = page.get_by_role("region", name="Viewing as another person")
    expect(banner).to_contain_text("read-only, until")
    page.goto(f"/chat/{conversation}/")
    expect(page.locator("article.answer[aria-busy=false]")).to_be_visible()
    expect(page.get_by_text("you see this chat as its person does")).to_be_visible()
    expect(page.locator("textarea")).to_have_count(0)
    for name in ("Edit the question", "Good answer", "Share", "Delete the question"):
        expect(page.get_by_role("button", name=name)).to_have_count(0)

    # What is said live is read here too.
    asked(person, f"tokens=5 live{conversation[:8]} {uuid.uuid4()}")
    expect(page.locator("article.answer[aria-busy=false]")).to_have_count(2)
    for scheme, size in (("light", PHONE), ("dark", {"width": 1280, "height": 800})):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size(size)
        assert axe.faults(page) == []

    page.goto("/settings/")
    expect(banner).to_be_visible()
    page.get_by_label("Name").fill("Changed")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Not while you see Fragaria as somebody else")).to_be_visible()
    assert [fault for fault in faults if "403" not in fault] == []
    faults.clear()  # the refusal is what this is about
    banner.get_by_role("button", name="Stop").click()
    expect(page.get_by_text("You are yourself again.")).to_be_visible()
    page.goto("/chat/")
    expect(box).to_have_value("A draft of the staff")
    assert audited(product, user_id) == ["person.viewed_as", "person.view_refused", "person.view_ended"]


def test_staff_stop_an_answer_and_its_person_is_told(person: Page, page: Page, product: Stack) -> None:
    conversation = asked(person, f"tokens=4000 rate=20 {uuid.uuid4()}")
    run = newest_run(product, conversation)
    enter(page, "Staff")
    page.goto(f"/staff/runs/{run}/")
    page.locator("#why-cancel").fill("It floods the queue")
    page.get_by_role("button", name="Stop this answer").click()
    expect(page.get_by_text("This answer is being stopped. It counts nothing.")).to_be_visible()
    said = person.get_by_text("The operators of this site stopped this answer. It counted nothing.")
    expect(said).to_be_visible()
    assert audited(product, run) == ["run.cancelled"]


def test_staff_have_a_failed_answer_made_again_and_it_appears_before_its_person(
    person: Page, page: Page, product: Stack
) -> None:
    conversation = asked(person, f"tokens=5 fail=500 times=4 {uuid.uuid4()}")
    expect(person.get_by_role("group", name="The answer failed")).to_be_visible(timeout=30_000)
    run = newest_run(product, conversation)
    enter(page, "Staff")
    page.goto(f"/staff/runs/{run}/")
    page.locator("#why-rerun").fill("Our server was down")
    page.get_by_role("button", name="Answer again").click()
    expect(page.get_by_text("This is the new answer.")).to_be_visible()
    expect(person.get_by_text("Made again by the operators of this site.")).to_be_visible()
    expect(person.locator("article.answer[aria-busy=false] .prose")).to_be_visible()
    assert newest_run(product, conversation) != run
    assert audited(product, run) == ["run.rerun"]
