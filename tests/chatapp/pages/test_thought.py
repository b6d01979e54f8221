import json

import pytest

from chatapp.pages import thought


def test_the_recording_is_a_thought_in_which_a_check_decided():
    told = thought.recorded()
    assert {finding.outcome for finding in told.findings} >= {"passed", "failed"}
    right = next(finding for finding in told.findings if finding.outcome == "passed")
    assert right.answer == told.answer
    assert told.paths >= 4


def test_the_recording_is_small_and_what_the_api_would_tell():
    text = thought.PLACE.read_text()
    assert len(text) < 40_000
    entries = json.loads(text)["entries"]
    assert [entry["s"] for entry in entries] == sorted(entry["s"] for entry in entries)
    assert entries[0]["e"]["type"] == "run_started"
    assert entries[-1]["e"]["type"] == "answered"


@pytest.mark.django_db
def test_the_front_page_tells_it_without_playing(client):
    page = client.get("/").content.decode()
    told = thought.recorded()
    assert told.question in page
    assert all(finding.answer in page for finding in told.findings)
    assert "landing-thought" in page
