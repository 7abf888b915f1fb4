from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "mra_portal.people"
    label = "people"
    verbose_name = "People"
