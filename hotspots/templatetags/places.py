from django import template

from hotspots.wording import distance_text, walk_text

register = template.Library()


@register.filter
def distance(km):
    """Kilometres as people say them; empty when not known."""
    return "" if km is None else distance_text(km)


@register.filter
def walk(minutes):
    return walk_text(minutes)
