"""Which events are a person's own (see agenda.own_rows)."""

from django.db.models import Q

from agenda.models import Event, Membership
from profiles.models import Subregion
from profiles.permissions import keeps_own_profile


def subregions_kept_by(user):
    """The subregions whose profile this person keeps."""
    return Subregion.objects.of_member(user) if keeps_own_profile(user) else Subregion.objects.none()


def events_of(user):
    """The events that an organisation of this person holds, and those of the subregion whose profile she keeps."""
    held = Event.organisers.through.objects.filter(organisation__in=Membership.objects.organisations_of(user))
    near = Event.subregions.through.objects.filter(subregion__in=subregions_kept_by(user).order_by().values("pk"))
    return Event.objects.filter(Q(pk__in=held.values("event")) | Q(pk__in=near.values("event")))


def may_add_anything(user) -> bool:
    """Whether an event of this person need not be of the own organisation or subregion."""
    return user.has_perm("agenda.add_event") or user.has_perm("agenda.change_event")


def is_own(user, organisers, subregions) -> bool:
    """Whether an event with these organisers and subregions would be this person's own."""
    employers = {row["organisation"] for row in Membership.objects.organisations_of(user)}
    return any(row.pk in employers for row in organisers) or (
        {row.pk for row in subregions} & set(subregions_kept_by(user).values_list("pk", flat=True)) != set()
    )
