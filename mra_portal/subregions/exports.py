"""The subregions, the sectors and the points of one profile as CSV, XLSX and JSON."""

from django.http import Http404
from django.utils import timezone
from django.utils.translation import get_language

from mra_portal.common.exports.views import ExportView, Found
from mra_portal.subregions.public_fields import (
    SECTOR_FIELDS,
    SUBREGION_FIELDS,
    all_points,
    point_fields,
    sectors_for_open_data,
    subregions_for_open_data,
    with_lines,
)
from mra_portal.subregions.rows import NamedRows
from mra_portal.subregions.views import public_profile


class SubregionExport(ExportView):
    """The seven as one dataset: facts of the row, and what the live profile says."""

    file_name = "deelregios"
    fields = SUBREGION_FIELDS

    def found(self):
        return Found(list(self.rows(None).values_list("pk", flat=True)), timezone.now())

    def rows(self, moment):
        return subregions_for_open_data()

    def completed(self, rows):
        return with_lines(rows)


class SectorExport(ExportView):
    """Who works on what: the sectors with the subregions and clusters that work on them."""

    file_name = "sectoren"
    fields = SECTOR_FIELDS

    def found(self):
        return Found(list(self.rows(None).values_list("pk", flat=True)), timezone.now())

    def rows(self, moment):
        return sectors_for_open_data()


class ProfileExport(ExportView):
    """One profile as data: a row per point, with its source and what it names."""

    def get(self, request, form, slug):
        self.page = public_profile(slug, get_language())
        if self.page is None:
            raise Http404
        self.file_name = f"profiel-{slug}"
        return super().get(request, form)

    def found(self):
        points = all_points(self.page)
        self.fields = point_fields(self.page.subregion, NamedRows(points))
        return Found(points, timezone.now())

    def _chunks(self, found):
        """A profile is one page: its points are at hand."""
        return [found.keys]
