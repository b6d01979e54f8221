import json
import re

import pytest
from django.test import RequestFactory

from chatapp.pages.importmap import (
    IMPORT,
    JS,
    LATER_STYLES,
    STATIC,
    importmap_json,
    modules,
    needed_first,
    vendored,
)
from chatapp.pages.importmap import imports as urls
from chatapp.pages.templatetags.fragaria import importmap, modulepreload


@pytest.fixture
def imports():
    forget()
    yield json.loads(importmap_json("en"))["imports"]
    forget()


def forget():
    urls.cache_clear()
    importmap_json.cache_clear()


def test_it_names_every_module_and_each_is_there(imports):
    on_disk = {f"fragaria/{path.relative_to(JS).as_posix()}" for path in JS.rglob("*.js")}
    assert on_disk
    styles = {f"fragaria/css/{name}.css" for name in LATER_STYLES}
    assert set(imports) == on_disk | set(vendored()) | styles | {"fragaria/words.js"}
    for url in imports.values():
        assert (STATIC / url.removeprefix("/static/")).is_file(), url


def test_every_bare_import_of_our_modules_is_in_it(imports):
    for path in JS.rglob("*.js"):
        for name in IMPORT.findall(path.read_text()):
            assert name in imports, f"{path.relative_to(JS)} imports {name}"


def test_the_names_carry_a_hash_of_the_content_where_files_are_collected(imports, settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    }
    from django.core.management import call_command

    call_command("collectstatic", "--noinput", verbosity=0)
    forget()
    hashed = json.loads(importmap_json("en"))["imports"]
    assert re.fullmatch(r"/static/vendor/preact\.[0-9a-f]{12}\.mjs", hashed["preact"])
    assert set(hashed) == set(imports)
    for url in hashed.values():
        assert (tmp_path / url.removeprefix("/static/")).is_file(), url


def test_what_the_chat_page_starts_with_is_asked_for_at_once_and_what_it_needs_later_is_not(imports):
    links = re.findall(r'<link rel="modulepreload" href="([^"]+)">', modulepreload())
    first = needed_first("en")
    assert sorted(links) == sorted(imports[name] for name in first)
    assert {"fragaria/main.js", "fragaria/ui/app.js", "preact", "@preact/signals-core"} <= set(first)
    assert not {"katex", "highlight.js", "fragaria/landing.js", "fragaria/ui/diagram.js"} & set(first)


def test_every_stylesheet_that_comes_later_is_asked_for_by_a_module(imports):
    code = "".join(path.read_text() for path in JS.rglob("*.js"))
    for name in LATER_STYLES:
        assert f'"{name}"' in code or f"fragaria/css/{name}.css" in code, name


def test_a_hostile_file_name_cannot_close_the_script_element(tmp_path, monkeypatch):
    (tmp_path / "<").mkdir()
    (tmp_path / "<" / "script>.js").touch()
    assert list(modules(tmp_path)) == ["fragaria/</script>.js"]
    monkeypatch.setattr("chatapp.pages.importmap.modules", lambda: modules(tmp_path))
    forget()
    request = RequestFactory().get("/")
    request.csp_nonce = "abc"
    tag = importmap({"request": request})
    forget()
    assert tag.startswith('<script type="importmap" nonce="abc">')
    assert tag.count("</script>") == 1
    assert "fragaria/</script>.js" in json.loads(tag.removesuffix("</script>").split(">", 1)[1])["imports"]
