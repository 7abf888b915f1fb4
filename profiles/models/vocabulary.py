"""The words with which subregions work together."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    """How far a cross-pollination is; the slugs are public."""

    NAMED = "genoemd", pgettext_lazy("state of a cross-pollination", "named")
    CONFIRMED = "bevestigd", pgettext_lazy("state of a cross-pollination", "confirmed by both")
    EXPLORED = "verkend", pgettext_lazy("state of a cross-pollination", "explored")
    RUNNING = "loopt", pgettext_lazy("state of a cross-pollination", "running")
    RESULT = "resultaat", pgettext_lazy("state of a cross-pollination", "result")
    PARKED = "geparkeerd", pgettext_lazy("state of a cross-pollination", "parked")


class NamedBy(models.TextChoices):
    """Whose idea it is so far."""

    ONE = "een-kant", _("by one side only")
    BOTH = "beide-kanten", _("by both sides")
    REGION = "mra", _("only in the agenda of the whole region")


class Verdict(models.TextChoices):
    """What was decided on a gap: two subregions that share a sector and have no cross-pollination."""

    ACCEPTED = "opgepakt", pgettext_lazy("verdict on a gap", "taken up")
    PARKED = "geparkeerd", pgettext_lazy("verdict on a gap", "parked")
    REJECTED = "afgewezen", pgettext_lazy("verdict on a gap", "rejected")
