"""The subregions: the region as the agenda draws it."""

from profiles.models.confirmations import ProfileConfirmation
from profiles.models.profile_page import COLUMNS, SubregionProfilePage
from profiles.models.region import (
    Cluster,
    Municipality,
    Province,
    Sector,
    Subregion,
    SubregionQuerySet,
    TransitionTheme,
)

__all__ = [
    "COLUMNS",
    "Cluster",
    "Municipality",
    "ProfileConfirmation",
    "Province",
    "Sector",
    "Subregion",
    "SubregionProfilePage",
    "SubregionQuerySet",
    "TransitionTheme",
]
