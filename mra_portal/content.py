"""The tables of the portal's content, in the order in which they refer to one another."""

from agenda.resources import (
    AcceleratorResource,
    ActionLinePartyResource,
    ActionLineResource,
    OrganisationResource,
)
from financing.resources import (
    CallWindowResource,
    ConditionResource,
    FamilyResource,
    FinancingOptionResource,
    OptionRelationResource,
    RegionalNuanceResource,
)
from mra_portal.cms.resources import TermResource
from mra_portal.common.content.loader import Table
from profiles.resources import (
    ClusterResource,
    MunicipalityResource,
    SectorResource,
    SubregionResource,
    TransitionThemeResource,
)

TABLES = [
    Table("subregions", SubregionResource),
    Table("municipalities", MunicipalityResource),
    Table("transition_themes", TransitionThemeResource),
    Table("sectors", SectorResource),
    Table("clusters", ClusterResource),
    Table("organisations", OrganisationResource),
    Table("accelerators", AcceleratorResource),
    Table("action_lines", ActionLineResource),
    Table("action_line_parties", ActionLinePartyResource),
    Table("financing_families", FamilyResource),
    Table("financing_options", FinancingOptionResource),
    Table("financing_conditions", ConditionResource),
    Table("financing_windows", CallWindowResource),
    Table("option_relations", OptionRelationResource),
    Table("regional_nuances", RegionalNuanceResource),
    Table("terms", TermResource),
]
