from hotspots.geojson import GeoJSON
from hotspots.resources import (
    HotspotLinkResource,
    HotspotResource,
    OfferResource,
    ReachNoteResource,
    StationResource,
)
from mra_portal.common.content.admin import register

register(HotspotResource, more_formats=(GeoJSON,))
register(StationResource, OfferResource, ReachNoteResource, HotspotLinkResource)
