"""What a place is to a search engine (see mra_portal.common.linked_data)."""

from django.utils.translation import gettext as _

from hotspots.models import Hotspot
from mra_portal.common.linked_data import address, area, thing


def linked_data(place: Hotspot) -> list[dict]:
    """Facts of a published place. Its stage goes along, because a place that could come is no place to go to."""
    point = place.point
    municipality = place.municipality.name if place.municipality else ""
    return [
        thing(
            "Place",
            name=place.name,
            description=str(place.summary.plain),
            url=place.url,
            mainEntityOfPage=address(place.get_absolute_url()),
            address=", ".join(dict.fromkeys(filter(None, (place.address, municipality)))),
            geo=point and thing("GeoCoordinates", latitude=point.latitude, longitude=point.longitude),
            containedInPlace=area(place.subregion.name) if place.subregion else None,
            additionalProperty=[
                thing("PropertyValue", name=_("type of place"), value=str(place.get_kind_display())),
                thing("PropertyValue", name=_("stage of the place"), value=str(place.get_stage_display())),
            ],
        )
    ]
