"""Who adds and changes events: the office all of them, people of an organisation or a subregion their own."""

import pytest
from django.urls import reverse
from django.utils import timezone

from agenda.models import Event
from mra_portal.common.editing import RowGuard
from profiles.models import Subregion
from tests.agenda.builders import make_event
from tests.builders import organisation
from tests.editorial_forms import edit_url, form_on, open_form, publish, save_draft, words_on
from tests.hotspots.builders import somebody_of
from tests.profiles.editing import member_of

pytestmark = pytest.mark.django_db

ADD = "/beheer/snippets/agenda/event/add/"
TOLD = {
    "slug": "van-ons",
    "name": "Van ons",
    "kind": "workshop",
    "starts_on": "2027-03-01",
    "summary_nl": "Een middag.",
    "source": "test",
    "checked_on": "2026-11-29",
    "action-publish": "1",
}


def is_refused(answer):
    return answer.status_code == 302 and answer["Location"] == "/beheer/"


def pk_of(slug: str) -> int:
    return Subregion.objects.get(slug=slug).pk


@pytest.fixture
def employer():
    return organisation()


def test_a_civil_servant_adds_events_of_her_own_organisation_as_drafts_and_no_others(employer):
    servant = somebody_of("Ambtenaren", employer)

    other = servant.post(ADD, {**TOLD, "organisers": [organisation().pk]})
    near = servant.post(ADD, {**TOLD, "subregions": [pk_of("ijmond")]})
    servant.post(ADD, {**TOLD, "organisers": [employer.pk]})

    assert "Dit is geen bijeenkomst van je eigen organisatie." in words_on(other)
    assert "organisers" in near.context["form"].errors
    event = Event.objects.get(slug="van-ons")
    assert not event.live
    assert servant.get(edit_url(event)).status_code == 200


def test_a_kopgroep_member_adds_events_of_the_subregion_that_she_keeps():
    member = member_of("ijmond")

    other = member.post(ADD, {**TOLD, "subregions": [pk_of("amsterdam")]})
    member.post(ADD, {**TOLD, "subregions": [pk_of("ijmond"), pk_of("amsterdam")]})

    assert "of je eigen deelregio" in words_on(other)
    assert not Event.objects.get(slug="van-ons").live


def test_a_municipality_brings_its_subregion_along_or_is_refused():
    office = somebody_of("MRA-bureau")
    event = make_event(town="velsen")
    form = open_form(office, event)

    refused = publish(office, event, form, subregions=[pk_of("amsterdam")])
    publish(office, event, form, subregions=[pk_of("amsterdam"), pk_of("ijmond")])

    assert refused.context["form"].errors.keys() == {"subregions"}
    assert "IJmond" in words_on(refused)
    assert {row.slug for row in Event.objects.get(pk=event.pk).subregions.all()} == {"amsterdam", "ijmond"}


def test_what_is_own_is_drafted_but_not_published_nor_given_away(employer):
    servant, own = somebody_of("Ambtenaren", employer), make_event(organisers=[employer])
    form = open_form(servant, own)

    publish(servant, own, form, name="Nieuwe naam")
    given = save_draft(servant, own, form, organisers=[organisation().pk])

    own = Event.objects.get(pk=own.pk)
    assert own.name != "Nieuwe naam"
    assert own.get_latest_revision_as_object().name == "Nieuwe naam"
    assert "organisers" in given.context["form"].errors
    for name in ("delete", "unpublish", "lock"):
        address = reverse(Event.snippet_viewset.get_url_name(name), args=[own.pk])
        assert is_refused(servant.post(address, {})), name


def test_the_events_of_others_stay_closed(employer):
    event = make_event(organisers=[organisation()], town="almere")
    unnamed = make_event()
    deputy = organisation(kind="deelregio", subregion=Subregion.objects.get(slug="almere-lelystad"))

    for somebody in (
        somebody_of("Ambtenaren", employer),
        somebody_of("Ambtenaren"),
        somebody_of("Ambtenaren", deputy),  # looks around: she keeps no profile
        member_of("ijmond"),
        somebody_of("Kopgroep", employer),
    ):
        assert is_refused(somebody.get(edit_url(event)))
        assert is_refused(somebody.get(edit_url(unnamed)))
    for group in ("Aanbieders", "Gastheren"):
        assert is_refused(somebody_of(group, employer).get(ADD))
    assert somebody_of("Kopgroep", deputy).get(edit_url(event)).status_code == 200
    for group in ("MRA-bureau", "Redacteuren", "Datastewards"):
        assert somebody_of(group).get(edit_url(event)).status_code == 200


def test_every_screen_of_one_event_asks_for_the_right_on_that_event():
    views = {
        pattern.name: pattern.callback.view_class
        for pattern in Event.snippet_viewset.get_urlpatterns()
        if "pk" in str(pattern.pattern)
    }

    assert {name for name, view in views.items() if not issubclass(view, RowGuard)} == {"inspect"}


