"""Addresses of the pages of `fixtures/pages/`, and of what stands in other sites, in Dutch; English ones below /en."""

from agenda.models import Accelerator, ActionLine, Event, Organisation
from financing.models import FinancingOption
from hotspots.models import Hotspot
from mra_portal.embedding import EMBEDDABLES
from profiles.models import CrossPollination, Indicator

CHAPTERS = ["de-uitdagingen", "de-kracht-van-de-mra", "onze-insteek", "onze-aanpak", "de-deelregios"]
PROFILES = [
    "almere-lelystad",
    "amstelland-meerlanden",
    "amsterdam",
    "gooi-en-vechtstreek",
    "ijmond",
    "zaanstreek-waterland",
    "zuid-kennemerland",
]
EMBEDS = [f"/insluiten/{one.path}" for one in EMBEDDABLES]
EDITORIAL_PAGES = [
    "/",
    "/verhaal/",
    *(f"/verhaal/{slug}/" for slug in CHAPTERS),
    "/deelregios/",
    *(f"/deelregios/{slug}/" for slug in PROFILES),
    "/over/",
    "/toegankelijkheid/",
    "/privacy/",
]


def row_addresses() -> list[str]:
    """The page of every row that has one and is public, in both languages."""
    rows = [
        *Accelerator.objects.all(),
        *ActionLine.objects.published().select_related("accelerator"),
        *Organisation.objects.published(),
        *FinancingOption.objects.published(),
        *Hotspot.objects.published(),
        *Event.objects.published(),
        *CrossPollination.objects.all(),
        *Indicator.objects.all(),
    ]
    return [prefix + row.get_absolute_url() for row in rows for prefix in ("", "/en")]
