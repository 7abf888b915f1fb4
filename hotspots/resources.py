"""The tables of the hotspot network, as CSV columns."""

from agenda.models import ActionLine, Organisation
from hotspots.models import Hotspot, HotspotLink, Offer, ReachNote, Station
from mra_portal.common.content.resources import (
    ContentResource,
    PartResource,
    flag_column,
    slug_column,
    slug_list_column,
    small_number_column,
    word_list_column,
)
from profiles.models import Municipality, Sector, Subregion


class StationResource(ContentResource):
    municipality = slug_column("municipality", Municipality)

    class Meta(ContentResource.Meta):
        model = Station
        fields = ["slug", "name", "kind", "municipality", "latitude", "longitude", "confidence", "source"]


class HotspotResource(ContentResource):
    subregion = slug_column("subregion", Subregion)
    municipality = slug_column("municipality", Municipality)
    lies_outside = flag_column("lies_outside")
    sectors = slug_list_column("sectors", Sector)
    hosts = slug_list_column("hosts", Organisation)
    partners = slug_list_column("partners", Organisation)
    phases = word_list_column("phases")
    action_lines = slug_list_column("action_lines", ActionLine)

    class Meta(ContentResource.Meta):
        model = Hotspot
        fields = [
            "slug",
            "name",
            "kind",
            "stage",
            "subregion",
            "municipality",
            "lies_outside",
            "latitude",
            "longitude",
            "point_note_nl",
            "point_note_en",
            "address",
            "sectors",
            "hosts",
            "partners",
            "partners_printed",
            "phases",
            "admission_nl",
            "admission_en",
            "action_lines",
            "url",
            "summary_nl",
            "summary_en",
            "uncertainty_nl",
            "uncertainty_en",
            "source",
            "checked_on",
            "confidence",
        ]


class OfferResource(PartResource):
    hotspot = slug_column("hotspot", Hotspot)
    position = small_number_column("position", "sort_order")
    is_there = flag_column("is_there")

    class Meta(PartResource.Meta):
        model = Offer
        import_id_fields = ["hotspot", "position"]
        fields = [
            "hotspot",
            "position",
            "kind",
            "is_there",
            "text_nl",
            "text_en",
            "price_nl",
            "price_en",
            "source",
        ]


class ReachNoteResource(PartResource):
    hotspot = slug_column("hotspot", Hotspot)
    position = small_number_column("position", "sort_order")

    class Meta(PartResource.Meta):
        model = ReachNote
        import_id_fields = ["hotspot", "position"]
        fields = ["hotspot", "position", "kind", "text_nl", "text_en", "source"]


class HotspotLinkResource(ContentResource):
    from_hotspot = slug_column("from_hotspot", Hotspot)
    from_subregion = slug_column("from_subregion", Subregion)
    from_organisation = slug_column("from_organisation", Organisation)
    to_hotspot = slug_column("to_hotspot", Hotspot)
    to_subregion = slug_column("to_subregion", Subregion)
    to_organisation = slug_column("to_organisation", Organisation)
    stated_by = slug_column("stated_by", Organisation)

    class Meta(ContentResource.Meta):
        model = HotspotLink
        fields = [
            "slug",
            "kind",
            "from_hotspot",
            "from_subregion",
            "from_organisation",
            "to_hotspot",
            "to_subregion",
            "to_organisation",
            "topic_nl",
            "topic_en",
            "stated_by",
            "source",
        ]
