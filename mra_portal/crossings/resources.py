from financing.models import FinancingOption
from hotspots.models import Hotspot
from mra_portal.common.content.resources import ContentResource, slug_column
from mra_portal.crossings.models import OptionAtHotspot, PlaceInCrossPollination
from profiles.models import CrossPollination


class OptionAtHotspotResource(ContentResource):
    option = slug_column("option", FinancingOption)
    hotspot = slug_column("hotspot", Hotspot)

    class Meta(ContentResource.Meta):
        model = OptionAtHotspot
        import_id_fields = ["option", "hotspot"]
        fields = ["option", "hotspot", "note_nl", "note_en", "source"]


class PlaceInCrossPollinationResource(ContentResource):
    cross_pollination = slug_column("cross_pollination", CrossPollination)
    hotspot = slug_column("hotspot", Hotspot)

    class Meta(ContentResource.Meta):
        model = PlaceInCrossPollination
        import_id_fields = ["cross_pollination", "hotspot"]
        fields = ["cross_pollination", "hotspot", "source"]
