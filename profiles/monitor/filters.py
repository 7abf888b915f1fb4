"""What can be asked of indicators, and of their figures; the names are public."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from mra_portal.common.exports.datasets import PlainFilterSet, SlugsFilter
from mra_portal.common.filters import CatalogueFilterSet, FacetFilter, SortFilter
from profiles.models import Indicator, Municipality, Observation, Subregion
from profiles.models.monitor import EARLIEST_YEAR

LATEST_YEAR = 2999


class SubregionFilter(FacetFilter):
    """With a figure about this subregion, or about a municipality in it."""

    def pairs(self, rows):
        for path in ("observations__subregion__slug", "observations__municipality__subregion__slug"):
            known = rows.filter(**{f"{path}__isnull": False})
            yield from known.order_by().values_list("pk", path)


class IndicatorFilterSet(CatalogueFilterSet):
    deelregio = SubregionFilter(
        options=lambda: Subregion.objects.values_list("slug", "name"), collapsible=True, label=_("Subregion")
    )
    gemeente = FacetFilter(
        options=lambda: Municipality.objects.values_list("slug", "name"),
        counted="observations__municipality__slug",
        collapsible=True,
        label=_("Municipality"),
    )
    sorteer = SortFilter(
        orders={
            "monitor": (_("subject"), lambda rows: rows.in_order()),
            "naam": (_("name"), lambda rows: rows.by_name()),
        }
    )

    class Meta:
        model = Indicator
        fields = []

    @classmethod
    def rows_at(cls, moment):
        return Indicator.objects.all()


class WithinFilter(SlugsFilter):
    """About these subregions, or about a municipality in one of them."""

    def filter(self, rows, subregions):
        return rows.within(subregions) if subregions else rows


class YearFilter(django_filters.NumberFilter):
    """A whole number that every database can compare."""

    field_class = forms.IntegerField


class ObservationFilterSet(PlainFilterSet):
    indicator = SlugsFilter(field_name="indicator__slug", queryset=Indicator.objects.all(), label=_("Indicator"))
    deelregio = WithinFilter(field_name="subregion__slug", queryset=Subregion.objects.all(), label=_("Subregion"))
    gemeente = SlugsFilter(
        field_name="municipality__slug", queryset=Municipality.objects.all(), label=_("Municipality")
    )
    jaar = YearFilter(
        field_name="year", min_value=EARLIEST_YEAR, max_value=LATEST_YEAR, label=_("Year that the figure is about")
    )

    class Meta:
        model = Observation
        fields = []
