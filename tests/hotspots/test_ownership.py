"""People of a host change their own places and the links of those, and no others."""

import pytest
from django.urls import reverse
from wagtail.admin.models import EditingSession

from hotspots.models import Hotspot, HotspotLink
from mra_portal.common.editing import RowGuard
from tests.builders import organisation
from tests.editorial_forms import edit_url, open_form, publish, save_draft, words_on
from tests.hotspots.builders import make_hotspot, make_link, somebody_of

pytestmark = pytest.mark.django_db
NEW = "Nieuw van de gastheer."


@pytest.fixture
def employer():
    return organisation()


@pytest.fixture
def host(employer):
    """Somebody who works for the employer, signed in."""
    return somebody_of("Gastheren", employer)


@pytest.fixture
def own(employer):
    return make_hotspot("Eigen plek", hosts=[employer])


@pytest.fixture
def other():
    return make_hotspot("Plek van een ander", hosts=[organisation()])


@pytest.fixture
def links(own, other):
    """One of the own place, one of others."""
    return [make_link(other, own, topic="Samen proeven"), make_link(other, make_hotspot(), topic="Zonder ons")]


def address(row, name, *more):
    return reverse(row.snippet_viewset.get_url_name(name), args=[row.pk, *more])


def is_refused(answer):
    return answer.status_code == 302 and answer["Location"] == "/beheer/"


def draft_of(row):
    return type(row).objects.get(pk=row.pk).get_latest_revision_as_object()


def test_a_host_drafts_what_is_its_own_but_does_not_publish_it(host, own, links):
    publish(host, own, open_form(host, own), summary_nl=NEW)
    publish(host, links[0], open_form(host, links[0]), topic_nl=NEW)

    assert Hotspot.objects.get(pk=own.pk).summary_nl != NEW
    assert HotspotLink.objects.get(pk=links[0].pk).topic_nl != NEW
    assert draft_of(own).summary_nl == NEW
    assert draft_of(links[0]).topic_nl == NEW


def test_the_places_and_links_of_others_stay_closed_and_unchanged(host, own, other, links):
    forms = [open_form(host, own), open_form(host, links[0])]

    for mine, theirs, form in ((own, other, forms[0]), (links[0], links[1], forms[1])):
        answers = [host.get(edit_url(theirs)), save_draft(host, theirs, form)]
        assert all(map(is_refused, answers)), theirs
        assert type(mine).objects.get(pk=theirs.pk).latest_revision is None


def test_a_host_does_not_take_away_publish_or_lock_what_is_its_own(host, own, links):
    for row in (own, links[0]):
        for name in ("delete", "unpublish", "lock", "unlock"):
            answers = [host.get(address(row, name)), host.post(address(row, name), {})]
            assert all(map(is_refused, answers)), name
        row.refresh_from_db()
        assert row.live
        assert not row.locked


def test_partners_and_people_who_only_look_change_nothing(employer, own):
    partner = somebody_of("Gastheren", organisation())
    place = make_hotspot(partners=[employer])

    assert is_refused(partner.get(edit_url(own)))
    assert is_refused(somebody_of("Gastheren", employer).get(edit_url(place)))
    assert is_refused(somebody_of("Gastheren").get(edit_url(own)))
    assert is_refused(somebody_of("Ambtenaren", employer).get(edit_url(own)))


def test_a_draft_that_names_another_host_gives_and_takes_nothing(host, own, other):
    rival = other.hosts.get()

    save_draft(host, own, {**open_form(host, own), "hosts": [rival.pk]})

    assert host.get(edit_url(own)).status_code == 200
    assert is_refused(somebody_of("Gastheren", rival).get(edit_url(own)))


def test_a_host_adds_no_place_but_links_of_its_own_as_drafts(host, own, other):
    add_place = reverse("wagtailsnippets_hotspots_hotspot:add")
    add_link = reverse("wagtailsnippets_hotspots_hotspotlink:add")
    told = {"kind": "werkt-samen", "topic_nl": "Bruggen", "source": "test", "action-publish": "1"}
    between_others = {**told, "slug": "van-anderen", "from_hotspot": other.pk, "to_hotspot": make_hotspot().pk}
    of_own = {**told, "slug": "van-ons", "from_hotspot": other.pk, "to_hotspot": own.pk}

    refused = host.post(add_link, between_others)
    host.post(add_link, of_own)

    assert is_refused(host.get(add_place))
    assert "from_hotspot" in refused.context["form"].errors
    assert not HotspotLink.objects.filter(slug="van-anderen").exists()
    assert not HotspotLink.objects.get(slug="van-ons").live
    assert f"{add_link}?from_hotspot={own.pk}" in host.get(edit_url(own)).content.decode()


