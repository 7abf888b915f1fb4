from django.utils.translation import gettext_lazy as _

from hotspots.filters import HotspotFilterSet
from hotspots.models import HotspotLink
from hotspots.network.graph import network_now
from hotspots.network.public_fields import LINK_FIELDS
from hotspots.public_fields import FIELDS, for_open_data, geometry_of
from hotspots.reach import whereabouts_of
from mra_portal.common.catalogue_index import index_of
from mra_portal.common.exports.datasets import Dataset


class Places(Dataset):
    name = "hotspots"
    title = _("Places of innovation")
    about = _(
        "Campuses, districts, field labs and other places where companies can innovate, with what they offer, how to "
        "get there, and where they lie as far as that is known."
    )
    fields = FIELDS
    filterset_class = HotspotFilterSet
    page, files = "hotspots:hotspots", "hotspots:export"
    forms = ("csv", "xlsx", "json", "geojson")
    elsewhere = _("Facts come from the agenda and from the pages of the places, named per row in the column bron.")

    def rows(self, moment):
        return for_open_data(self.filterset_class.rows_at(moment))

    def completed(self, rows):
        whereabouts = whereabouts_of(index_of(HotspotFilterSet))
        for row in rows:
            row.reach = whereabouts.reach(row.pk)
        return rows

    def geometry_of(self, row):
        return geometry_of(row)


class Links(Dataset):
    name = "verbindingen"
    title = _("Links between places")
    about = _(
        "Which places, subregions and organisations work together, or wish to. Links between two subregions are in "
        "the dataset kruisbestuivingen."
    )
    fields = LINK_FIELDS
    page = "hotspots:network"

    def rows(self, moment):
        return HotspotLink.objects.published().between_published().order_by("slug")

    def completed(self, rows):
        """The links as the network knows them, with both ends."""
        known = {link.slug: link for link in network_now().links if not link.url}
        return [known[row.slug] for row in rows if row.slug in known]


PLACES, LINKS = Places(), Links()
