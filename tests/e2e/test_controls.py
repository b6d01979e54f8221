"""Staff switch parts of the product while somebody has a page open, in real browsers."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support import axe
from tests.support.stack import Stack, engine_server, running_stack

from .conftest import PHONE, ask, enter, listen

SOON = 15_000  # milliseconds: a second to hear of it, the rest for a busy machine
FOLLOWED = 2_000  # milliseconds: what a worker knows of the switches is a second old at most


@pytest.fixture(scope="module")
def site() -> Iterator[Stack]:
    """A product of its own: what is switched is switched for everybody."""
    with engine_server() as engine:
        models = [
            f'[[model]]\nname = "{name}"\nmodel = "scripted"\nbase_url = "{engine}/v1"\nroles = ["fast", "think"]\n'
            for name in ("small", "large")
        ]
        with with_models("\n".join(models)) as stack:
            yield stack


@contextmanager
def with_models(toml: str) -> Iterator[Stack]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "models.toml"
        path.write_text(toml)
        with running_stack({"MODELS_FILE": str(path)}) as stack:
            yield stack


@pytest.fixture
def pages(browser: Browser, site: Stack, faults: list[str]) -> Iterator[tuple[Page, Page]]:
    """A member of the staff at the controls, and a person in the chat."""
    contexts, opened = [], []
    for name in ("Staff", "Plus"):
        context = browser.new_context(
            base_url=site.address, viewport={"width": 1280, "height": 800}, service_workers="block"
        )
        context.set_default_timeout(15_000)
        page = context.new_page()
        listen(page, faults)
        enter(page, name)
        contexts.append(context)
        opened.append(page)
    opened[0].goto("/staff/controls/")
    yield opened[0], opened[1]
    for context in contexts:
        context.close()
    assert faults == []


def switch(staff: Page, name: str, opener: str, button: str, **fields: str) -> None:
    """Open a section's form, fill it and press its button."""
    part = staff.locator(".control").filter(has=staff.get_by_role("heading", name=name))
    if opener:
        part.get_by_text(opener).first.click()
    form = part.locator("form").filter(has=staff.get_by_role("button", name=button))
    for label, text in fields.items():
        form.get_by_label(label).first.fill(text)
    form.get_by_label("Why").fill("A reason")
    form.get_by_role("button", name=button).click()
    expect(staff.locator(".messages .success")).to_be_visible()


def audited(site: Stack) -> tuple[str, str]:
    """The action and the object of the last entry."""
    row = site.query("SELECT action, object_id, reason FROM audit_auditentry ORDER BY seq DESC LIMIT 1")[0]
    assert row[2] == "A reason"
    return str(row[0]), str(row[1])


def test_a_paused_queue_keeps_questions_and_answers_them_when_it_goes_on(
    pages: tuple[Page, Page], site: Stack
) -> None:
    staff, person = pages
    switch(staff, "Fast answers", "Pause…", "Pause")
    assert audited(site) == ("controls.queue", "queue:fast")
    person.wait_for_timeout(FOLLOWED)
    ask(person, "answer=42 tokens=5 rate=0")
    waits = person.get_by_text("Answers of this kind are paused for the moment.")
    expect(waits).to_be_visible(timeout=SOON)
    assert site.query("SELECT status FROM runs_run ORDER BY created_at DESC LIMIT 1") == [["queued"]]
    person.reload()
    expect(waits).to_be_visible(timeout=SOON)
    assert axe.faults(person) == []
    switch(staff, "Fast answers", "", "Resume")
    assert audited(site) == ("controls.queue", "queue:fast")
    expect(waits).to_be_hidden(timeout=SOON)
    expect(person.locator("article.answer[aria-busy=false] .prose")).to_be_visible(timeout=SOON)
    assert site.query("SELECT status, attempt FROM runs_run ORDER BY created_at DESC LIMIT 1") == [
        ["succeeded", 1]
    ]


