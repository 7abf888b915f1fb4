"""What the page of one place shows."""

from django import template

from hotspots.models import Hotspot
from hotspots.place_page import place_page

register = template.Library()


@register.filter
def as_page(place: Hotspot) -> dict:
    """What the page of a place tells beyond its own columns (see hotspots.place_page)."""
    return place_page(place)


@register.filter
def kind_and_stage(place: Hotspot) -> str:
    """ "Fieldlab, in ontwikkeling"."""
    return f"{place.get_kind_display()}, {place.get_stage_display().lower()}"


@register.filter
def as_parties(organisations) -> list[dict]:
    """For components/party_list.html."""
    return [
        {"name": row.name, "url": row.get_absolute_url(), "kind": row.get_kind_display(), "subregion": None}
        for row in organisations
    ]
