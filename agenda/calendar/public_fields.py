"""What leaves as open data about events. Rows come through `for_open_data`."""

from operator import attrgetter

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from agenda.models import ActionLine, EventKind, Organisation
from mra_portal.common.exports.fields import PublicField, Type, page_of
from profiles.models import Sector, Subregion

LISTS = {
    "organisers": Organisation.objects.published(),
    "subregions": Subregion.objects.all(),
    "sectors": Sector.objects.all(),
    "lines": ActionLine.objects.published(),
}


def for_open_data(events):
    """What FIELDS read; of related rows only the slug, and only of public ones."""
    lists = [Prefetch(name, rows.only("slug"), to_attr=f"listed_{name}") for name, rows in LISTS.items()]
    return events.select_related("municipality").prefetch_related(*lists)


def _slugs(name: str):
    return lambda event: [row.slug for row in getattr(event, f"listed_{name}")]


def _hour(name: str):
    return lambda event: f"{hour:%H:%M}" if (hour := getattr(event, name)) else None


FIELDS = [
    PublicField("slug", attrgetter("slug")),
    PublicField("naam", attrgetter("name"), _("the name as the organiser writes it")),
    PublicField("soort", attrgetter("kind"), _("what kind of event it is"), words=EventKind),
    PublicField("begint_op", attrgetter("starts_on"), _("the first day"), Type.DAY),
    PublicField("begint_om", _hour("starts_at"), _("the hour at which it begins, in Amsterdam")),
    PublicField("eindigt_op", attrgetter("last"), _("the last day, of one day the same as the first"), Type.DAY),
    PublicField("eindigt_om", _hour("ends_at"), _("the hour at which it ends, in Amsterdam")),
    PublicField("plaats", attrgetter("place"), _("the venue, as the organiser names it")),
    PublicField("gemeente", lambda event: event.municipality.slug if event.municipality else None),
    PublicField("online", attrgetter("is_online"), _("one can be there online"), Type.YES_NO),
    PublicField("organisatoren", _slugs("organisers"), _("organisations that hold it, by slug"), many=True),
    PublicField("organisatoren_zoals_gedrukt", attrgetter("organisers_printed"), _("organisers not in the portal")),
    PublicField("deelregios", _slugs("subregions"), _("where it is and for whom: subregions, by slug"), many=True),
    PublicField("sectoren", _slugs("sectors"), many=True),
    PublicField("actielijnen", _slugs("lines"), many=True),
    PublicField("omschrijving", attrgetter("summary")),
    PublicField("url", attrgetter("url"), kind=Type.ADDRESS),
    PublicField("aanmelden_tot", attrgetter("register_by"), _("the last day to register"), Type.DAY),
    PublicField("afgelast", attrgetter("cancelled_because"), _("why it is called off; empty: it goes on")),
    PublicField("bron", attrgetter("source")),
    PublicField("gecontroleerd_op", attrgetter("checked_on"), kind=Type.DAY),
    PublicField("pagina", page_of, kind=Type.ADDRESS),
]
