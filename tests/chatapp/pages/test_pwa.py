import json
import re
import struct

import pytest
from django.contrib.staticfiles import finders

from chatapp.pages import pwa

pytestmark = pytest.mark.django_db


def path_of(url):
    return finders.find(url.removeprefix("/static/"))


def size_of_png(path):
    with open(path, "rb") as file:
        head = file.read(24)
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    return struct.unpack(">II", head[16:24])


def test_the_manifest_has_what_browsers_ask_of_an_app(client):
    response = client.get("/manifest.webmanifest")
    assert response["Content-Type"] == "application/manifest+json"
    manifest = response.json()
    assert manifest["start_url"].startswith(manifest["scope"])
    assert manifest["display"] == "standalone"
    assert manifest["name"]
    purposes = {(icon["sizes"], icon.get("purpose", "any")) for icon in manifest["icons"]}
    assert {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")} <= purposes


def test_each_icon_is_there_and_as_large_as_it_says(client):
    for icon in client.get("/manifest.webmanifest").json()["icons"]:
        path = path_of(icon["src"])
        assert path, icon
        if icon["type"] == "image/png":
            assert "x".join(map(str, size_of_png(path))) == icon["sizes"]


def told(response):
    return json.loads(re.search(r"const TOLD = (\{.*?\});", response.content.decode())[1])


def test_the_worker_is_the_whole_sites_and_is_asked_for_anew_each_time(client):
    response = client.get("/sw.js")
    assert response["Content-Type"].startswith("text/javascript")
    assert "no-cache" in response["Cache-Control"]
    assert all(path_of(part) for part in told(response)["parts"])


def test_the_worker_keeps_all_that_the_offline_page_is_made_of(client):
    page = client.get("/offline/").content.decode()
    used = set(re.findall(r'(?:src|href)="(/static/[^"]+)"', page))
    assert used == set(told(client.get("/sw.js"))["parts"])


def test_the_offline_page_knows_nobody(client, owner):
    assert owner.get("/offline/").content == client.get("/offline/").content
    assert "Set-Cookie" not in client.get("/offline/").headers


def test_a_change_of_what_is_kept_makes_another_worker(client, monkeypatch):
    before = told(client.get("/sw.js"))["version"]
    assert told(client.get("/sw.js"))["version"] == before
    monkeypatch.setattr(pwa, "PARTS", pwa.PARTS[:-1])
    assert told(client.get("/sw.js"))["version"] != before


def test_another_language_makes_another_worker(client):
    english = told(client.get("/sw.js"))["version"]
    assert told(client.get("/sw.js", headers={"accept-language": "zh-hans"}))["version"] != english


def test_switched_off_it_removes_itself_and_is_not_offered(client, settings):
    assert 'rel="manifest"' in client.get("/").content.decode()
    settings.PWA = False
    page = client.get("/").content.decode()
    assert 'rel="manifest"' not in page
    assert "register-worker" not in page
    assert client.get("/manifest.webmanifest").status_code == 404
    worker = client.get("/sw.js").content.decode()
    assert "unregister" in worker
    assert "fetch" not in worker
