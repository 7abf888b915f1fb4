from agenda.datasets import LINES, ORGANISATIONS
from mra_portal.common.exports.views import ExportView


class ActionLineExport(ExportView):
    """The action lines of the list as open data; with `op` as they stood on that day."""

    dataset = LINES


class OrganisationExport(ExportView):
    """The organisations of the list as open data."""

    dataset = ORGANISATIONS