def test_the_office_approves_what_a_member_submits():
    member, office = member_of("ijmond"), somebody_of("MRA-bureau")
    member.post(ADD, {**TOLD, "subregions": [pk_of("ijmond")], "action-submit": "1"})
    event = Event.objects.get(slug="van-ons")
    approve = reverse(
        Event.snippet_viewset.get_url_name("workflow_action"),
        args=[event.pk, "approve", event.current_workflow_task_state.pk],
    )

    alone = member.post(approve, {})
    before = Event.objects.get(pk=event.pk).live
    office.post(approve, {})

    assert is_refused(alone)
    assert not before
    assert Event.objects.get(pk=event.pk).live
    assert "Van ons" in words_on(member.get("/kalender/"))


def test_a_new_event_begins_as_ones_own_and_checked_today(employer):
    kept = form_on(member_of("ijmond").get(ADD))
    held = form_on(somebody_of("Ambtenaren", employer).get(ADD))
    office = form_on(somebody_of("MRA-bureau").get(ADD))

    assert kept["subregions"] == [str(pk_of("ijmond"))]
    assert held["organisers"] == [str(employer.pk)]
    assert "subregions" not in office
    assert "organisers" not in office
    assert kept["checked_on"] == office["checked_on"] == timezone.localdate().isoformat()


@pytest.mark.parametrize("typed", ["31-12-2027", "2027-12-31", "31/12/2027"])
def test_a_day_may_be_written_as_people_do(typed):
    member = member_of("ijmond")

    member.post(ADD, {**TOLD, "subregions": [pk_of("ijmond")], "starts_on": typed})

    assert str(Event.objects.get(slug="van-ons").get_latest_revision_as_object().starts_on) == "2027-12-31"


def test_what_is_no_day_or_hour_is_refused_and_not_replaced():
    member = member_of("ijmond")

    told = {**TOLD, "subregions": [pk_of("ijmond")], "starts_on": "5 april 2027", "starts_at": "25:99"}
    refused = member.post(ADD, told)

    assert {"starts_on", "starts_at"} <= set(refused.context["form"].errors)
    assert 'type="date"' in str(refused.context["form"]["starts_on"])
    assert 'type="time"' in str(refused.context["form"]["starts_at"])
    assert not Event.objects.filter(slug="van-ons").exists()


def test_the_office_approves_on_the_editing_screen_of_the_event():
    member, office = member_of("ijmond"), somebody_of("MRA-bureau")
    member.post(ADD, {**TOLD, "subregions": [pk_of("ijmond")], "starts_at": "10:00"})
    event = Event.objects.get(slug="van-ons")
    member.post(edit_url(event), {**open_form(member, event), "action-submit": "1"})

    form = open_form(office, event)
    office.post(edit_url(event), {**form, "action-workflow-action": "true", "workflow-action-name": "approve"})

    assert Event.objects.get(pk=event.pk).live


def test_what_waits_for_ones_review_stands_above_everything_else():
    member, office = member_of("ijmond"), somebody_of("MRA-bureau")
    member.post(ADD, {**TOLD, "subregions": [pk_of("ijmond")]})
    event = Event.objects.get(slug="van-ons")
    member.post(edit_url(event), {**open_form(member, event), "action-submit": "1"})

    start, own = words_on(office.get("/beheer/")), words_on(member.get("/beheer/"))

    assert start.index("Van ons") < start.index("Mijn actielijnen")
    assert own.index("Mijn actielijnen") < own.index("Te doen voor IJmond")  # a few lines before a long board


def test_the_board_shows_what_is_coming_and_the_drafts_that_wait():
    member = member_of("ijmond")
    coming = make_event("Komt eraan", town="velsen", starts_on="2099-03-01")
    make_event("Geweest", town="velsen", starts_on="2020-03-01")
    make_event("Van Almere", town="almere", starts_on="2099-03-01")
    draft = make_event("Nog een concept", town="velsen", starts_on="2099-03-02", live=False)

    html = member.get("/beheer/").content.decode()
    board = html.split('id="board-events-ijmond"')[1].split("</section>")[0]

    assert edit_url(coming) in board
    assert edit_url(draft) in board
    assert "Geweest" not in board
    assert "Van Almere" not in board
    assert ADD in board


def test_an_editor_sees_a_draft_in_its_preview():
    office, event = somebody_of("MRA-bureau"), make_event("Grote dag", town="velsen")
    form = open_form(office, event)
    address = reverse(Event.snippet_viewset.get_url_name("preview_on_edit"), args=[event.pk])

    stored = office.post(address, {**form, "name": "Nieuwe naam"})
    shown = office.get(address, {"mode": ""})

    assert stored.json()["is_valid"]
    assert "Nieuwe naam" in words_on(shown)
