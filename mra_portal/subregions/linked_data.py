"""What a subregion is to a search engine (see mra_portal.common.linked_data)."""

from mra_portal.common.linked_data import address, area, thing
from mra_portal.subregions.profile import SubregionProfile


def linked_data(profile: SubregionProfile) -> list[dict]:
    """Facts of a subregion with its municipalities, described by the lede of its live profile."""
    return [
        thing(
            "AdministrativeArea",
            name=profile.subregion.name,
            description=profile.page.lede,
            mainEntityOfPage=address(profile.subregion.get_absolute_url()),
            containedInPlace=area("Metropoolregio Amsterdam"),
            containsPlace=[area(row.name) for row in profile.municipalities],
        )
    ]
