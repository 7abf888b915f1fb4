"""What can be asked of places; the names are promised in interface.md."""

from functools import cached_property

import django_filters
from django.core.exceptions import ValidationError
from django.forms import CharField
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from agenda.models import Organisation
from hotspots.geography import Point, distance_km
from hotspots.models import Hotspot
from hotspots.models.vocabulary import HotspotKind, Stage
from hotspots.near import Gazetteer, parse_here, parse_radius, read_gazetteer
from hotspots.reach import Whereabouts, whereabouts_of
from mra_portal.common.catalogue_index import index_of
from mra_portal.common.filters import CatalogueFilterSet, FacetFilter, SortFilter
from profiles.models import Municipality, Sector, Subregion

NAME, DISTANCE, STATION = "naam", "afstand", "station"


class HereField(CharField):
    def clean(self, value):
        text = super().clean(value)
        return parse_here(text, gazetteer()) if text else None


class RadiusField(CharField):
    def clean(self, value):
        text = super().clean(value)
        return parse_radius(text) if text else None


class NearFilter(django_filters.Filter):
    """`dichtbij`: places with a point, the nearest first; with `straal` only those within so many kilometres."""

    field_class = HereField

    def chosen(self, filterset: "HotspotFilterSet", here: Point) -> int:
        places, radius = filterset.whereabouts.points, filterset.radius
        keys = [key for key, point in places.items() if radius is None or distance_km(here, point) <= radius]
        return filterset.index.numbering.bits_of(keys)


class RadiusFilter(django_filters.Filter):
    """`straal`: how far from `dichtbij`, which does the work; alone it narrows nothing."""

    field_class = RadiusField

    def chosen(self, filterset: "HotspotFilterSet", radius: float) -> int:
        return filterset.index.everything


class PartnerFilter(FacetFilter):
    """Places of which this organisation is a host or a partner."""

    def pairs(self, rows):
        for side in ("hosts", "partners"):
            known = rows.filter(**{f"{side}__live": True})
            yield from known.order_by().values_list("pk", f"{side}__slug")


def gazetteer() -> Gazetteer:
    return index_of(HotspotFilterSet).kept("gazetteer", lambda rows, numbering: read_gazetteer())


def _partners():
    return Organisation.objects.published().with_places().by_name().values_list("slug", "name")


def _sectors():
    return [(row.slug, row.label) for row in Sector.objects.all()]


class HotspotFilterSet(CatalogueFilterSet):
    dichtbij = NearFilter(max_length=200, label=gettext_lazy("Near"))
    straal = RadiusFilter(max_length=20, label=gettext_lazy("At most this far (km)"))
    type = FacetFilter(
        options=lambda: HotspotKind.choices, counted="kind", label=pgettext_lazy("of a place", "Type of place")
    )
    stadium = FacetFilter(options=lambda: Stage.choices, counted="stage", label=gettext_lazy("Is it there yet?"))
    deelregio = FacetFilter(
        options=lambda: Subregion.objects.values_list("slug", "name"),
        counted="subregion__slug",
        label=gettext_lazy("Subregion"),
    )
    sector = FacetFilter(options=_sectors, counted="sectors__slug", collapsible=True, label=gettext_lazy("Sector"))
    gemeente = FacetFilter(
        options=lambda: Municipality.objects.filter(hotspots__live=True).distinct().values_list("slug", "name"),
        counted="municipality__slug",
        collapsible=True,
        label=gettext_lazy("Municipality"),
    )
    partner = PartnerFilter(options=_partners, collapsible=True, label=gettext_lazy("Host or partner"))
    sorteer = SortFilter(
        orders={
            NAME: (gettext_lazy("name"), lambda rows: rows.by_name()),
            "stadium": (pgettext_lazy("order of places", "stage"), lambda rows: rows.by_stage()),
            # These two follow from points: `keys` puts them in order, by name where they are alike.
            STATION: (gettext_lazy("distance to a train station"), lambda rows: rows.by_name()),
            DISTANCE: (gettext_lazy("distance to your place"), lambda rows: rows.by_name()),
        }
    )

    class Meta:
        model = Hotspot
        fields = []

    @classmethod
    def rows_at(cls, moment):
        return Hotspot.objects.published()

    @cached_property
    def whereabouts(self) -> Whereabouts:
        return whereabouts_of(self.index)

    @property
    def here(self) -> Point | None:
        """Where the visitor measures from."""
        self.form.is_valid()
        return self.form.cleaned_data.get("dichtbij")

    @property
    def radius(self) -> float | None:
        """In kilometres."""
        self.form.is_valid()
        return self.form.cleaned_data.get("straal")

    def distance(self, key: int) -> float | None:
        """From `here` to this place, in kilometres; None when one of them is not known."""
        point = self.whereabouts.points.get(key)
        return distance_km(self.here, point) if self.here and point else None

    @property
    def order(self) -> str:
        """Who says where she is sees the nearest first, unless she asks for something else."""
        chosen = super().order
        if not self.data.get("sorteer") and self.here:
            return DISTANCE
        return NAME if chosen == DISTANCE and not self.here else chosen

    def keys(self, start=0, stop=None):
        order = self.order
        if order not in (DISTANCE, STATION):
            return self.index.keys(self.bits, order, start, self.count if stop is None else stop)
        far = float("inf")
        by_name = self.index.keys(self.bits, order, 0, self.count)
        if order == DISTANCE:
            here, points = self.here, self.whereabouts.points
            away = {key: distance_km(here, points[key]) if key in points else far for key in by_name}
        else:
            reaches = {key: self.whereabouts.reach(key).train for key in by_name}
            away = {key: stop.straight_km if stop else far for key, stop in reaches.items()}
        return sorted(by_name, key=away.__getitem__)[start:stop]

    @property
    def sort_options(self):
        slugs = list(self.sort_filter().orders)
        options = [
            {**option, "is_current": slug == self.order}
            for slug, option in zip(slugs, super().sort_options, strict=True)
        ]
        return [option for slug, option in zip(slugs, options, strict=True) if slug != DISTANCE or self.here]

    def word_for(self, name, value):
        if name == "straal":
            try:
                return _("within %(km)s km") % {"km": number_format(f"{parse_radius(value):g}")}
            except ValidationError:
                return value
        if name == "dichtbij":
            return _("near %(place)s") % {"place": value}
        return super().word_for(name, value)
