"""Production: refuses to start on a missing secret or address; everything else has a safe default.

Required: PORTAL_SECRET_KEY, DATABASE_URL (PostgreSQL), PORTAL_ALLOWED_HOSTS, PORTAL_BASE_URL,
PORTAL_SECURITY_CONTACT. Optional: REDIS_URL, PORTAL_HSTS_SECONDS, PORTAL_BEHIND_PROXY, EMAIL_URL,
PORTAL_SECOND_FACTOR_REQUIRED, PORTAL_OIDC_*, PORTAL_EMBEDDERS.
"""

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .base import CACHES, DATABASES, STORAGES, env

_REQUIRED = (
    "PORTAL_SECRET_KEY",
    "DATABASE_URL",
    "PORTAL_ALLOWED_HOSTS",
    "PORTAL_BASE_URL",
    "PORTAL_SECURITY_CONTACT",
)
_missing = [name for name in _REQUIRED if not env.str(name, default="").strip()]
if _missing:
    raise ImproperlyConfigured(f"Production refuses to start without: {', '.join(_missing)}")

SECRET_KEY = env.str("PORTAL_SECRET_KEY")
if len(SECRET_KEY) < 50 or SECRET_KEY.startswith("development-only"):
    raise ImproperlyConfigured("PORTAL_SECRET_KEY must be at least 50 characters of its own")
if DATABASES["default"]["ENGINE"] != "django.db.backends.postgresql":
    raise ImproperlyConfigured("Production runs on PostgreSQL: DATABASE_URL must start with postgres://")

DEBUG = False
ALLOWED_HOSTS = env.list("PORTAL_ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = [env.str("PORTAL_BASE_URL")]

SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # asked over plain HTTP from inside the cluster
SECURE_HSTS_SECONDS = env.int("PORTAL_HSTS_SECONDS", default=31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken"
MFA_TRUST_COOKIE_NAME = "__Host-known-browser"
if env.bool("PORTAL_BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1  # limits per address look at the visitor, not at the proxy

# security.W019 wants X-Frame-Options DENY, but the editor's preview shows our own pages in a frame.
SILENCED_SYSTEM_CHECKS = ["security.W019"]

PORTAL_SECOND_FACTOR_REQUIRED = env.bool("PORTAL_SECOND_FACTOR_REQUIRED", default=True)

# Several processes share one cache: Redis where there is one, else a table (`manage.py createcachetable`). It also
# counts wrong passwords, so it has room for many addresses at once.
if not env.str("REDIS_URL", default=""):
    CACHES["default"] = {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "portal_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }

STORAGES["staticfiles"] = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}

if env.str("EMAIL_URL", default=""):
    vars().update(env.email_url("EMAIL_URL"))
EMAIL_TIMEOUT = 10  # seconds; a mail server that does not answer holds nobody up
