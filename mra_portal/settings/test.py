"""Test: strict where production is forgiving, quick where that changes no answer.

The database comes from DATABASE_URL, which `portal.py test` sets once for SQLite and once for PostgreSQL.
"""

import sys

from .base import *  # noqa: F403
from .base import DATA_DIR, DATABASES, LOGGING, ROOT, TEMPLATES

DEBUG = False
SECRET_KEY = "test-only-not-a-secret"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick; production keeps Argon2
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PORTAL_DEMO_ACCOUNTS = True
PORTAL_SECURITY_CONTACT = "mailto:security@portal.example"
LOGGING["root"]["level"] = "WARNING"
# A file instead of memory, so that threads have connections of their own, as they have in production.
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATA_DIR.mkdir(parents=True, exist_ok=True)
    DATABASES["default"]["TEST"] = {"NAME": f"{DATABASES['default']['NAME']}.test"}
    DATABASES["default"]["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"  # nothing here need survive a crash
else:
    # No pool: it would keep the test database from being dropped. And no waiting for the disk.
    DATABASES["default"]["OPTIONS"] = {"options": "-c synchronous_commit=off"}

# Static files come straight from their folders; one test collects and hashes them.
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True


class UndefinedVariable(str):
    """What a template gets for a name that nobody gave: a failure in our templates, nothing in other people's.

    Django asks for `"%s" in value` and then for `value % name` (django.template.base.FilterExpression.resolve).
    """

    def __contains__(self, part):
        return part == "%s"

    def __mod__(self, name):
        asked = sys._getframe(1).f_locals
        expression, context = asked["self"], asked["context"]
        template = context.render_context.template.origin.name
        assert not template.startswith(str(ROOT / "templates")), f"{template} or a part of it: {name} is not defined"
        engine = context.template.engine
        engine.string_if_invalid = ""  # as in production, where filters such as `default` still get their turn
        try:
            return expression.resolve(context)
        finally:
            engine.string_if_invalid = self


TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = UndefinedVariable("undefined")
