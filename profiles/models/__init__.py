"""The subregions: the region as the agenda draws it, and what subregions do together."""

from profiles.models.cross_pollination_events import CrossPollinationEvent, EventKind
from profiles.models.cross_pollinations import CrossPollination
from profiles.models.gap_verdicts import GapVerdict
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
    "Cluster",
    "CrossPollination",
    "CrossPollinationEvent",
    "EventKind",
    "GapVerdict",
    "Municipality",
    "NamedBy",
    "Province",
    "Sector",
    "State",
    "Subregion",
    "SubregionQuerySet",
    "TransitionTheme",
    "Verdict",
]
