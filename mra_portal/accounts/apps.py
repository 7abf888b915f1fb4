from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "mra_portal.accounts"
    label = "accounts"
    verbose_name = "Accounts"
