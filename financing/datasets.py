from django.utils.translation import gettext_lazy as _

from financing.filters import FinancingFilterSet
from financing.public_fields import FIELDS, for_open_data
from mra_portal.common.exports.datasets import Dataset


class Options(Dataset):
    name = "financieringsopties"
    title = _("Financing options")
    about = _(
        "Grants, loans, funds, vouchers and programmes for innovative companies in the region: for whom, how much, "
        "where, and whether one can apply now."
    )
    fields = FIELDS
    filterset_class = FinancingFilterSet
    page, files = "financing:options", "financing:export"
    elsewhere = _("Facts and names come from the pages of the providers, named per row in the column bron.")

    def rows(self, moment):
        return for_open_data(self.filterset_class.rows_at(moment))


OPTIONS = Options()
