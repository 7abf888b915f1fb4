"""Who gets a mail about silent lines, and what the link in it does and does not do."""

import re
from datetime import UTC, datetime
from io import StringIO
from smtplib import SMTPException

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.test import Client

from agenda.models import Reminder
from agenda.reminders import due_mails
from tests import builders

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)


@pytest.fixture
def line(time_machine):
    """The only published line, reported on 70 days ago."""
    time_machine.move_to(NOW)
    line = builders.only_action_line()
    builders.status_update(line, "in-uitvoering", reported_at="2026-09-19T10:00Z", text_nl="Het loopt.")
    return line


@pytest.fixture
def employer(line):
    organisation = builders.organisation()
    builders.party(line, organisation)
    return organisation


def run(**options) -> str:
    out = StringIO()
    call_command("send_reminders", stdout=out, **options)
    return out.getvalue()


def link_in(mail) -> str:
    return re.search(r"https?://[^/]+(/agenda/klopt-nog/\S+)", mail.body)[1]


def test_people_of_the_initiator_get_one_mail_in_ten_days(line, employer, mailoutbox, time_machine):
    member = builders.person(works_for=[employer])
    stranger = builders.person(works_for=[builders.organisation()])
    second = builders.action_line()
    builders.party(second, employer)

    run()
    run()
    time_machine.move_to("2026-12-05T12:00Z")
    run()
    addressed = [mail.to for mail in mailoutbox]
    time_machine.move_to("2026-12-09T12:00Z")
    run()

    assert addressed.count([member.email]) == 1
    assert [stranger.email] not in addressed
    assert {line.code, second.code} <= set(Reminder.objects.filter(user=member).first().lines)
    assert sum(mail.to == [member.email] for mail in mailoutbox) == 2


def test_dry_run_says_who_and_sends_nothing(line, employer, mailoutbox):
    member = builders.person(works_for=[employer])

    told = run(dry_run=True)

    assert f"{member.email}: {line.code}" in told
    assert mailoutbox == []
    assert not Reminder.objects.exists()


def test_the_longer_it_is_silent_the_more_people_hear_of_it(line, employer, time_machine):
    member = builders.person(works_for=[employer])
    coordinator = builders.person(works_for=[employer])
    coordinator.memberships.update(is_coordinator=True)
    office = builders.person(role="MRA-bureau")

    def asked():
        return {mail.user for mail in due_mails(datetime.now(UTC))}

    time_machine.move_to("2026-11-10T12:00Z")
    assert asked() == set()
    time_machine.move_to("2026-11-28T12:00Z")
    assert asked() == {member}
    time_machine.move_to("2026-12-28T12:00Z")
    assert asked() == {member, coordinator}
    time_machine.move_to("2027-02-28T12:00Z")
    assert {member, coordinator, office} <= asked()


def test_a_line_at_rest_and_people_who_left_hear_nothing(line, employer):
    builders.person(works_for=[employer], is_active=False)
    builders.status_update(line, "afgerond", reported_at="2026-01-01T10:00Z")
    done = builders.action_line()
    builders.party(done, employer)
    builders.status_update(done, "gestopt", reported_at="2025-06-01T10:00Z")

    lines = {line.pk for mail in due_mails(NOW) for line, _freshness in mail.lines}

    assert done.pk not in lines
    assert all(mail.user.is_active for mail in due_mails(NOW))


def test_the_link_confirms_with_one_button_and_only_once(line, employer, mailoutbox):
    builders.person(works_for=[employer])
    run()
    address = link_in(mailoutbox[0])
    visitor = Client(enforce_csrf_checks=True)

    opened = visitor.get(address)
    before = line.status_updates.count()
    confirmed = visitor.post(address)
    again = visitor.post(address)

    assert "Het loopt." in opened.content.decode()
    assert before == 1
    assert "Dank je wel" in confirmed.content.decode()
    assert line.status_updates.count() == 2
    assert line.status_updates.newest_first().first().is_confirmation
    assert again.status_code == 410
    assert not visitor.cookies
    assert opened["Referrer-Policy"] == "no-referrer"


def test_a_link_that_expired_was_bent_or_belongs_to_somebody_who_left_does_nothing(
    line, employer, mailoutbox, time_machine, client
):
    member = builders.person(works_for=[employer])
    run()
    address = link_in(mailoutbox[0])

    bent = client.post(address[:-3] + "xx/")
    member.memberships.all().delete()
    left = client.post(address)
    employer.memberships.create(user=member)
    time_machine.move_to("2027-01-15T12:00Z")
    expired = client.post(address)

    assert (bent.status_code, left.status_code, expired.status_code) == (400, 410, 410)
    assert "niet compleet" in bent.content.decode()
    assert "niet meer over deze lijn" in left.content.decode()
    assert "te oud" in expired.content.decode()
    assert line.status_updates.count() == 1


def test_a_mail_that_cannot_be_sent_is_tried_again_and_does_not_stop_the_others(
    line, employer, monkeypatch, mailoutbox
):
    first = builders.person(works_for=[employer], email="a@test.example")
    second = builders.person(works_for=[employer], email="b@test.example")
    deliver = EmailBackend.send_messages

    def refuse_the_first(backend, messages):
        if messages[0].to == [first.email]:
            raise SMTPException("no such mailbox")
        return deliver(backend, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", refuse_the_first)
    with pytest.raises(CommandError, match="no such mailbox"):
        run()

    assert Reminder.objects.filter(user=second).exists()
    assert not Reminder.objects.filter(user=first).exists()
