from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "mra_portal"
    label = "portal"
    verbose_name = "Portal"
