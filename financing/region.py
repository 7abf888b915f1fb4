"""What the pages of the route map keep knowing of the region: small tables that change a few times a year."""

from dataclasses import dataclass

from agenda.models import Organisation
from mra_portal.common.catalogue_index import CatalogueIndex
from profiles.models import Municipality, Sector


@dataclass(frozen=True)
class Region:
    """Kept with the index of the options, as long as the data does not change; nobody writes to these rows."""

    municipalities: dict[str, Municipality]  # by slug, in order of name, with their subregion
    sectors: dict[str, Sector]  # by slug
    agencies: list[Organisation]  # the development agencies (ROM's), by name, with the subregions they serve

    def provinces_of(self, subregion_key: int) -> set[str]:
        """The provinces in which the municipalities of a subregion lie."""
        return {row.province for row in self.municipalities.values() if row.subregion_id == subregion_key}

    def agencies_for(self, subregion_keys: set[int]) -> list[Organisation]:
        """The agencies that work for one of these subregions."""
        return [row for row in self.agencies if any(served.pk in subregion_keys for served in row.serves.all())]


def region_of(index: CatalogueIndex) -> Region:
    return index.kept("region", lambda rows, numbering: _read())


def _read() -> Region:
    places = Municipality.objects.select_related("subregion").order_by("name")
    agencies = Organisation.objects.published().filter(kind=Organisation.Kind.ROM).prefetch_related("serves").by_name()
    return Region({row.slug: row for row in places}, {row.slug: row for row in Sector.objects.all()}, list(agencies))
