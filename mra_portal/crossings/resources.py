from financing.models import FinancingOption
from hotspots.models import Hotspot
from mra_portal.common.content.resources import ContentResource, slug_column
from mra_portal.crossings.models import OptionAtHotspot


class OptionAtHotspotResource(ContentResource):
    option = slug_column("option", FinancingOption)
    hotspot = slug_column("hotspot", Hotspot)

    class Meta(ContentResource.Meta):
        model = OptionAtHotspot
        import_id_fields = ["option", "hotspot"]
        fields = ["option", "hotspot", "note_nl", "note_en", "source"]
