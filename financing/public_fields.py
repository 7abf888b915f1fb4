"""What leaves as open data about financing options; the first nineteen names are promised in interface.md.

Rows come with `with_state_at`, `with_last_check` and `for_export`. Where an option holds is a union, as in the model:
the whole country, or these provinces, subregions and municipalities together. No sectors: every sector.
"""

from collections.abc import Callable
from operator import attrgetter

from financing.models import FinancingOption
from mra_portal.common.exports.fields import PublicField, page_of, published


def _slugs(relation: str) -> Callable[[FinancingOption], list[str]]:
    return lambda option: [row.slug for row in getattr(option, relation).all()]


def _public_slugs(relation: str) -> Callable[[FinancingOption], list[str]]:
    return lambda option: [row.slug for row in published(getattr(option, relation).all())]


def _public_slug(relation: str) -> Callable[[FinancingOption], str | None]:
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
    PublicField("betaald_door", _public_slugs("paid_by")),
    PublicField("uitgevoerd_door", _public_slugs("executed_by")),
    PublicField("bedrag_toelichting", attrgetter("amount_note")),
    PublicField("eigen_bijdrage", attrgetter("contribution")),
    PublicField("doelgroep", attrgetter("audience")),
    PublicField("heel_nederland", attrgetter("covers_country")),
    PublicField("gemeenten", _slugs("municipalities")),
    PublicField("zekerheid", attrgetter("confidence")),
    PublicField("onzeker", attrgetter("uncertainty")),
    PublicField("pagina", page_of),
]
