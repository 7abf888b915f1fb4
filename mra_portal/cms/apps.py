from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    name = "mra_portal.cms"
    label = "cms"
    verbose_name = _("Texts")
