"""Which places and links are a person's own (see agenda.own_rows)."""

from django.db.models import Q

from agenda.models import Membership
from hotspots.models import Hotspot, HotspotLink


def places_of(user):
    """The places of which an organisation of this person is a host."""
    hosting = Hotspot.hosts.through.objects.filter(organisation__in=Membership.objects.organisations_of(user))
    return Hotspot.objects.filter(pk__in=hosting.values("hotspot"))


def links_of(user):
    """The links that have one of those places at an end."""
    own = places_of(user).values("pk")
    return HotspotLink.objects.filter(Q(from_hotspot__in=own) | Q(to_hotspot__in=own))


def may_tie_anything(user) -> bool:
    """Whether a link of this person need not have a place of the own organisation at an end."""
    return user.has_perm("hotspots.add_hotspotlink") or user.has_perm("hotspots.change_hotspotlink")
