from hotspots.resources import (
    HotspotLinkResource,
    HotspotResource,
    OfferResource,
    ReachNoteResource,
    StationResource,
)
from mra_portal.common.content.admin import register

register(StationResource, HotspotResource, OfferResource, ReachNoteResource, HotspotLinkResource)
