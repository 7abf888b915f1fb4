from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator

# For how long such a link works, as mails and pages say it.
PASSWORD_LINK_DAYS = settings.PASSWORD_RESET_TIMEOUT // (24 * 60 * 60)


class PasswordLinkTokens(PasswordResetTokenGenerator):
    """Tokens in mailed links to choose a password: for three days, used once, and dead for who was deactivated."""

    def check_token(self, user, token):
        return bool(user and user.is_active) and super().check_token(user, token)


password_link_tokens = PasswordLinkTokens()
