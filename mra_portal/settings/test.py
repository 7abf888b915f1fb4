"""Test: strict where production is forgiving, quick where that changes no answer.

The database comes from DATABASE_URL, which `portal.py test` sets once for SQLite and once for PostgreSQL.
"""

from .base import *  # noqa: F403
from .base import LOGGING, TEMPLATES

DEBUG = False
SECRET_KEY = "test-only-not-a-secret"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick; production keeps Argon2
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PORTAL_DEMO_ACCOUNTS = True
PORTAL_SECURITY_CONTACT = "mailto:security@portal.example"
LOGGING["root"]["level"] = "WARNING"
# A name that a template asks for and nobody gave becomes this text, which the tests look for.
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = ""
