"""What can be asked of cross-pollinations; the names are public."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mra_portal.common.filters import CatalogueFilterSet, FacetFilter, SortFilter
from profiles.models import CrossPollination, NamedBy, Sector, State, Subregion

OUTSIDE, REGION = "buiten", "mra"


def _subregions():
    return Subregion.objects.values_list("slug", "name")


def _sectors():
    return [(row.slug, row.label) for row in Sector.objects.all()]


class OwnerFilter(FacetFilter):
    """Of which one of these is an owner. What concerns the whole region has no owners."""

    def pairs(self, rows):
        for side in ("first", "second"):
            known = rows.filter(**{f"{side}__isnull": False})
            yield from known.order_by().values_list("pk", f"{side}__slug")


class PartnerFilter(OwnerFilter):
    """Together with `deelregio` it names a pair; it also knows what lies outside the region, and the region itself."""

    def pairs(self, rows):
        yield from super().pairs(rows)
        for key in rows.exclude(outside="").values_list("pk", flat=True):
            yield key, OUTSIDE
        for key in rows.filter(first__isnull=True).values_list("pk", flat=True):
            yield key, REGION


class NamedByFilter(FacetFilter):
    """Said by one side, by both, or only by the agenda of the region; it follows from the history."""

    def pairs(self, rows):
        for row in rows.for_listing():
            yield row.pk, row.named_by_slug


class CrossPollinationFilterSet(CatalogueFilterSet):
    deelregio = OwnerFilter(options=_subregions, label=_("Subregion"))
    met = PartnerFilter(
        options=lambda: [*_subregions(), (OUTSIDE, _("outside the MRA")), (REGION, _("the whole region"))],
        label=pgettext_lazy("a cross-pollination", "Together with"),
    )
    stand = FacetFilter(options=lambda: State.choices, counted="state", label=_("How it stands"))
    genoemd = NamedByFilter(options=lambda: NamedBy.choices, label=pgettext_lazy("a cross-pollination", "Named"))
    sector = FacetFilter(options=_sectors, counted="sectors__slug", collapsible=True, label=_("Sector"))
    sorteer = SortFilter(
        orders={
            "deelregio": (_("subregion"), lambda rows: rows.in_order()),
            "onderwerp": (_("topic"), lambda rows: rows.by_topic()),
            "gewijzigd": (_("last changed"), lambda rows: rows.by_last_event()),
        }
    )

    class Meta:
        model = CrossPollination
        fields = []

    @classmethod
    def rows_at(cls, moment):
        return CrossPollination.objects.all()
