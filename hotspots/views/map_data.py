"""What the map that moves asks for, and only when somebody starts it."""

import json

from django.http import HttpResponse, JsonResponse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import cache_control
from django.views.generic import DetailView, View

from hotspots.cards import card_of
from hotspots.filters import HotspotFilterSet
from hotspots.models import Hotspot
from hotspots.models.vocabulary import HotspotKind, Stage
from hotspots.place_map import found_pins
from hotspots.reach import whereabouts_of
from hotspots.shapes import SHAPES
from mra_portal.common.catalogue_index import index_of
from mra_portal.common.exports.problems import problem
from profiles.region_map import drawing


class MapData(View):
    """The places of the list that have a point, short: [slug, name, kind, stage, town, latitude, longitude].

    Kind and stage are places in `soorten` and `stadia`; degrees are whole numbers of 1/10,000.
    """

    http_method_names = ["get", "head"]

    def get(self, request):
        filterset = HotspotFilterSet(request.GET)
        if filterset.is_refused:
            return problem(filterset.form.errors)
        kinds, stages = list(HotspotKind), list(Stage)
        answer = {
            "soorten": [{"slug": kind, "naam": kind.label, "vorm": SHAPES[kind]} for kind in kinds],
            "stadia": [{"slug": stage, "naam": stage.label} for stage in stages],
            "plekken": [
                [
                    pin.slug,
                    pin.name,
                    kinds.index(pin.kind),
                    stages.index(pin.stage),
                    pin.town,
                    round(pin.latitude * 10_000),
                    round(pin.longitude * 10_000),
                ]
                for pin in found_pins(filterset)
            ],
        }
        return JsonResponse(answer, json_dumps_params={"ensure_ascii": False, "separators": (",", ":")})


@method_decorator(cache_control(public=True, max_age=86_400), name="dispatch")
class LandData(View):
    """Our own drawing of the region as GeoJSON, to put under the map."""

    http_method_names = ["get", "head"]

    def get(self, request):
        features = [
            {
                "type": "Feature",
                "properties": {"gemeente": name},
                "geometry": {"type": "MultiPolygon", "coordinates": [[[*ring, ring[0]]] for ring in rings]},
            }
            for name, rings in drawing()["municipalities"].items()
        ]
        body = json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":"))
        return HttpResponse(body, content_type="application/geo+json")


class CardData(DetailView):
    """The card of one place, for the pop-up of the map: the same as in the list, and no page of its own."""

    http_method_names = ["get", "head"]
    template_name = "components/place_card.html"
    queryset = Hotspot.objects.published().for_listing()

    def get_context_data(self, **kwargs):
        reach = whereabouts_of(index_of(HotspotFilterSet)).reach(self.object.pk)
        return {"place": card_of(self.object, reach)}

    def render_to_response(self, context, **kwargs):
        response = super().render_to_response(context, **kwargs)
        response["X-Robots-Tag"] = "noindex"
        return response
