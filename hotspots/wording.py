"""Distances and walks as people say them."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def distance_text(km: float) -> str:
    """ "350 m" below a kilometre (in steps of ten), "2,4 km" above, whole kilometres from ten on."""
    metres = round(km * 100) * 10
    if metres < 1000:
        return _("%(metres)s m") % {"metres": metres}
    return _("%(km)s km") % {"km": number_format(round(km, 1) if km < 9.95 else round(km), 1 if km < 9.95 else 0)}


def walk_text(minutes: int) -> str:
    return ngettext("%(n)s minute on foot", "%(n)s minutes on foot", minutes) % {"n": minutes}
