from mra_portal.common.content.admin import register
from mra_portal.crossings.resources import (
    ActionLineInCrossPollinationResource,
    OptionAtHotspotResource,
    PlaceInCrossPollinationResource,
)

register(OptionAtHotspotResource, PlaceInCrossPollinationResource, ActionLineInCrossPollinationResource)
