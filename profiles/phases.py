from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Phase(models.TextChoices):
    """How far a company is, in the order in which it gets there; the slugs are promised in interface.md."""

    IDEA = "idee", _("idea")
    PROOF = "proof-of-concept", _("proof of concept")
    START = "start", pgettext_lazy("phase of a company", "start")
    GROWTH = "groei", _("growth")
    SCALING = "opschaling", _("scaling up")
    MATURE = "volwassen", _("mature")
