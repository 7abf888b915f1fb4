"""Gives the pages of the region what the whole portal knows of a subregion."""

from django import template
from django.utils import timezone

from mra_portal.subregions.profile import SubregionProfile, place_label
from mra_portal.subregions.region import RegionOverview

register = template.Library()


@register.simple_tag
def profile_of(page) -> SubregionProfile:
    return SubregionProfile(page, timezone.localdate())


@register.simple_tag
def region_overview(asked) -> RegionOverview:
    return RegionOverview(asked)


@register.filter
def in_words(place) -> str:
    """ "campus, exists, Haarlem"."""
    return place_label(place)
