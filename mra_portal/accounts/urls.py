"""The one way in: the doors of allauth that we open, under Dutch addresses and allauth's own names.

What is not here does not exist: signing up, changing the address, connecting other accounts.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as organisation_account
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.urls import path, re_path

from mra_portal.accounts.tokens import PASSWORD_LINK_DAYS
from mra_portal.accounts.views import Login, RecoveryCodesFile, SecondStep, organisation_login

# For people, in two languages.
pages = [
    path("inloggen/", Login.as_view(), name="account_login"),
    path("inloggen/tweede-factor/", SecondStep.as_view(), name="mfa_authenticate"),
    path("inloggen/passkey/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("inloggen/inactief/", account.account_inactive, name="account_inactive"),
    path("inloggen/afgebroken/", organisation_account.login_cancelled, name="socialaccount_login_cancelled"),
    path("uitloggen/", account.logout, name="account_logout"),
    path("wachtwoord/vergeten/", account.password_reset, name="account_reset_password"),
    path(
        "wachtwoord/vergeten/verstuurd/",
        account.PasswordResetDoneView.as_view(extra_context={"days": PASSWORD_LINK_DAYS}),
        name="account_reset_password_done",
    ),
    re_path(
        r"^wachtwoord/kiezen/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("wachtwoord/gekozen/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("account/wachtwoord/", account.password_change, name="account_change_password"),
    path("account/wachtwoord/eerste/", account.password_set, name="account_set_password"),
    path("account/bevestigen/", account.reauthenticate, name="account_reauthenticate"),
    path("account/bevestigen/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("account/bevestigen/passkey/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("account/tweede-factor/", mfa.index, name="mfa_index"),
    path("account/tweede-factor/app/aan/", totp.activate_totp, name="mfa_activate_totp"),
    path("account/tweede-factor/app/uit/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/tweede-factor/passkeys/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("account/tweede-factor/passkeys/nieuw/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("account/tweede-factor/passkeys/<int:pk>/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path("account/tweede-factor/passkeys/<int:pk>/weg/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path("account/tweede-factor/herstelcodes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "account/tweede-factor/herstelcodes/nieuw/",
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "account/tweede-factor/herstelcodes/bestand/",
        RecoveryCodesFile.as_view(),
        name="mfa_download_recovery_codes",
    ),
]

# For machines: the organisation's login server knows these addresses, so there is no language in them.
between_machines = [
    path("inloggen/organisatie/<slug:provider_id>/", organisation_login, name="openid_connect_login"),
    path("inloggen/organisatie/<slug:provider_id>/terug/", openid_connect.callback, name="openid_connect_callback"),
]
