"""Real data for the style page: one example of each component, taken from the database where there is one."""

from datetime import date

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agenda.models import Accelerator, ActionLine, Status
from agenda.views.catalogues import board_of
from financing.filters import FinancingFilterSet
from financing.models import FinancingOption
from financing.option_page import option_page
from financing.shortlist import Shortlist
from financing.templatetags.financing import card_of
from financing.views.catalogue import bar_of, stations_of
from hotspots.cards import cards_of
from hotspots.filters import HotspotFilterSet
from hotspots.models import Hotspot
from hotspots.models.vocabulary import Stage
from hotspots.network.picture import NetworkPicture
from hotspots.network.question import NetworkQuestion
from hotspots.place_map import dots_of, found_pins, land_of, map_of
from hotspots.place_page import place_page
from hotspots.shapes import SHAPES
from mra_portal.common.languages import DEFAULT
from mra_portal.embedding import EMBEDDABLES
from mra_portal.forms import SearchForm
from mra_portal.subregions.profile import SubregionProfile
from profiles.blocks import Change
from profiles.models import Municipality, Subregion, SubregionProfilePage
from profiles.region_picture import region_picture


def examples() -> dict:
    lines = list(ActionLine.objects.published().for_listing().in_printed_order())
    return {
        "statuses": Status.choices,
        "accelerators": Accelerator.objects.published(),
        "subregions": Subregion.objects.all(),
        "board": board_of(lines),
        "line": lines[0] if lines else None,
        "region": region_picture(Municipality.objects.select_related("subregion")),
        "colours": [
            "paper",
            "mist",
            "ink",
            "muted",
            "link",
            "line",
            "line-ui",
            "signal",
            "signal-deep",
            "deep",
            "meets",
            "fails",
            "unknown",
        ],
        "timeline": [
            {"date": date(2026, 10, 6), "status": status, "label": label, "text": INVENTED}
            for status, label in Status.choices
        ],
        "share_lines": [{"name": one.name, "title": one.title, "line": one.line()} for one in EMBEDDABLES[:1]],
        "form": SearchForm({"q": "x" * 201}),
        "figures": [
            {"value": "16", "label": _("action lines"), "source": "p. 51"},
            {"value": "7", "label": _("subregions")},
        ],
        **_money(),
        **_places(),
        "points": _points(),
    }


def _points() -> list[dict]:
    """A column of a real profile, and a point in every state it can have."""
    page = SubregionProfilePage.objects.for_public().in_language(DEFAULT).first()
    section = SubregionProfile(page, timezone.localdate()).sections.get("sectors") if page else None
    changed = [
        {"id": f"stijl-{change}", "text": INVENTED, "change": change, "change_label": label, "earlier": INVENTED}
        for change, label in Change.choices
        if change
    ]
    return [*(section.groups if section else ()), {"heading": _("Every change"), "points": changed}]


# Statuses that no line has yet; invented, and said to be so.
INVENTED = _("An invented example, to show the form.")


def _money() -> dict:
    """The components of the route map, for a company in Almere that looks at the scheme of a neighbour."""
    filterset = FinancingFilterSet(QueryDict("fase=proof-of-concept&fase=start"))
    rows = FinancingOption.objects.published().with_state_at(timezone.now()).for_detail()
    option = rows.filter(family__isnull=False, covers_country=False).order_by("slug").first()
    if option is None:
        return {
            "stations": stations_of(filterset),
            "result": None,
            "conditions": [],
            "columns": [],
            "shortlist_bar": None,
        }
    asked = QueryDict(f"fase=proof-of-concept&gemeente=almere&optie={option.slug}")
    shortlist, page = Shortlist.of(asked), option_page(option, asked)
    return {
        "stations": stations_of(filterset),
        "result": card_of(option, asked, shortlist, ""),
        "conditions": page["assessment"].answers,
        "columns": page["family_columns"],
        "shortlist_bar": bar_of(shortlist, asked),
    }


def _places() -> dict:
    """The components of the hotspot network: a place with a point and links, and the network of one subregion."""
    filterset, question = HotspotFilterSet(), NetworkQuestion(QueryDict("deelregio=ijmond"))
    linked = Hotspot.objects.published().with_point().filter(links_from__isnull=False).for_detail()
    place = linked.order_by("slug").first()
    return {
        "place_marks": [
            {"kind": kind, "shape": form, "label": kind.label, "stages": Stage.values} for kind, form in SHAPES.items()
        ],
        "place_card": next(iter(cards_of(Hotspot.objects.published().for_listing()[:1], filterset)), None),
        "place_map": map_of(filterset),
        "place_dots": dots_of(found_pins(filterset), land_of(filterset.index)),
        "network": NetworkPicture(question.network, question.nodes, question.links),
        "place": place and place_page(place),
    }
