from mra_portal.common.content.admin import register
from profiles.resources import (
    ClusterResource,
    MunicipalityResource,
    SectorResource,
    SubregionResource,
    TransitionThemeResource,
)

register(SubregionResource, MunicipalityResource, TransitionThemeResource, SectorResource, ClusterResource)