def test_maintenance_comes_and_goes_without_a_reload_and_what_was_typed_stays(
    pages: tuple[Page, Page], site: Stack
) -> None:
    staff, person = pages
    box = person.get_by_label("Your question", exact=True).and_(person.locator("textarea"))
    box.fill("tokens=5 rate=0 Is it over?")
    switch(
        staff,
        "Maintenance",
        "Close the site…",
        "Close the site",
        **{"What people read besides": "New <disks>"},
    )
    assert audited(site) == ("controls.maintenance", "maintenance")
    expect(person.get_by_text("New <disks>")).to_be_visible(timeout=SOON)
    expect(person.get_by_role("button", name="Send")).to_be_disabled()
    other = person.context.new_page()
    other.goto("/settings/")
    expect(other.get_by_text("New <disks>")).to_be_visible()
    other.close()
    switch(staff, "Maintenance", "", "Open the site")
    assert audited(site) == ("controls.maintenance", "maintenance")
    expect(person.get_by_text("New <disks>")).to_be_hidden(timeout=SOON)
    expect(box).to_have_value("tokens=5 rate=0 Is it over?")
    box.press("Enter")
    expect(person.locator(".answer .prose").last).to_be_visible(timeout=SOON)


def test_a_model_that_is_off_cannot_be_chosen_and_the_next_one_answers(
    pages: tuple[Page, Page], site: Stack
) -> None:
    staff, person = pages
    person.get_by_role("radio", name="Fast").check()
    expect(person.get_by_role("button", name="Model: small")).to_be_visible()
    models = staff.locator(".control-model").filter(has_text="small")
    models.get_by_text("Switch off…").click()
    models.get_by_label("Why").fill("A reason")
    models.get_by_role("button", name="Switch off").click()
    assert audited(site) == ("controls.model", "model:small")
    # One is left: there is nothing to choose.
    expect(person.locator(".model-choice")).to_have_count(0, timeout=SOON)
    person.wait_for_timeout(FOLLOWED)
    ask(person, "tokens=5 rate=0 Who is there?")
    expect(person.locator(".answer .prose").last).to_be_visible(timeout=SOON)
    assert site.query("SELECT model FROM runs_run ORDER BY created_at DESC LIMIT 1") == [["large"]]
    models.get_by_text("Switch on…").click()
    models.get_by_label("Why").fill("A reason")
    models.get_by_role("button", name="Switch on").click()
    expect(person.get_by_role("button", name="Model: small")).to_be_visible(timeout=SOON)


def test_a_banner_is_pushed_put_away_and_gone_on_the_other_pages_too(
    pages: tuple[Page, Page], site: Stack
) -> None:
    staff, person = pages
    expect(person.get_by_label("Your question", exact=True).and_(person.locator("textarea"))).to_be_focused()
    switch(
        staff, "Banner", "Put one up…", "Put it up", Text="Cake <b>today</b>", Link="https://cake.example/"
    )
    assert audited(site) == ("controls.banner", "banner")
    banner = person.get_by_role("complementary", name="Announcement")
    expect(banner).to_contain_text("Cake <b>today</b>", timeout=SOON)
    person.set_viewport_size(PHONE)
    assert person.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert axe.faults(person) == []
    banner.get_by_role("button", name="Dismiss").click()
    expect(banner).to_be_hidden()
    person.goto("/settings/")
    expect(banner).to_be_hidden()
    expect(staff.get_by_role("complementary", name="Announcement")).to_be_visible()
    staff.set_viewport_size(PHONE)
    assert staff.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert axe.faults(staff) == []
    switch(staff, "Banner", "", "Take it down")
    staff.goto("/staff/controls/history/")
    expect(staff.get_by_text("Cake <b>today</b>").first).to_be_visible()
    assert axe.faults(staff) == []
    facts = json.loads(str(site.query("SELECT facts FROM audit_auditentry ORDER BY seq DESC LIMIT 1")[0][0]))
    assert facts["to"] == "{}"
