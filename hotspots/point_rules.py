"""Where the point of a place may lie; forms, imports and GeoJSON all ask this.

The drawing of the region may be a kilometre off (profiles.region_map), so only a point that lies farther away than
that is refused.
"""

from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from hotspots.geography import Point, looks_swapped
from profiles.models import Municipality
from profiles.region_map import distance_to_municipality_km, distance_to_region_km, municipality_at

CLEARLY_KM = 1.0
SWAPPED, OUTSIDE, ELSEWHERE = "swapped", "outside", "elsewhere"


def check_way_round(point: Point) -> None:
    """Raises ValidationError for a point of which latitude and longitude changed places, with the right way round."""
    if looks_swapped(point):
        message = _(
            "Latitude and longitude are the wrong way round. Did you mean latitude %(latitude)s, longitude "
            "%(longitude)s?"
        )
        named = {"latitude": f"{point.longitude:.4f}", "longitude": f"{point.latitude:.4f}"}
        raise ValidationError({"latitude": ValidationError(message % named, code=SWAPPED)})


def check_place(point: Point, municipality: Municipality | None) -> None:
    """Raises ValidationError for a point clearly outside the region, or clearly outside its municipality."""
    away = distance_to_region_km(point.longitude, point.latitude)
    if away > CLEARLY_KM:
        message = _(
            "This point lies %(distance)s km outside the region. Correct it, or tick “lies outside the MRA” if that "
            "is right."
        )
        distance = number_format(away, 0 if away >= 10 else 1, force_grouping=True)
        raise ValidationError({"latitude": ValidationError(message % {"distance": distance}, code=OUTSIDE)})
    if municipality is None:
        return
    away = distance_to_municipality_km(municipality.slug, point.longitude, point.latitude)
    found = Municipality.objects.filter(slug=municipality_at(point.longitude, point.latitude) or "").first()
    if found and found != municipality and away > CLEARLY_KM:
        message = _("This point lies in %(found)s, not in %(chosen)s. Correct the point, or choose %(found)s.")
        named = {"found": found, "chosen": municipality}
        raise ValidationError({"municipality": ValidationError(message % named, code=ELSEWHERE)})
