"""The subregions: the region as the agenda draws it."""

from profiles.models.region import (
    Cluster,
    Municipality,
    Province,
    Sector,
    Subregion,
    SubregionQuerySet,
    TransitionTheme,
)

__all__ = ["Cluster", "Municipality", "Province", "Sector", "Subregion", "SubregionQuerySet", "TransitionTheme"]
