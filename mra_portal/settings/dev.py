"""Development: the embedded database, readable logs, demonstration accounts. Never for the outside world."""

from .base import *  # noqa: F403
from .base import DATA_DIR, LOGGING, env

DEBUG = env.bool("PORTAL_DEBUG", default=True)
SECRET_KEY = env.str("PORTAL_SECRET_KEY", default="development-only-not-a-secret")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
PORTAL_DEMO_ACCOUNTS = True
PORTAL_SERVES_MEDIA = True
# Mail goes to the console; EMAIL_URL=filemail:////some/folder (four slashes) keeps it in files.
vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # passkeys on http://localhost
LOGGING["handlers"]["console"]["formatter"] = "plain"
DATA_DIR.mkdir(parents=True, exist_ok=True)
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
