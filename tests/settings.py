"""Settings of the test suite: the product's own, with a data folder that is thrown away."""

import atexit
import os
import shutil
import tempfile

if "FRAGARIA_TEST_HOME" not in os.environ:
    os.environ["FRAGARIA_TEST_HOME"] = tempfile.mkdtemp(prefix="fragaria-test-")
    atexit.register(shutil.rmtree, os.environ["FRAGARIA_TEST_HOME"], ignore_errors=True)
os.environ["FRAGARIA_HOME"] = os.environ["FRAGARIA_TEST_HOME"]

from chatapp.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    # A file, not memory: threads and processes of the product each open it themselves.
    DATABASES["default"]["TEST"] = {"NAME": f"{os.environ['FRAGARIA_TEST_HOME']}/test.sqlite3"}  # noqa: F405
elif template := os.environ.get("TEST_DATABASE_TEMPLATE"):
    DATABASES["default"]["TEST"] = {"TEMPLATE": template}  # noqa: F405
STATIC_ROOT.mkdir(exist_ok=True)  # noqa: F405
