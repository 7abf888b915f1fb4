from django.db import models
from django.utils.translation import gettext_lazy as _


class Confidence(models.TextChoices):
    """How sure the portal is of the facts of a row."""

    HIGH = "hoog", _("high")
    MIDDLE = "midden", _("medium")
    LOW = "laag", _("low")
