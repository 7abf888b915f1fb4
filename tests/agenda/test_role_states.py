"""Everybody sees how a role stands: named, confirmed, declined or ended."""

from datetime import date

import pytest

from agenda.models import RoleStatement
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def line(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        return builders.action_line(official_title="Proeftuinen openen")


@pytest.fixture
def said(line, django_capture_on_commit_callbacks):
    """Make an organisation with a role of which this was said, one statement after another."""

    def make(name, *statements, role="initiator"):
        with django_capture_on_commit_callbacks(execute=True):
            party = builders.party(line, builders.organisation(name=name, slug=name.lower()), role)
            for state, day in statements:
                RoleStatement.objects.create(
                    party=party, state=state, said_on=date.fromisoformat(day), said_by="directeur Jan Jansen"
                )
        return party

    return make


def test_the_page_of_a_line_says_who_takes_part_no_longer(client, line, said):
    said("Ended", ("bevestigd", "2026-10-01"), ("beeindigd", "2026-11-03"))
    said("Declined", ("afgewezen", "2026-10-02"), role="partner")
    said("Confirmed", ("bevestigd", "2026-10-05"), role="partner")
    said("Named", role="partner")

    page = client.get(line.get_absolute_url()).content.decode()
    english = client.get(f"/en{line.get_absolute_url()}").content.decode()

    for words in (
        "beëindigd op 3 november 2026: doet niet meer mee",
        "afgewezen op 2 oktober 2026: doet niet mee",
        "bevestigd op 5 oktober 2026",
    ):
        assert words in page
    assert page.count("party-list__state") == 3
    assert "1 oktober 2026" not in page
    assert "ended on 3 November 2026: takes part no longer" in english
    assert "Jansen" not in page


def test_the_page_of_an_organisation_says_so_too(client, said):
    party = said("Ended", ("beeindigd", "2026-11-03"))
    named = said("Named")

    page = client.get(party.organisation.get_absolute_url()).content.decode()
    other = client.get(named.organisation.get_absolute_url()).content.decode()

    assert "Beëindigd op 3 november 2026: doet niet meer mee" in page
    assert "Jansen" not in page
    assert " op 3 november" not in other


def test_open_data_holds_every_role_and_who_takes_part(client, line, said):
    said("Ended", ("beeindigd", "2026-11-03"))
    said("Named", role="partner")

    row = client.get(f"/api/v1/actielijnen/{line.slug}").json()

    assert row["rollen"] == [
        "ended: initiatiefnemer, beëindigd sinds 2026-11-03",
        "named: partner, genoemd in de agenda",
    ]
    assert (row["initiatiefnemers"], row["partners"]) == ([], ["named"])
    assert list(row)[-1] == "rollen"


def test_many_roles_cost_no_more_queries(client, line, said, django_assert_max_num_queries):
    for number in range(12):
        said(f"Role-{number}", ("bevestigd", "2026-10-01"))
    client.get(line.get_absolute_url())

    with django_assert_max_num_queries(12):
        client.get(line.get_absolute_url())
