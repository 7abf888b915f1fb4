"""Who reports on which line, what a report keeps, and that two people never lose each other's words."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from agenda.models import ActionLine, MilestoneChange, StatusUpdate, UpdateProposal
from agenda.operations import (
    ChangedMeanwhileError,
    Report,
    accept_proposal,
    ask_for,
    confirm_status,
    decline_proposal,
    plan_milestone,
    propose_update,
    reach_milestone,
    report_status,
    state_role,
)
from agenda.reporting import lines_to_propose, lines_to_report
from tests import builders

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 28)


@pytest.fixture
def line():
    return builders.action_line()


@pytest.fixture
def initiator(line):
    organisation = builders.organisation()
    builders.party(line, organisation)
    return organisation


@pytest.fixture
def partner(line):
    organisation = builders.organisation()
    builders.party(line, organisation, role="partner")
    return organisation


def report(status="in-uitvoering", **fields) -> Report:
    return Report(**{"status": status, "text_nl": "Er is iets gebeurd.", **fields})


def test_people_of_an_initiator_report_and_others_do_not(line, initiator, partner):
    insider, outsider = builders.person(works_for=[initiator]), builders.person(works_for=[partner])

    report_status(line, report(), organisation=initiator, author=insider)

    assert [row.status for row in line.status_updates.all()] == ["in-uitvoering"]
    assert line in lines_to_report(insider)
    assert line not in lines_to_report(outsider)
    assert line in lines_to_propose(outsider)
    for author, organisation in ((outsider, partner), (outsider, initiator), (insider, partner)):
        with pytest.raises(PermissionDenied):
            report_status(line, report(), organisation=organisation, author=author)


def test_the_right_ends_with_the_membership_the_account_or_the_role(line, initiator):
    left, gone, declined = (builders.person(works_for=[initiator]) for _number in range(3))
    assert all(line in lines_to_report(user) for user in (left, gone, declined))

    left.memberships.all().delete()
    gone.is_active = False
    gone.save()
    assert line not in lines_to_report(left)
    assert line not in lines_to_report(gone)

    state_role(line.parties.get(), "afgewezen", said_on=date(2026, 10, 1), said_by="directeur", author=None)
    assert line not in lines_to_report(declined)


def test_the_office_reports_on_every_line_for_its_initiator(line, initiator):
    office = builders.person(role="MRA-bureau")

    report_status(line, report(), organisation=initiator, author=office)

    assert line.status_updates.get().organisation == initiator


@pytest.mark.parametrize(
    ("fields", "about"),
    [
        ({"status": "geen-status"}, "status"),
        ({"status": "gek"}, "status"),
        ({"since": TODAY + timedelta(days=1)}, "since"),
        ({"since": date(2024, 12, 31)}, "since"),
        ({"status": "gepauzeerd", "reason_nl": " "}, "reason_nl"),
        ({"next_step_on": TODAY}, "next_step_nl"),
    ],
)
def test_what_cannot_be_reported_says_which_question_is_wrong(line, initiator, time_machine, fields, about):
    time_machine.move_to("2026-11-28T12:00Z")
    author = builders.person(works_for=[initiator])
    builders.status_update(line, "in-uitvoering")

    with pytest.raises(ValidationError) as refused:
        report_status(line, report(**fields), organisation=initiator, author=author)

    assert about in refused.value.message_dict
    assert line.status_updates.count() == 1


def test_who_did_not_see_the_newest_report_is_told_what_it_says(line, initiator):
    first, second = (builders.person(works_for=[initiator]) for _number in range(2))
    report_status(line, report(text_nl="Van de eerste."), organisation=initiator, author=first, seen=None)

    with pytest.raises(ChangedMeanwhileError) as meanwhile:
        report_status(line, report(text_nl="Van de tweede."), organisation=initiator, author=second, seen=None)
    newest = meanwhile.value.updates[0]
    report_status(line, report(text_nl="Van de tweede."), organisation=initiator, author=second, seen=newest.pk)

    assert newest.text_nl == "Van de eerste."
    assert [row.text_nl for row in line.status_updates.newest_first()] == ["Van de tweede.", "Van de eerste."]


def test_a_mistake_is_corrected_by_a_report_that_points_at_it(line, initiator):
    author = builders.person(works_for=[initiator])
    wrong = report_status(line, report("afgerond"), organisation=initiator, author=author)

    right = report_status(line, report("in-uitvoering"), organisation=initiator, author=author, corrects=wrong)

    assert right.corrects == wrong
    assert ActionLine.objects.with_current_status().get(pk=line.pk).current_status == "in-uitvoering"
    with pytest.raises(ValidationError, match="nieuwste"):
        report_status(line, report(), organisation=initiator, author=author, corrects=wrong)


def test_still_correct_repeats_the_status_and_needs_one(line, initiator):
    author = builders.person(works_for=[initiator])
    with pytest.raises(ValidationError):
        confirm_status(line, organisation=initiator, author=author)
    builders.status_update(line, "voorbereiding", since=date(2026, 3, 1))

    confirmation = confirm_status(line, organisation=initiator, author=author)

    assert (confirmation.status, confirmation.since) == ("voorbereiding", date(2026, 3, 1))
    assert confirmation.is_confirmation


def test_a_partner_proposes_and_an_initiator_takes_over_in_other_words(line, initiator, partner):
    proposer, decider = builders.person(works_for=[partner]), builders.person(works_for=[initiator])
    proposal = propose_update(line, report(text_nl="Wij zijn klaar."), organisation=partner, author=proposer)
    assert line.status_updates.count() == 0

    update = accept_proposal(
        proposal, report(text_nl="De partner is klaar."), organisation=initiator, author=decider, seen=None
    )

    proposal.refresh_from_db()
    assert (update.text_nl, update.organisation, update.proposed_by) == ("De partner is klaar.", initiator, partner)
    assert (proposal.decision, proposal.became) == ("overgenomen", update)
    with pytest.raises(ValidationError):
        decline_proposal(proposal, "Te laat.", author=decider)


def test_only_an_initiator_decides_on_a_proposal_and_says_why_not(line, initiator, partner):
    proposer, decider = builders.person(works_for=[partner]), builders.person(works_for=[initiator])
    proposal = propose_update(line, report(), organisation=partner, author=proposer)

    with pytest.raises(PermissionDenied):
        decline_proposal(proposal, "Nee.", author=proposer)
    with pytest.raises(ValidationError):
        decline_proposal(proposal, "  ", author=decider)
    decline_proposal(proposal, "Dit hoort bij 3a.", author=decider)

    assert UpdateProposal.objects.get(pk=proposal.pk).decline_reason == "Dit hoort bij 3a."
    assert line.status_updates.count() == 0


def test_a_milestone_moves_with_a_reason_and_is_reached_once(line, initiator, time_machine):
    time_machine.move_to("2026-11-28T12:00Z")
    author = builders.person(works_for=[initiator])
    milestone = line.milestones.create(slug="proef", title_nl="Proef af")
    who = {"organisation": initiator, "author": author}
    plan_milestone(milestone, date(2026, 12, 1), **who)

    with pytest.raises(ValidationError):
        plan_milestone(milestone, date(2027, 2, 1), **who)
    plan_milestone(milestone, date(2027, 2, 1), reason_nl="De vergunning is later.", **who)
    with pytest.raises(ValidationError):
        reach_milestone(milestone, date(2026, 12, 24), **who)
    reach_milestone(milestone, date(2026, 11, 27), **who)
    with pytest.raises(ValidationError):
        reach_milestone(milestone, date(2026, 11, 27), **who)

    row = line.milestones.for_line_page().get()
    assert (row.first_planned_on, row.planned_on, row.done_on) == (
        date(2026, 12, 1),
        date(2027, 2, 1),
        date(2026, 11, 27),
    )
    assert row.was_moved


@pytest.mark.parametrize(
    ("day", "said"),
    [(date(1925, 1, 1), "vanaf 1-1-2025"), (date(2062, 1, 1), "uiterlijk 28-11-2036")],
)
def test_a_next_step_that_is_a_slip_of_the_hand_is_refused(line, initiator, time_machine, day, said):
    time_machine.move_to("2026-11-28T12:00Z")
    author = builders.person(works_for=[initiator])

    with pytest.raises(ValidationError) as refused:
        report_status(line, report(next_step_nl="Verder.", next_step_on=day), organisation=initiator, author=author)

    assert list(refused.value.message_dict) == ["next_step_on"]
    assert said in refused.value.message_dict["next_step_on"][0]
    assert not line.status_updates.exists()


def test_a_next_step_of_an_earlier_report_may_stand_though_its_day_has_passed(line, initiator, time_machine):
    time_machine.move_to("2026-11-28T12:00Z")
    step = {"next_step_nl": "Verder.", "next_step_on": date(2026, 10, 1)}
    builders.status_update(line, "in-uitvoering", organisation=initiator, **step)

    report_status(line, report(**step), organisation=initiator, author=builders.person(works_for=[initiator]))

    assert line.status_updates.count() == 2


def test_nobody_said_anything_about_a_role_before_the_agenda(line, initiator):
    party = line.parties.get()

    with pytest.raises(ValidationError) as refused:
        state_role(party, "bevestigd", said_on=date(1926, 10, 1), said_by="directeur", author=None)

    assert "vanaf 1-1-2025" in refused.value.message_dict["said_on"][0]
    assert not party.statements.exists()


def test_a_request_ends_by_itself_after_its_last_day(line, initiator, time_machine):
    time_machine.move_to("2026-11-28T12:00Z")
    author = builders.person(works_for=[initiator])
    ask = ask_for(line, "Een plek voor een proef", date(2026, 12, 1), organisation=initiator, author=author)

    assert list(line.asks.open_on(date(2026, 12, 1))) == [ask]
    assert list(line.asks.open_on(date(2026, 12, 2))) == []
    with pytest.raises(ValidationError):
        ask_for(line, "Te laat", date(2026, 11, 27), organisation=initiator, author=author)


@pytest.mark.parametrize("statement", ["UPDATE {table} SET text_nl = 'gebogen'", "DELETE FROM {table}"])
def test_not_even_the_database_lets_a_report_be_bent(line, statement):
    update = builders.status_update(line, text_nl="Zo was het.")

    with (
        pytest.raises(IntegrityError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table=StatusUpdate._meta.db_table))

    assert StatusUpdate.objects.get(pk=update.pk).text_nl == "Zo was het."


def test_changes_of_milestones_and_statements_about_roles_are_guarded_as_well(line, initiator):
    author = builders.person(works_for=[initiator])
    milestone = line.milestones.create(slug="bewaakt", title_nl="Bewaakt")
    plan_milestone(milestone, date(2026, 12, 1), organisation=initiator, author=author)
    state_role(line.parties.get(), "bevestigd", said_on=date(2026, 10, 1), said_by="directeur", author=author)

    for table in (MilestoneChange._meta.db_table, "agenda_rolestatement"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table}")


def test_days_are_those_of_the_region(line):
    """A report at half past midnight in Amsterdam belongs to the new day, though it is still yesterday in UTC."""
    update = builders.status_update(line, reported_at="2026-07-01T22:30Z")

    assert update in StatusUpdate.objects.reported_by_end_of(date(2026, 7, 2))
    assert update not in StatusUpdate.objects.reported_by_end_of(date(2026, 7, 1))
    assert timezone.localdate(StatusUpdate.objects.get(pk=update.pk).reported_at) == date(2026, 7, 2)
