from agenda.resources import (
    AcceleratorResource,
    ActionLinePartyResource,
    ActionLineResource,
    OrganisationResource,
)
from mra_portal.common.content.admin import register

register(AcceleratorResource, OrganisationResource, ActionLineResource, ActionLinePartyResource)
