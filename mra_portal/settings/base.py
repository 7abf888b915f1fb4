"""Settings that hold everywhere; development, test and production are short deltas of this file.

Everything an operator may choose comes from the environment (https://12factor.net/config); the README lists
the variables. Nothing here reads a secret: the deltas decide whether a missing one is filled in or refused.
"""

import datetime
import tomllib
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

import environ
import font_hanken_grotesk
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from mra_portal.settings.origins import origins

env = environ.Env()

ROOT = Path(__file__).resolve().parent.parent.parent
FIXTURES = ROOT / "fixtures"
DATA_DIR = Path(env.str("PORTAL_DATA_DIR", default=str(ROOT / "var")))

# --- Applications, lowest layer first (see the import test in tests/test_architecture.py) ---

INSTALLED_APPS = [
    "mra_portal.common",
    "mra_portal.accounts",
    "profiles",
    "agenda",
    "financing",
    "hotspots",
    "mra_portal.crossings",
    "mra_portal.cms",
    "mra_portal.people",
    "mra_portal",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.sites",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "import_export",
    "rest_framework",
    "drf_spectacular",
    "csp",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
]

# Apps with public content: a change in one of them makes processes forget what they keep (common/data_version.py).
PORTAL_CONTENT_APPS = ["profiles", "agenda", "financing", "hotspots", "crossings", "cms"]

MIDDLEWARE = [
    "mra_portal.common.request_log.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "mra_portal.common.content_security.ContentSecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "mra_portal.common.languages.PathLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "mra_portal.accounts.second_factor.SecondFactorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "mra_portal.common.whole_forms.WholeFormMiddleware",
]

ROOT_URLCONF = "mra_portal.urls"
WSGI_APPLICATION = "mra_portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "mra_portal.context.portal",
            ],
        },
    },
]

# --- Database: the embedded one unless DATABASE_URL names a server ---

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'portal.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # WAL plus immediate transactions: concurrent writers wait for each other instead of failing.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["OPTIONS"] = {
        "pool": {"min_size": 1, "max_size": env.int("PORTAL_DATABASE_POOL", default=8), "timeout": 10}
    }
    DATABASES["default"]["CONN_MAX_AGE"] = 0  # the pool keeps the connections; together they raise
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": (
        env.cache_url("REDIS_URL")
        if env.str("REDIS_URL", default="")
        else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    )
}

# --- People ---

AUTH_USER_MODEL = "accounts.User"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "mra_portal.accounts.trivial_passwords.TrivialPasswordValidator"},
]
# One way in (mra_portal/accounts/urls.py): e-mail address and password, a second factor, nobody signs up.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
PASSWORD_RESET_TIMEOUT = 3 * 24 * 60 * 60  # of links to choose a password, in seconds
# Whoever enters the editing screens must have a second factor; in development it can be tried.
PORTAL_SECOND_FACTOR_REQUIRED = env.bool("PORTAL_SECOND_FACTOR_REQUIRED", default=False)
ACCOUNT_ADAPTER = "mra_portal.accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "mra_portal.accounts.forms.LoginForm",
    "reset_password_from_key": "mra_portal.accounts.forms.ChoosePasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # addresses come from the office, and the first password comes by mail
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "mra_portal.accounts.tokens.PasswordLinkTokens"
ACCOUNT_SESSION_REMEMBER = True
# Five wrong passwords for an address and it is closed for so many seconds, also to the right one (in the cache).
PORTAL_LOGIN_CLOSED_SECONDS = 15 * 60
ACCOUNT_RATE_LIMITS = {"login_failed": f"20/m/ip,5/{PORTAL_LOGIN_CLOSED_SECONDS}s/key"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "authenticate": "mra_portal.accounts.forms.SecondFactorForm",
    "reauthenticate": "mra_portal.accounts.forms.ConfirmForm",
    "activate_totp": "mra_portal.accounts.forms.AppForm",
    "add_webauthn": "mra_portal.accounts.forms.PasskeyForm",
}
MFA_PASSKEY_LOGIN_ENABLED = True  # a passkey with finger, face or PIN is both factors at once
MFA_TRUST_ENABLED = True  # who asks for it gives no code on her own browser until then: longer than a line stays fresh
MFA_TRUST_COOKIE_AGE = datetime.timedelta(days=90)
MFA_TOTP_ISSUER = "Innovatieportaal MRA"
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off
# The accounts of an organisation, by OpenID Connect; without PORTAL_OIDC_ID there is no button.
SOCIALACCOUNT_ADAPTER = "mra_portal.accounts.adapters.OrganisationAccountAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = True  # a link: the policy below would stop a form that ends at another host
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": []}}
if env.str("PORTAL_OIDC_ID", default=""):
    SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"].append(
        {
            "provider_id": env.str("PORTAL_OIDC_ID"),
            "name": env.str("PORTAL_OIDC_NAME", default=env.str("PORTAL_OIDC_ID")),
            "client_id": env.str("PORTAL_OIDC_CLIENT_ID"),
            "secret": env.str("PORTAL_OIDC_CLIENT_SECRET"),
            "settings": {"server_url": env.str("PORTAL_OIDC_SERVER_URL")},
        }
    )
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("PORTAL_MAIL_FROM", default="webmaster@localhost")
# Where visitors write when something on a page is not right.
PORTAL_CONTACT_MAIL = env.str("PORTAL_CONTACT_MAIL", default=DEFAULT_FROM_EMAIL)
PORTAL_DEMO_ACCOUNTS = False  # only the development settings may create accounts with a known password

