"""The subregions, the sectors and the points of one profile as CSV, XLSX and JSON."""

from django.http import Http404
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from mra_portal.common.exports.datasets import Dataset, Found
from mra_portal.common.exports.views import ExportView
from mra_portal.subregions.datasets import SECTORS, SUBREGIONS
from mra_portal.subregions.public_fields import all_points, point_fields
from mra_portal.subregions.rows import NamedRows
from mra_portal.subregions.views import public_profile


class SubregionExport(ExportView):
    dataset = SUBREGIONS


class SectorExport(ExportView):
    dataset = SECTORS


class Points(Dataset):
    """The points of one profile; made per request, as they stand in one page and not in rows."""

    title = _("One innovation profile")
    about = _("A row per point of the profile, with its source and what it names.")

    def __init__(self, page):
        self.points = all_points(page)
        self.name = f"profiel-{page.subregion.slug}"
        self.fields = point_fields(page.subregion, NamedRows(self.points))


class ProfileExport(ExportView):
    """One profile as data."""

    def get(self, request, form, slug):
        page = public_profile(slug, get_language())
        if page is None:
            raise Http404
        self.dataset = Points(page)
        return super().get(request, form)

    def found(self):
        return Found(self.dataset.points, timezone.now())

    def _chunks(self, found):
        """A profile is one page: its points are at hand."""
        return [found.keys]
