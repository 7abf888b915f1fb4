"""How long ago something was reported or confirmed, as a word: up to date, due, overdue, stale (settings, in days)."""

from datetime import date

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Freshness(models.TextChoices):
    FRESH = "actueel", _("up to date")
    DUE = "bijwerken", _("due for an update")
    OVERDUE = "te-laat", _("overdue")
    STALE = "verouderd", _("out of date")
    SILENT = "nooit-gemeld", _("never reported")


def freshness_on(day: date, reported_on: date | None) -> Freshness:
    """How fresh a report of `reported_on` is on `day`; PORTAL_FRESHNESS_DAYS holds the last day of each step."""
    if reported_on is None:
        return Freshness.SILENT
    age = (day - reported_on).days
    fresh, due, overdue = settings.PORTAL_FRESHNESS_DAYS
    if age <= fresh:
        return Freshness.FRESH
    if age <= due:
        return Freshness.DUE
    return Freshness.OVERDUE if age <= overdue else Freshness.STALE
