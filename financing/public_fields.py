"""What leaves as open data about financing options; the first nineteen names are promised in interface.md.

Rows come with `with_state_at` and `for_open_data`. Where an option holds is a union, as in the model:
the whole country, or these provinces, subregions and municipalities together. No sectors: every sector.
"""

from operator import attrgetter

from django.db.models import Prefetch

from agenda.models import Organisation
from financing.models import FinancingOption
from mra_portal.common.exports.fields import PublicField, page_of
from profiles.models import Municipality, Sector, Subregion

# The lists in a row, and which of the related rows the public may know of.
LISTS = {
    "sectors": Sector.objects.all(),
    "subregions": Subregion.objects.all(),
    "municipalities": Municipality.objects.all(),
    "paid_by": Organisation.objects.published(),
    "executed_by": Organisation.objects.published(),
}


def for_open_data(options):
    """What FIELDS read, without the weight of what a page needs: of related rows only the slug."""
    lists = [Prefetch(name, rows.only("slug"), to_attr=f"listed_{name}") for name, rows in LISTS.items()]
    return options.with_last_check().select_related("family", "successor").prefetch_related(*lists)


def _slugs(name: str):
    return lambda option: [row.slug for row in getattr(option, f"listed_{name}")]


def _public_slug(relation: str):
    def read(option):
        row = getattr(option, relation)
        return row.slug if row and row.live else None

    return read


def _closing_time(option: FinancingOption) -> str | None:
    return option.open_until_time and f"{option.open_until_time:%H:%M}"


FIELDS = [
    PublicField("slug", attrgetter("slug")),
    PublicField("naam", attrgetter("name")),
    PublicField("afkorting", attrgetter("abbreviation")),
    PublicField("aanbieder", attrgetter("provider_printed")),
    PublicField("niveau", attrgetter("level")),
    PublicField("soort", attrgetter("kind")),
    PublicField("fasen", attrgetter("phases")),
    PublicField("bedrag_min", attrgetter("amount_min")),
    PublicField("bedrag_max", attrgetter("amount_max")),
    PublicField("provincies", attrgetter("provinces")),
    PublicField("deelregios", _slugs("subregions")),
    PublicField("sectoren", _slugs("sectors")),
    PublicField("status", attrgetter("state")),
    PublicField("opent_op", attrgetter("opens_next")),
    PublicField("sluit_op", attrgetter("open_until")),
    PublicField("omschrijving", attrgetter("summary")),
    PublicField("url", attrgetter("url")),
    PublicField("bron", attrgetter("source")),
    PublicField("gecontroleerd_op", attrgetter("last_checked_on")),
    PublicField("sluit_om", _closing_time),
    PublicField("ritme", attrgetter("rhythm")),
    PublicField("beeindigd_op", attrgetter("ended_on")),
    PublicField("opvolger", _public_slug("successor")),
    PublicField("familie", _public_slug("family")),
    PublicField("betaald_door", _slugs("paid_by")),
    PublicField("uitgevoerd_door", _slugs("executed_by")),
    PublicField("bedrag_toelichting", attrgetter("amount_note")),
    PublicField("eigen_bijdrage", attrgetter("contribution")),
    PublicField("doelgroep", attrgetter("audience")),
    PublicField("heel_nederland", attrgetter("covers_country")),
    PublicField("gemeenten", _slugs("municipalities")),
    PublicField("zekerheid", attrgetter("confidence")),
    PublicField("onzeker", attrgetter("uncertainty")),
    PublicField("pagina", page_of),
]
