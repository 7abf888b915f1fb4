from mra_portal.common.content.admin import register
from mra_portal.crossings.resources import (
    OptionAtHotspotResource,
    PlaceInCrossPollinationResource,
)

register(OptionAtHotspotResource, PlaceInCrossPollinationResource)
