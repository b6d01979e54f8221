import json
import re

import pytest
from django.test import RequestFactory

from chatapp.pages.importmap import JS, LAZY, STATIC, importmap_json, modules, vendored
from chatapp.pages.importmap import imports as urls
from chatapp.pages.templatetags.fragaria import importmap, modulepreload

IMPORT = re.compile(r"""^(?:(?:import|export)\b[^"';]*\bfrom|import) ["']([^"'.][^"']*)["']""", re.M)


@pytest.fixture
def imports():
    forget()
    yield json.loads(importmap_json())["imports"]
    forget()


def forget():
    urls.cache_clear()
    importmap_json.cache_clear()


def test_it_names_every_module_and_each_is_there(imports):
    on_disk = {f"fragaria/{path.relative_to(JS).as_posix()}" for path in JS.rglob("*.js")}
    assert on_disk
    assert set(imports) == on_disk | set(vendored()) | {"fragaria/words.js"}
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
    hashed = json.loads(importmap_json())["imports"]
    assert re.fullmatch(r"/static/vendor/preact\.[0-9a-f]{12}\.mjs", hashed["preact"])
    assert set(hashed) == set(imports)
    for url in hashed.values():
        assert (tmp_path / url.removeprefix("/static/")).is_file(), url


def test_every_module_is_asked_for_at_once_but_those_that_few_texts_need(imports):
    links = re.findall(r'<link rel="modulepreload" href="([^"]+)">', modulepreload())
    assert set(imports) > LAZY
    assert sorted(links) == sorted(url for name, url in imports.items() if name not in LAZY)


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
