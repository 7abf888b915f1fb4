from django.utils.translation import gettext_lazy as _

from mra_portal.common.exports.datasets import Dataset, PlainFilterSet, SlugsFilter
from mra_portal.subregions.public_fields import (
    MUNICIPALITY_FIELDS,
    SECTOR_FIELDS,
    SUBREGION_FIELDS,
    municipalities_for_open_data,
    sectors_for_open_data,
    subregions_for_open_data,
    with_lines,
)
from profiles.models import Municipality, Subregion


class Subregions(Dataset):
    name = "deelregios"
    title = _("Subregions and their profiles")
    about = _("The seven subregions as one dataset: facts of the row, and what the live profile says.")
    fields = SUBREGION_FIELDS
    page, files = "/deelregios/", "subregions:export"

    def rows(self, moment):
        return subregions_for_open_data()

    def completed(self, rows):
        return with_lines(rows)


class Sectors(Dataset):
    name = "sectoren"
    title = _("Sectors")
    about = _("Who works on what: the sectors with the subregions and clusters that work on them.")
    fields = SECTOR_FIELDS
    page, files = "/deelregios/", "subregions:sectors_export"

    def rows(self, moment):
        return sectors_for_open_data()


class MunicipalityFilterSet(PlainFilterSet):
    deelregio = SlugsFilter(field_name="subregion__slug", queryset=Subregion.objects.all(), label=_("Subregion"))

    class Meta:
        model = Municipality
        fields = []


class Municipalities(Dataset):
    name = "gemeenten"
    title = _("Municipalities")
    about = _("The thirty municipalities of the region, with the subregion they are in and a point in their centre.")
    fields = MUNICIPALITY_FIELDS
    filterset_class = MunicipalityFilterSet
    page = "/deelregios/"
    elsewhere = _("Codes of Statistics Netherlands (CBS); points after open geodata of the Dutch government.")

    def rows(self, moment):
        return municipalities_for_open_data()


SUBREGIONS, SECTORS, MUNICIPALITIES = Subregions(), Sectors(), Municipalities()
