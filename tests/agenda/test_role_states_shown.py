"""Who declined or ended a role stands no longer among those who do the work, and still where all roles are told."""

from datetime import date

import pytest
from django.test import Client

from agenda.operations import state_role
from profiles.models import Subregion
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def line(time_machine):
    time_machine.move_to("2026-11-28T12:00Z")
    line = builders.action_line(official_title="Proeftuinen openen")
    for name, role in (("Gebleven Starters", "initiator"), ("Vertrokken Starters", "initiator")):
        subregion = Subregion.objects.get(slug="ijmond") if name.startswith("Vertrokken") else None
        builders.party(line, builders.organisation(name=name, subregion=subregion), role=role)
    return line


def leave(line, state="beeindigd"):
    party = line.parties.get(organisation__name="Vertrokken Starters")
    office = builders.person(role="MRA-bureau")
    state_role(party, state, said_on=date(2026, 11, 28), said_by="directeur", author=office)


def row_of(line, client):
    return client.get(f"/api/v1/actielijnen/{line.slug}").json()


@pytest.mark.parametrize("state", ["beeindigd", "afgewezen"])
def test_lists_matrix_filters_counts_and_data_leave_it_out(line, state):
    client = Client()
    slug = line.parties.get(organisation__name="Vertrokken Starters").organisation.slug
    addresses = ("/agenda/", "/agenda/voortgang/", f"/agenda/?initiator={slug}", "/agenda/?deelregio=ijmond")
    before = [client.get(address).content.decode() for address in addresses]
    leave(line, state)
    after = [client.get(address).content.decode() for address in addresses]

    assert "Vertrokken Starters" in before[0]
    assert "Vertrokken Starters" in before[1]
    assert "Proeftuinen openen" in before[2]
    assert "Proeftuinen openen" in before[3]
    assert "Vertrokken Starters" not in after[0]
    assert "Gebleven Starters" in after[0]
    assert "Vertrokken Starters" not in after[1]
    assert "Proeftuinen openen" not in after[2]
    assert "Proeftuinen openen" not in after[3]
    told = row_of(line, client)
    assert slug not in told["initiatiefnemers"]
    assert any(role.startswith(f"{slug}: initiatiefnemer") for role in told["rollen"])


def test_the_page_of_line_and_organisation_still_tell_it(line):
    leave(line)
    organisation = line.parties.get(organisation__name="Vertrokken Starters").organisation

    page = Client().get(line.get_absolute_url()).content.decode()
    assert "Vertrokken Starters" in page
    assert "doet niet meer mee" in page
    assert "doet niet meer mee" in Client().get(organisation.get_absolute_url()).content.decode()


def test_the_matrix_of_an_earlier_day_shows_who_took_part_then(line, time_machine):
    time_machine.move_to("2026-11-30T12:00Z")
    leave(line)

    assert "Vertrokken Starters" in Client().get("/agenda/voortgang/?op=2026-11-29").content.decode()
    assert "Vertrokken Starters" not in Client().get("/agenda/voortgang/").content.decode()
