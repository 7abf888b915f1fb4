"""The subregions: the region as the agenda draws it, and what subregions do together."""

from profiles.models.confirmations import ProfileConfirmation
from profiles.models.cross_pollination_events import CrossPollinationEvent, EventKind
from profiles.models.cross_pollinations import CrossPollination
from profiles.models.gap_verdicts import GapVerdict
from profiles.models.monitor import Area, Indicator, Observation, Precision, Unit
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
from profiles.models.vocabulary import NamedBy, State, Verdict

__all__ = [
    "COLUMNS",
    "Area",
    "Cluster",
    "CrossPollination",
    "CrossPollinationEvent",
    "EventKind",
    "GapVerdict",
    "Indicator",
    "Municipality",
    "NamedBy",
    "Observation",
    "Precision",
    "ProfileConfirmation",
    "Province",
    "Sector",
    "State",
    "Subregion",
    "SubregionProfilePage",
    "SubregionQuerySet",
    "TransitionTheme",
    "Unit",
    "Verdict",
]
