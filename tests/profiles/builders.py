"""People and cross-pollinations for tests."""

from django.contrib.auth.models import Group
from django.test import Client

from agenda.models import Membership, Organisation
from mra_portal.accounts.models import User
from profiles.cross_pollinations.speaking import Speaker, speaker_of
from profiles.models import CrossPollination, CrossPollinationEvent, Subregion


def member_of(slug: str, name: str = "lid") -> User:
    """A kopgroep member of this subregion."""
    user = User.objects.create_user(f"{name}-{slug}@test.example", "x")
    user.groups.add(Group.objects.get(name="Kopgroep"))
    Membership.objects.create(user=user, organisation=Organisation.objects.get(slug=f"deelregio-{slug}"))
    return user


def office(name: str = "bureau") -> User:
    user = User.objects.create_user(f"{name}@test.example", "x")
    user.groups.add(Group.objects.get(name="MRA-bureau"))
    return user


def speaker_for(slug: str) -> Speaker:
    return speaker_of(member_of(slug))


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def subregion(slug: str) -> Subregion:
    return Subregion.objects.get(slug=slug)


def cross_pollination(first="ijmond", second="amsterdam", topic="Proeven", **fields) -> CrossPollination:
    """Named in print by the first side."""
    row = CrossPollination.objects.create(
        slug=f"proef-{first}-{second}-{topic}".lower().replace(" ", "-"),
        first=subregion(first),
        second=subregion(second) if second else None,
        topic_nl=topic,
        source="test",
        **fields,
    )
    CrossPollinationEvent.objects.create(
        cross_pollination=row, number=1, kind="genoemd", side=row.first, printed=topic, source="test"
    )
    return row


def again(row: CrossPollination) -> CrossPollination:
    return CrossPollination.objects.for_listing().get(pk=row.pk)