def test_a_link_is_not_moved_away_from_the_own_place(host, own, links):
    elsewhere = make_hotspot()

    moved = save_draft(host, links[0], open_form(host, links[0]), to_hotspot=elsewhere.pk)

    assert "from_hotspot" in moved.context["form"].errors
    assert HotspotLink.objects.get(pk=links[0].pk).latest_revision is None
    assert HotspotLink.objects.get(pk=links[0].pk).to_hotspot == own


@pytest.mark.parametrize("model", [Hotspot, HotspotLink])
def test_every_screen_of_one_row_asks_for_the_right_on_that_row(model):
    views = {
        pattern.name: pattern.callback.view_class
        for pattern in model.snippet_viewset.get_urlpatterns()
        if "pk" in str(pattern.pattern)
    }

    unguarded = {name for name, view in views.items() if not issubclass(view, RowGuard)}

    assert len(views) > 15
    assert unguarded == {"inspect"}


def test_lists_show_everything_and_offer_to_edit_what_is_own(host, own, other, links):
    places = host.get(reverse("wagtailsnippets_hotspots_hotspot:list"), {"q": "plek"}).content.decode()
    ties = host.get(reverse("wagtailsnippets_hotspots_hotspotlink:list"), {"q": "verband"}).content.decode()
    at_place = host.get(edit_url(own)).content.decode()

    assert other.name in places
    assert edit_url(own) in places
    assert edit_url(other) not in places
    assert edit_url(links[0]) in ties
    assert edit_url(links[1]) not in ties
    assert edit_url(links[0]) in at_place


def test_looking_at_the_place_of_another_shows_what_is_public(host, other):
    other.summary_nl = "Nog geheim"
    other.save_revision()

    seen = host.get(address(other, "inspect"))

    assert other.name in words_on(seen)
    assert "Nog geheim" not in seen.content.decode()
    assert edit_url(other) not in seen.content.decode()


def test_nobody_joins_an_editing_session_or_deletes_in_bulk(host, own, other, links):
    pings = [
        host.post(reverse("wagtailadmin_editing_sessions:ping", args=["hotspots", row._meta.model_name, row.pk, 1]))
        for row in (own, other, *links)
    ]
    for row in (own, links[0]):
        host.post(f"{reverse('wagtail_bulk_action', args=['hotspots', row._meta.model_name, 'delete'])}?id={row.pk}")

    assert [answer.status_code for answer in pings] == [200, 404, 200, 404]
    assert not EditingSession.objects.filter(object_id=str(other.pk)).exists()
    assert Hotspot.objects.filter(pk=own.pk).exists()
    assert HotspotLink.objects.filter(pk=links[0].pk).exists()


def test_a_host_submits_and_the_office_approves(host, own, links, mailoutbox):
    office = somebody_of("MRA-bureau")
    for row, field in ((own, "summary_nl"), (links[0], "topic_nl")):
        host.post(edit_url(row), {**open_form(host, row), field: NEW, "action-submit": "1"})
        row = type(row).objects.get(pk=row.pk)
        approve = address(row, "workflow_action", "approve", row.current_workflow_task_state.pk)

        alone = host.post(approve, {})
        before = getattr(type(row).objects.get(pk=row.pk), field)
        office.post(approve, {})

        assert is_refused(alone)
        assert before != NEW
        assert getattr(type(row).objects.get(pk=row.pk), field) == NEW
    assert mailoutbox


def test_the_office_and_editors_may_change_every_place_and_link(own, other, links):
    for group in ("MRA-bureau", "Redacteuren", "Datastewards"):
        client = somebody_of(group)
        assert {client.get(edit_url(row)).status_code for row in (own, other, *links)} == {200}