# --- Languages: Dutch without a prefix, English under /en/ ---

LANGUAGE_CODE = "nl"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [ROOT / "locale"]
TIME_ZONE = "Europe/Amsterdam"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
WAGTAIL_I18N_ENABLED = True

# --- Static files and uploads ---

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("PORTAL_STATIC_ROOT", default=str(ROOT / "staticfiles")))
STATICFILES_DIRS = [
    ROOT / "static",
    # The text face, from the package that ships it (SIL OFL 1.1); only its files are needed.
    ("fonts/hanken-grotesk", Path(font_hanken_grotesk.__file__).parent / "files"),
    # The library of the map, from a package that ships it (BSD); only its files are needed, so it is no app of ours.
    ("leaflet", Path(find_spec("leaflet").submodule_search_locations[0]) / "static" / "leaflet"),
]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
PORTAL_SERVES_MEDIA = False  # in production the web server or an object store does
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# --- What browsers may do ---

# Tiles under the map of places, such as those of the Dutch public map service; without them it shows our own drawing.
PORTAL_MAP_TILES_URL = env.str("PORTAL_MAP_TILES_URL", default="")
PORTAL_MAP_TILES_ATTRIBUTION = env.str("PORTAL_MAP_TILES_ATTRIBUTION", default="")
_TILES = urlsplit(PORTAL_MAP_TILES_URL)
MAP_IMAGE_HOSTS = [f"{_TILES.scheme}://{_TILES.netloc}"] if _TILES.netloc else []

# Sites that may show the lists of the portal in a frame: the addresses below /insluiten/, and no others.
PORTAL_EMBEDDERS = origins("PORTAL_EMBEDDERS", env.list("PORTAL_EMBEDDERS", default=[]))

# The public site: nothing inline, nothing from elsewhere, no nonce (it would break shared caching).
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", *MAP_IMAGE_HOSTS],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [SELF],  # the editor's preview shows public pages in a frame
    }
}
# The editing screens: Wagtail and Django admin need inline scripts and styles (wagtail#1288).
EDITORIAL_CONTENT_SECURITY_POLICY = {
    "default-src": [SELF],
    "script-src": [SELF, "'unsafe-inline'", "'unsafe-eval'"],
    "style-src": [SELF, "'unsafe-inline'"],
    "img-src": [SELF, "data:", "blob:", *MAP_IMAGE_HOSTS],
    "font-src": [SELF, "data:"],
    "connect-src": [SELF],
    "frame-src": [SELF],
    "object-src": [NONE],
    "form-action": [SELF],
    "base-uri": [SELF],
    "frame-ancestors": [SELF],
}
EDITORIAL_PATHS = ("/beheer/", "/django-admin/")
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- Wagtail ---

WAGTAIL_SITE_NAME = "Innovatie in de Metropoolregio Amsterdam"
PORTAL_BASE_URL = env.str("PORTAL_BASE_URL", default="http://localhost:8000").rstrip("/")
WAGTAILADMIN_BASE_URL = PORTAL_BASE_URL
WAGTAIL_ENABLE_UPDATE_CHECK = False  # no request to a third party
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # idem
# Passwords are chosen at the one way in; the address says who somebody is, so nobody changes her own.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILADMIN_PERMITTED_LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAILREDIRECTS_AUTO_CREATE = True
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "ods", "odt", "pdf", "pptx", "txt", "xlsx", "zip"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 5 * 1024 * 1024  # bytes; what a camera makes is too heavy for a page
# All analysis happens in mra_portal.common.search: 'simple' stores our tokens as they are.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "simple"}}

