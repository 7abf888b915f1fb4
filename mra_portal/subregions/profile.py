"""What stands on the page of a subregion: its own points, and what nobody has to type."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import groupby
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from agenda.calendar.wording import as_link
from agenda.models import ActionLine
from financing.filters import FinancingFilterSet
from financing.models import FinancingOption
from financing.region import region_of
from financing.wording import long_date, state_of
from hotspots.filters import HotspotFilterSet
from hotspots.models import Hotspot
from hotspots.place_map import found_pins, land_of, place_map
from hotspots.shapes import SHAPES
from mra_portal.common.languages import DEFAULT, LocalisedText, path_in_language
from mra_portal.subregions.figures import key_figures
from mra_portal.subregions.rows import NamedRows
from mra_portal.subregions.together import all_url, cross_pollinations_of
from profiles.freshness import Freshness
from profiles.models import COLUMNS, Cluster, Province, Sector, SubregionProfilePage
from profiles.points import Point
from profiles.region_picture import region_picture

HEADINGS = {
    "sectors": gettext_lazy("Innovative sectors and clusters"),
    "places": gettext_lazy("Hotspots and projects"),
    "programmes": gettext_lazy("Programmes it takes part in"),
    "needs": gettext_lazy("What this subregion needs"),
}
IDS = {"sectors": "sectoren", "places": "hotspots", "programmes": "programmas", "needs": "nodig"}
# How many schemes that close soonest are named.
CLOSING_SHOWN = 4


@dataclass(frozen=True)
class Section:
    """One column of the profile. `source` is what all its points have in common, else empty."""

    id: str
    heading: str
    source: str
    groups: list[dict]


class SubregionProfile:
    """For templates/profiles/profile_page.html. Everything is asked for once, and only when the page shows it."""

    def __init__(self, page: SubregionProfilePage, today: date):
        self.page, self.subregion, self.today = page, page.subregion, today

    @cached_property
    def sections(self) -> dict[str, Section]:
        points = {name: self.page.points(name) for name in COLUMNS}
        rows = NamedRows(point for column in points.values() for point in column)
        return {name: _section(name, column, rows) for name, column in points.items() if column}

    @cached_property
    def money(self) -> FinancingFilterSet:
        return FinancingFilterSet(QueryDict(urlencode({"deelregio": self.subregion.slug})))

    @cached_property
    def _region(self):
        return region_of(self.money.index)

    @property
    def municipalities(self) -> list:
        return [row for row in self._region.municipalities.values() if row.subregion_id == self.subregion.pk]

    @property
    def picture(self):
        """The subregion within the region: its own tiles are current."""
        region = region_picture(self._region.municipalities.values())
        for tile in region.tiles:
            tile["is_current"] = tile["subregion"] == self.subregion.slug
        return region

    @property
    def facts(self) -> list[dict]:
        """For components/facts.html."""
        places = self.municipalities
        provinces = sorted({Province(row.province).label for row in places})
        agencies = self._region.agencies_for({self.subregion.pk})
        known = self.money.index.kept("work_by_subregion", _work_by_subregion).get(self.subregion.pk, Work())
        role = LocalisedText(self.page.contact_role, self.page.locale.language_code)
        return [
            {"label": _("Municipalities"), "value": ", ".join(row.name for row in places)},
            {"label": _("Province"), "value": ", ".join(provinces)},
            {
                "label": _("Regional development agency (ROM)"),
                "links": [{"title": row.name, "url": row.get_absolute_url()} for row in agencies],
                "value": bool(agencies),
            },
            {
                "label": _("Sectors"),
                "value": bool(known.sectors),
                "links": [
                    {"title": row.label, "url": f"{reverse('hotspots:hotspots')}?sector={row.slug}"}
                    for row in known.sectors
                ],
            },
            {"label": _("Clusters"), "value": ", ".join(row.label for row in known.clusters)},
            {"label": _("Who to ask"), "value": role},
            self._freshness_fact,
        ]

    @property
    def _freshness_fact(self) -> dict:
        confirmed_on = self.page.confirmed_on
        state = self.page.freshness_on(self.today)
        if confirmed_on is None:
            note = _("nobody confirmed it yet; it says what the agenda of spring 2025 says")
            return {"label": _("Confirmed by the subregion"), "value": _("not yet"), "note": note}
        note = "" if state == Freshness.FRESH else state.label
        return {"label": _("Confirmed by the subregion"), "value": long_date(confirmed_on), "note": note}

    @cached_property
    def lines(self) -> list[ActionLine]:
        """The action lines that the subregion starts."""
        rows = ActionLine.objects.published().initiated_by_subregion(self.subregion.pk)
        return list(rows.select_related("accelerator").with_current_status().in_printed_order())

    @property
    def line_links(self) -> list[dict]:
        """For components/link_list.html."""
        return [
            {"lead": line.code, "title": line.title, "url": line.url, "after": f"– {line.status_label}"}
            for line in self.lines
        ]

    @cached_property
    def together(self) -> list[dict]:
        """What it could do, or does, with other subregions and with others outside the region."""
        return cross_pollinations_of(self.subregion)

    @property
    def together_url(self) -> str:
        return all_url(self.subregion)

    @property
    def lines_url(self) -> str:
        return f"{reverse('agenda:action_lines')}?{urlencode({'deelregio': self.subregion.slug})}"

    @cached_property
    def _places(self) -> HotspotFilterSet:
        return HotspotFilterSet(QueryDict(urlencode({"deelregio": self.subregion.slug})))

    @property
    def places_url(self) -> str:
        return f"{reverse('hotspots:hotspots')}?{urlencode({'deelregio': self.subregion.slug})}"

    @cached_property
    def places(self) -> list[dict]:
        """The published places in this subregion, with what exists first."""
        return [
            {"place": row, "shape": SHAPES[row.kind], "where": row.municipality}
            for row in self.subregion.hotspots.published().select_related("municipality").by_stage()
        ]

    @cached_property
    def map(self) -> dict | None:
        """For components/place_map.html; None where no place has a point."""
        pins = found_pins(self._places)
        if not pins:
            return None

        def nearby(centre, radius_km) -> str:
            return f"{self.places_url}&{urlencode({'dichtbij': str(centre), 'straal': f'{radius_km:g}'})}"

        drawn = place_map(pins, land_of(self._places.index), url_of_cluster=nearby)
        return {**drawn, "count": len(pins), "without_point": len(self.places) - len(pins)}

    @cached_property
    def events(self) -> list[dict]:
        """For components/link_list.html: what takes place here or is meant for here, what is to come first."""
        return [as_link(event, self.today) for event in self.subregion.events.a_few_around(self.today)]

    @property
    def events_url(self) -> str:
        return f"{reverse('calendar:events')}?{urlencode({'deelregio': self.subregion.slug})}"

    @property
    def money_url(self) -> str:
        return f"{reverse('financing:options')}?{urlencode({'deelregio': self.subregion.slug})}"

    @property
    def money_in_words(self) -> str:
        count = self.money.count
        words = ngettext(
            "%(count)d scheme, fund or programme can help a company here.",
            "%(count)d schemes, funds and programmes can help a company here.",
            count,
        )
        return words % {"count": count}

    @cached_property
    def closing(self) -> list[dict]:
        """For components/link_list.html: what closes soonest of the money that holds here."""
        rows = FinancingOption.objects.published().filter(pk__in=self.money.keys())
        items = []
        for option in rows.with_state_at(timezone.now()).closing()[:CLOSING_SHOWN]:
            told = state_of(option, self.today)
            urgent = told.get("state_is_urgent", False)
            items.append(
                {
                    "lead": told["state"] if urgent else long_date(option.open_until),
                    "urgent": urgent,
                    "title": option.name,
                    "url": option.get_absolute_url(),
                    "after": _("closes on %(date)s") % {"date": long_date(option.open_until)},
                }
            )
        return items

    @property
    def changes(self) -> list[dict]:
        """For components/link_list.html: what happened lately, newest first, down to the agenda itself."""
        dated = [
            (
                timezone.localdate(line.status_reported_at),
                {"title": f"{line.code} {line.title}", "url": line.url, "after": f"– {line.status_label}"},
            )
            for line in self.lines
            if line.status_reported_at
        ]
        dated += self._changed_places
        for row in self.together:
            for day, kind in row["happened"]:
                dated.append((day, {"title": row["topic"], "url": row["url"], "after": f"– {row['partner']}: {kind}"}))
        if self.page.confirmed_on:
            dated.append((self.page.confirmed_on, {"title": _("The subregion says that its profile is still correct")}))
        if self.page.last_published_at:
            day = timezone.localdate(self.page.last_published_at)
            dated.append((day, {"title": _("This profile was published last")}))
        dated.sort(key=lambda entry: entry[0], reverse=True)
        told = [{**item, "lead": date_format(day, "j F Y")} for day, item in dated[:6]]
        return [*told, {"lead": _("spring 2025"), "title": _("The action agenda prints the profile of this subregion")}]

    @property
    def _changed_places(self) -> list[tuple[date, dict]]:
        """Per day the place of which a new version went public; several on one day are counted."""
        days: dict[date, list[Hotspot]] = {}
        for place in (told["place"] for told in self.places):
            if place.last_published_at:
                days.setdefault(timezone.localdate(place.last_published_at), []).append(place)
        return [(day, _told_places(places, self.places_url)) for day, places in days.items()]

    @property
    def compare_url(self) -> str:
        """The region page, with this profile chosen already."""
        address = path_in_language("/deelregios/", get_language() or DEFAULT)
        return f"{address}?{urlencode({'vergelijk': self.subregion.slug})}#vergelijk"

    @cached_property
    def figures(self) -> list[dict]:
        """For components/key_figures.html: what the page says itself, and what the monitor knows besides."""
        return key_figures(self.page)


def place_label(place: Hotspot) -> str:
    """ "campus, exists, Haarlem"."""
    parts = (place.get_kind_display(), place.get_stage_display(), str(place.municipality or ""))
    return ", ".join(part for part in parts if part)


def _told_places(places: list[Hotspot], url: str) -> dict:
    """For components/link_list.html: what changed in the hotspot network on one day."""
    if len(places) == 1:
        return {"title": places[0].name, "url": places[0].get_absolute_url(), "after": f"– {_('place changed')}"}
    words = ngettext(
        "%(count)d place changed in the hotspot network", "%(count)d places changed in the hotspot network", len(places)
    )
    return {"title": words % {"count": len(places)}, "url": url}


@dataclass
class Work:
    """What a subregion works on: its clusters in their order, and the sectors of those."""

    sectors: list[Sector] = field(default_factory=list)
    clusters: list[Cluster] = field(default_factory=list)


def _work_by_subregion(rows, numbering) -> dict[int, Work]:
    """Kept with the index of the options, as region_of is."""
    found: dict[int, Work] = {}
    for cluster in Cluster.objects.order_by("position"):
        found.setdefault(cluster.subregion_id, Work()).clusters.append(cluster)
    for sector in Sector.objects.prefetch_related("clusters"):
        for key in {cluster.subregion_id for cluster in sector.clusters.all()}:
            found.setdefault(key, Work()).sectors.append(sector)
    return found


def _section(name: str, points: list[Point], rows: NamedRows) -> Section:
    sources = {point.source for point in points}
    common = sources.pop() if len(sources) == 1 else ""
    groups = [
        {
            "heading": _said(heading, points[0].lang),
            "points": _once([_told(point, rows, bool(common)) for point in group]),
        }
        for heading, group in groupby(points, key=lambda point: point.heading)
    ]
    return Section(IDS[name], str(HEADINGS[name]), common, groups)


def _once(points: list[dict]) -> list[dict]:
    """Under one heading the cluster is told where it begins, and not again at every point of it."""
    named = [point["clusters"] for point in points]
    return [
        {**point, "clusters": ""} if before == point["clusters"] else point
        for before, point in zip([None, *named], points, strict=False)
    ]


def _told(point: Point, rows: NamedRows, source_is_told: bool) -> dict:
    """For components/point_list.html."""
    return {
        "id": f"{IDS[point.column]}-{point.number}",
        "text": _said(point.text, point.lang),
        "explanation": _said(point.explanation, point.lang),
        "change": point.change,
        "change_label": point.change_label,
        "earlier": LocalisedText(point.earlier, "nl"),
        "printed": LocalisedText(point.printed if point.is_said_differently else "", "nl"),
        "note": _said(point.note, point.lang),
        "source": "" if source_is_told else LocalisedText(point.source, "nl"),
        "clusters": ", ".join(row.label for row in rows.of(point, "clusters")),
        "links": [link for name in point.rows if name != "clusters" for link in _links(point, rows, name)],
    }


def _links(point: Point, rows: NamedRows, name: str) -> list[dict]:
    return [
        {"title": f"{row.code} {row.title}" if name == "lines" else row.name, "url": row.get_absolute_url()}
        for row in rows.of(point, name)
    ]


def _said(text: str, lang: str) -> LocalisedText:
    return LocalisedText(text, lang)
