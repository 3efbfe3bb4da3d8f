"""The product's own settings for the browser rig's processes; only the database is the session's clone."""

import os

from tinhso.config.settings import *  # noqa: F403
from tinhso.config.settings import DATABASES

DATABASES["default"]["NAME"] = os.environ["TINHSO_TEST_DATABASE"]
TINHSO_DEMO = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
