from hotspots.filters import HotspotFilterSet
from hotspots.public_fields import FIELDS, for_open_data, geometry_of
from hotspots.reach import whereabouts_of
from mra_portal.common.catalogue_index import index_of
from mra_portal.common.exports.views import ExportView


class HotspotExport(ExportView):
    """The places of the list as open data."""

    forms = ("csv", "xlsx", "json", "geojson")
    file_name = "hotspots"
    fields = FIELDS
    filterset_class = HotspotFilterSet

    def rows(self, moment):
        return for_open_data(self.filterset_class.rows_at(moment))

    def completed(self, rows):
        whereabouts = whereabouts_of(index_of(HotspotFilterSet))
        for row in rows:
            row.reach = whereabouts.reach(row.pk)
        return rows

    def geometry_of(self, row):
        return geometry_of(row)
