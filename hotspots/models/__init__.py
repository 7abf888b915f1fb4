"""The network of innovation hotspots (action lines 4a and 3a): places, how to reach them, and what ties them."""

from hotspots.models.links import HotspotLink
from hotspots.models.offers import Offer
from hotspots.models.places import Hotspot
from hotspots.models.reach_notes import ReachNote
from hotspots.models.stations import Station

__all__ = ["Hotspot", "HotspotLink", "Offer", "ReachNote", "Station"]
