from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CrossingsConfig(AppConfig):
    """What joins parts of the portal that do not know each other, such as money and places."""

    name = "mra_portal.crossings"
    label = "crossings"
    verbose_name = _("Connections")
