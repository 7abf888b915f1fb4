"""What leaves as open data about financing options; the first nineteen names are promised in interface.md.

Rows come with `with_state_at` and `for_open_data`. Where an option holds is a union, as in the model:
the whole country, or these provinces, subregions and municipalities together. No sectors: every sector.
"""

from operator import attrgetter

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from agenda.models import Organisation
from financing.models import FinancingOption
from financing.models.vocabulary import Kind, Level, Rhythm, State
from mra_portal.common.confidence import Confidence
from mra_portal.common.exports.fields import PublicField, Type, page_of
from profiles.models import Municipality, Sector, Subregion
from profiles.models.region import Province
from profiles.phases import Phase

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
    PublicField("afkorting", attrgetter("abbreviation"), _("the short name")),
    PublicField("aanbieder", attrgetter("provider_printed"), _("who offers it, as the source names them")),
    PublicField("niveau", attrgetter("level"), _("whose scheme it is"), words=Level),
    PublicField("soort", attrgetter("kind"), _("what a company gets"), words=Kind),
    PublicField("fasen", attrgetter("phases"), _("for companies in these phases"), many=True, words=Phase),
    PublicField("bedrag_min", attrgetter("amount_min"), _("smallest amount in euro"), Type.NUMBER),
    PublicField("bedrag_max", attrgetter("amount_max"), _("largest amount in euro"), Type.NUMBER),
    PublicField(
        "provincies", attrgetter("provinces"), _("it holds in these whole provinces"), many=True, words=Province
    ),
    PublicField("deelregios", _slugs("subregions"), _("it holds in these subregions, by slug"), many=True),
    PublicField("sectoren", _slugs("sectors"), _("for these sectors, by slug; none: for every sector"), many=True),
    PublicField("status", attrgetter("state"), _("whether one can apply now"), words=State),
    PublicField("opent_op", attrgetter("opens_next"), _("the day on which it opens next"), Type.DAY),
    PublicField("sluit_op", attrgetter("open_until"), _("the last day to apply"), Type.DAY),
    PublicField("omschrijving", attrgetter("summary")),
    PublicField("url", attrgetter("url"), kind=Type.ADDRESS),
    PublicField("bron", attrgetter("source")),
    PublicField("gecontroleerd_op", attrgetter("last_checked_on"), kind=Type.DAY),
    PublicField("sluit_om", _closing_time, _("the time on the last day, hours and minutes in the Netherlands")),
    PublicField("ritme", attrgetter("rhythm"), _("when one can apply, apart from single rounds"), words=Rhythm),
    PublicField("beeindigd_op", attrgetter("ended_on"), _("the day on which it ended for good"), Type.DAY),
    PublicField("opvolger", _public_slug("successor"), _("what comes in its place, by slug")),
    PublicField("familie", _public_slug("family"), _("the family of schemes it belongs to, by slug")),
    PublicField("betaald_door", _slugs("paid_by"), _("organisations that pay, by slug"), many=True),
    PublicField("uitgevoerd_door", _slugs("executed_by"), _("organisations that carry it out, by slug"), many=True),
    PublicField("bedrag_toelichting", attrgetter("amount_note"), _("what there is to know about the amount")),
    PublicField("eigen_bijdrage", attrgetter("contribution"), _("what the company adds itself")),
    PublicField("doelgroep", attrgetter("audience"), _("for whom it is")),
    PublicField("heel_nederland", attrgetter("covers_country"), _("it holds in the whole country"), Type.YES_NO),
    PublicField("gemeenten", _slugs("municipalities"), _("it holds in these municipalities, by slug"), many=True),
    PublicField("zekerheid", attrgetter("confidence"), words=Confidence),
    PublicField("onzeker", attrgetter("uncertainty")),
    PublicField("pagina", page_of, kind=Type.ADDRESS),
]