# --- Import and export for data stewards ---

IMPORT_EXPORT_USE_TRANSACTIONS = True
IMPORT_EXPORT_TMP_STORAGE_CLASS = "import_export.tmp_storages.CacheStorage"
IMPORT_EXPORT_IMPORT_PERMISSION_CODE = "change"
IMPORT_EXPORT_EXPORT_PERMISSION_CODE = "view"

# --- The portal ---

# One fact sheet for the release of the content: which agenda it holds and when its facts were checked.
PORTAL_CONTENT = tomllib.loads((FIXTURES / "content.toml").read_text(encoding="utf-8"))
PORTAL_CONTENT_CHECKED_ON: datetime.date = PORTAL_CONTENT["checked_on"]
# Days after which a subregion is asked to look at its profile again, and after which the page says it may be old.
PORTAL_PROFILE_DUE_AFTER_DAYS = env.int("PORTAL_PROFILE_DUE_AFTER_DAYS", default=183)
PORTAL_PROFILE_STALE_AFTER_DAYS = env.int("PORTAL_PROFILE_STALE_AFTER_DAYS", default=365)
# Until how many days after a report it is up to date, due for an update, and overdue; after that it is out of date.
PORTAL_FRESHNESS_DAYS = tuple(map(int, env.list("PORTAL_FRESHNESS_DAYS", default=["60", "90", "120"])))
# At most one reminder per person in so many days, and how long its link "still correct" works.
PORTAL_REMINDER_DAYS = env.int("PORTAL_REMINDER_DAYS", default=10)
PORTAL_REMINDER_LINK_DAYS = env.int("PORTAL_REMINDER_LINK_DAYS", default=21)
PORTAL_SECURITY_CONTACT = env.str("PORTAL_SECURITY_CONTACT", default="")
PORTAL_NAME = _("Innovation in the Amsterdam Metropolitan Area")

# --- Logs: one JSON object a line, each with the id of its request, never an address of a visitor ---

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "mra_portal.common.request_log.RequestIdFilter"}},
    "formatters": {
        "json": {
            "()": "pythonjsonlogger.json.JsonFormatter",
            "fmt": "%(asctime)s %(levelname)s %(name)s %(request_id)s %(message)s",
            "datefmt": "%Y-%m-%dT%H:%M:%S%z",
            "rename_fields": {"asctime": "time", "levelname": "level", "name": "logger"},
        },
        "plain": {"format": "%(levelname)s %(name)s: %(message)s"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json", "filters": ["request_id"]}},
    "root": {"handlers": ["console"], "level": env.str("PORTAL_LOG_LEVEL", default="INFO")},
    "loggers": {
        # One line per request comes from our own middleware, which also says how long it took.
        "django.request": {"level": "ERROR"},
        # A wrong Host header is the asker's fault and answered with 400.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        "django_tasks": {"level": "WARNING"},
        "wagtail": {"level": "WARNING"},
        "django.server": {"handlers": ["console"], "level": "WARNING", "propagate": False},
    },
}

# The API is read-only and for everybody: no accounts, no browsable pages.
REST_FRAMEWORK = {
    "UNAUTHENTICATED_USER": None,
    "DEFAULT_RENDERER_CLASSES": ["mra_portal.open_data.api.negotiation.Json"],
    "EXCEPTION_HANDLER": "mra_portal.open_data.api.problems.answer_problem",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Innovatieportaal Metropoolregio Amsterdam",
    "DESCRIPTION": "Alles wat op het portaal openbaar is. / Everything that is public on the portal.",
    "VERSION": "1.1.0",
    "OAS_VERSION": "3.0.3",  # the version that the Dutch API Design Rules allow
    "LICENSE": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/deed.nl"},
    "CONTACT": {
        "name": "Metropoolregio Amsterdam",
        "url": "https://www.metropoolregioamsterdam.nl/",
        "email": PORTAL_CONTACT_MAIL,
    },
    "SERVERS": [{"url": f"{PORTAL_BASE_URL}/api/v1"}],
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SCHEMA_PATH_PREFIX_TRIM": True,
    "POSTPROCESSING_HOOKS": [],  # the words of a column stand at the column
    "SORT_OPERATION_PARAMETERS": False,
    "ENABLE_DJANGO_DEPLOY_CHECK": False,  # it would make the document, for which it needs a database
}
