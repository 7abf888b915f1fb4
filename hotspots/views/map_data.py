"""What the map that moves asks for, and only when somebody starts it."""

import json

from django.http import HttpResponse, JsonResponse
from django.utils.decorators import method_decorator
from django.views.decorators.cache import cache_control
from django.views.generic import View

from hotspots.filters import HotspotFilterSet
from hotspots.models.vocabulary import HotspotKind, Stage
from hotspots.place_map import found_pins
from hotspots.shapes import SHAPES
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
