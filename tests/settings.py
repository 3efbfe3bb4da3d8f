"""The product's settings for a test session: an instance of its own, connected as the web role."""

import atexit
import os
import shutil
import tempfile

# What this process starts inherits its instance; two pytest workers side by side have one each.
if os.environ.get("TINHSO_TEST_WORKER") != (worker := os.environ.get("PYTEST_XDIST_WORKER", "main")):
    os.environ["TINHSO_TEST_WORKER"] = worker
    folder = tempfile.mkdtemp(prefix="tinhso-test-")
    owner = os.getpid()
    os.chmod(folder, 0o755)  # the service user that runs PostgreSQL for root passes through
    os.environ["TINHSO_DATA"] = folder
    os.environ["TINHSO_ROLE"] = "web"
    if worker != "main" and "TINHSO_DATABASE_URL" in os.environ:
        os.environ["TINHSO_DATABASE_URL"] += f"_{worker}"
    atexit.register(lambda: shutil.rmtree(folder, ignore_errors=True) if os.getpid() == owner else None)

from tinhso.config.settings import *  # noqa: F403
from tinhso.config.settings import ALLOWED_HOSTS, DATABASES, STATIC_ROOT

STATIC_ROOT.mkdir(exist_ok=True)

ALLOWED_HOSTS += ["testserver"]
TINHSO_DEMO = True
TINHSO_SECOND_FACTOR = "optional"
DATABASES["default"]["OPTIONS"] = {}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
