from hotspots.datasets import PLACES
from mra_portal.common.exports.views import ExportView


class HotspotExport(ExportView):
    """The places of the list as open data."""

    dataset = PLACES
    forms = ("atom",)
