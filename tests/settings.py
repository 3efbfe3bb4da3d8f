"""The product's settings for a test session: an instance of its own, connected as the web role."""

import atexit
import os
import shutil
import tempfile

if "TINHSO_TEST_INSTANCE" not in os.environ:
    folder = tempfile.mkdtemp(prefix="tinhso-test-")
    owner = os.getpid()
    os.chmod(folder, 0o755)  # the service user that runs PostgreSQL for root passes through
    os.environ["TINHSO_TEST_INSTANCE"] = os.environ["TINHSO_DATA"] = folder
    os.environ["TINHSO_ROLE"] = "web"
    atexit.register(lambda: shutil.rmtree(folder, ignore_errors=True) if os.getpid() == owner else None)

from tinhso.config.settings import *  # noqa: F403
from tinhso.config.settings import ALLOWED_HOSTS, DATABASES, STATIC_ROOT

STATIC_ROOT.mkdir(exist_ok=True)

ALLOWED_HOSTS += ["testserver"]
TINHSO_DEMO = True
DATABASES["default"]["OPTIONS"] = {}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
