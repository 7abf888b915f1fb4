"""Nobody speaks for an organisation of which she is no member without choosing it: the office on every line."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from agenda.reminders import due_mails, message
from tests import builders

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)


@pytest.fixture
def line(time_machine):
    """The only published line: one initiator, reported on long ago."""
    time_machine.move_to(NOW)
    line = builders.only_action_line()
    initiator = builders.organisation(name="Provincie Proef")
    builders.party(line, initiator)
    builders.status_update(line, "in-uitvoering", organisation=initiator, reported_at="2026-01-01T10:00Z")
    return line


def office_of(*organisations) -> Client:
    client = Client()
    client.force_login(builders.person(role="MRA-bureau", works_for=list(organisations)))
    return client


def test_the_office_chooses_for_whom_it_reports(line):
    office = office_of()
    address, newest = f"/beheer/actielijnen/{line.slug}/melden/", line.status_updates.get()
    told = {"status": "in-uitvoering", "text_nl": "Het loopt.", "seen": newest.pk}

    pressed = office.post(f"/beheer/actielijnen/{line.slug}/klopt-nog/", {"seen": newest.pk})
    form = office.get(address).content.decode()
    unsaid = office.post(address, told)
    reports_then = line.status_updates.count()
    chosen = {**told, "organisation": newest.organisation_id}
    preview = office.post(address, {**chosen, "bekijk": "ja"}).content.decode()
    office.post(address, chosen)

    assert pressed.url == address
    assert "Kies namens wie je meldt" in form
    assert '<option value="" selected>Kies</option>' in form
    assert (unsaid.status_code, reports_then) == (422, 1)
    assert "Gemeld door Provincie Proef" in preview
    assert line.status_updates.count() == 2


def test_the_office_that_works_for_the_mra_speaks_for_the_mra(line):
    mra = builders.organisation(name="Metropool Proef")
    office = office_of(mra)

    form = office.get(f"/beheer/actielijnen/{line.slug}/melden/").context["form"]
    office.post(f"/beheer/actielijnen/{line.slug}/klopt-nog/", {"seen": line.status_updates.get().pk})

    assert form["organisation"].value() == mra.pk
    assert line.timeline[0].organisation == mra


def test_a_mail_confirms_only_for_ones_own_organisation(line):
    mra = builders.organisation(name="Metropool Proef")
    alone, member = (builders.person(role="MRA-bureau", works_for=works_for) for works_for in ([], [mra]))

    texts = {mail.user: message(mail, NOW).body for mail in due_mails(NOW)}

    assert "/klopt-nog/" not in texts[alone]
    assert "Klopt nog" not in texts[alone]
    assert "/klopt-nog/" in texts[member]
