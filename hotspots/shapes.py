"""A shape per type of place, in a box of 16 by 16, so that no map or list tells them apart by colour alone."""

from hotspots.models.vocabulary import HotspotKind

BOX = 16
SHAPES: dict[str, str] = {
    HotspotKind.CAMPUS: "M2 2h12v12H2z",
    HotspotKind.DISTRICT: "M8 1.2a6.8 6.8 0 1 1 0 13.6 6.8 6.8 0 1 1 0-13.6z",
    HotspotKind.FIELD_LAB: "M8 1.2 15.2 14.4H.8z",
    HotspotKind.HUB: "M8 .6 15.4 8 8 15.4.6 8z",
    HotspotKind.LIVING_LAB: "M4.4 1.8h7.2L15.2 8l-3.6 6.2H4.4L.8 8z",
    HotspotKind.PORT: "M.8 1.6h14.4L8 14.8z",
    HotspotKind.CARE_CLUSTER: "M5.4 1.2h5.2v4.2h4.2v5.2h-4.2v4.2H5.4v-4.2H1.2V5.4h4.2z",
    HotspotKind.BUSINESS_PARK: "M8 .8 15 6.4v8H1v-8z",
}
