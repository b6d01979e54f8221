import json
import re

import pytest
from django.test import RequestFactory

from chatapp.pages.importmap import JS, VENDORED, importmap_json, modules
from chatapp.pages.templatetags.fragaria import importmap

STATIC = JS.parent
IMPORT = re.compile(r"""^(?:(?:import|export)\b[^"';]*\bfrom|import) ["']([^"'.][^"']*)["']""", re.M)


@pytest.fixture
def imports():
    importmap_json.cache_clear()
    yield json.loads(importmap_json())["imports"]
    importmap_json.cache_clear()


def test_it_names_every_module_and_each_is_there(imports):
    on_disk = {f"fragaria/{path.relative_to(JS).as_posix()}" for path in JS.rglob("*.js")}
    assert on_disk
    assert set(imports) == on_disk | set(VENDORED)
    for url in imports.values():
        assert (STATIC / url.removeprefix("/static/")).is_file(), url


def test_it_agrees_with_the_vendored_files_own_list(imports):
    listed = json.loads((STATIC / "vendor" / "imports.json").read_text())
    assert {name: f"vendor/{file}" for name, file in listed.items()} == VENDORED


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
    importmap_json.cache_clear()
    hashed = json.loads(importmap_json())["imports"]
    assert re.fullmatch(r"/static/vendor/preact\.[0-9a-f]{12}\.mjs", hashed["preact"])
    assert set(hashed) == set(imports)
    for url in hashed.values():
        assert (tmp_path / url.removeprefix("/static/")).is_file(), url


def test_a_hostile_file_name_cannot_close_the_script_element(tmp_path, monkeypatch):
    (tmp_path / "<").mkdir()
    (tmp_path / "<" / "script>.js").touch()
    assert list(modules(tmp_path)) == ["fragaria/</script>.js"]
    monkeypatch.setattr("chatapp.pages.importmap.modules", lambda: modules(tmp_path))
    importmap_json.cache_clear()
    request = RequestFactory().get("/")
    request.csp_nonce = "abc"
    tag = importmap({"request": request})
    importmap_json.cache_clear()
    assert tag.startswith('<script type="importmap" nonce="abc">')
    assert tag.count("</script>") == 1
    assert "fragaria/</script>.js" in json.loads(tag.removesuffix("</script>").split(">", 1)[1])["imports"]
