from mra_portal.common.content.admin import register
from profiles.resources import (
    ClusterResource,
    CrossPollinationEventResource,
    CrossPollinationResource,
    IndicatorResource,
    MunicipalityResource,
    ObservationResource,
    SectorResource,
    SubregionResource,
    TransitionThemeResource,
)

register(SubregionResource, MunicipalityResource, TransitionThemeResource, SectorResource, ClusterResource)
register(CrossPollinationResource, CrossPollinationEventResource)
register(IndicatorResource, ObservationResource)
