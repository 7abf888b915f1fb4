"""The tables of the portal's content, in the order in which they refer to one another."""

from agenda.resources import (
    AcceleratorResource,
    ActionLinePartyResource,
    ActionLineResource,
    EventResource,
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
from hotspots.resources import (
    HotspotLinkResource,
    HotspotResource,
    OfferResource,
    ReachNoteResource,
    StationResource,
)
from mra_portal.cms.resources import TermResource
from mra_portal.common.content.loader import Table
from mra_portal.crossings.resources import (
    OptionAtHotspotResource,
    PlaceInCrossPollinationResource,
)
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

TABLES = [
    Table("subregions", SubregionResource),
    Table("municipalities", MunicipalityResource),
    Table("transition_themes", TransitionThemeResource),
    Table("sectors", SectorResource),
    Table("clusters", ClusterResource),
    Table("indicators", IndicatorResource),
    Table("observations", ObservationResource),
    Table("cross_pollinations", CrossPollinationResource),
    Table("cross_pollination_events", CrossPollinationEventResource),
    Table("organisations", OrganisationResource),
    Table("accelerators", AcceleratorResource),
    Table("action_lines", ActionLineResource),
    Table("action_line_parties", ActionLinePartyResource),
    Table("events", EventResource),
    Table("financing_families", FamilyResource),
    Table("financing_options", FinancingOptionResource),
    Table("financing_conditions", ConditionResource),
    Table("financing_windows", CallWindowResource),
    Table("option_relations", OptionRelationResource),
    Table("regional_nuances", RegionalNuanceResource),
    Table("stations", StationResource),
    Table("hotspots", HotspotResource),
    Table("hotspot_offers", OfferResource),
    Table("hotspot_reach_notes", ReachNoteResource),
    Table("hotspot_links", HotspotLinkResource),
    Table("options_at_hotspots", OptionAtHotspotResource),
    Table("places_in_cross_pollinations", PlaceInCrossPollinationResource),
    Table("terms", TermResource),
]
