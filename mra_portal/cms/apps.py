from django.apps import AppConfig


class CmsConfig(AppConfig):
    name = "mra_portal.cms"
    label = "cms"
    verbose_name = "Editorial site"
