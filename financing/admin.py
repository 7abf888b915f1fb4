from financing.resources import (
    CallWindowResource,
    ConditionResource,
    FamilyResource,
    FinancingOptionResource,
    OptionRelationResource,
    RegionalNuanceResource,
)
from mra_portal.common.content.admin import register

register(
    FamilyResource,
    FinancingOptionResource,
    ConditionResource,
    CallWindowResource,
    OptionRelationResource,
    RegionalNuanceResource,
)
