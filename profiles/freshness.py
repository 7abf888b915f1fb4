"""How fresh a profile is: counted from the day on which its own people last said that it is still correct.

The periods are settings: PORTAL_PROFILE_DUE_AFTER_DAYS and PORTAL_PROFILE_STALE_AFTER_DAYS.
"""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import pgettext_lazy


class Freshness(models.TextChoices):
    FRESH = "actueel", pgettext_lazy("how fresh a profile is", "up to date")
    DUE = "bijna-verouderd", pgettext_lazy("how fresh a profile is", "to be looked at again")
    STALE = "verouderd", pgettext_lazy("how fresh a profile is", "possibly out of date")


def due_before(day: date) -> date:
    """Who last confirmed before this day is due."""
    return day - timedelta(days=settings.PORTAL_PROFILE_DUE_AFTER_DAYS)


def stale_before(day: date) -> date:
    """Who last confirmed before this day is stale."""
    return day - timedelta(days=settings.PORTAL_PROFILE_STALE_AFTER_DAYS)


def freshness_on(day: date, confirmed_on: date | None) -> Freshness:
    """Nobody who ever confirmed it: stale, because the agenda itself dates from spring 2025."""
    if confirmed_on is None or confirmed_on < stale_before(day):
        return Freshness.STALE
    return Freshness.DUE if confirmed_on < due_before(day) else Freshness.FRESH
