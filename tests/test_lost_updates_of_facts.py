"""Rows without drafts that two people edit: whoever saves second is told what changed, and loses nothing."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.core.files.base import ContentFile
from django.db import connection, models
from django.urls import get_resolver, resolve, reverse
from django.urls.resolvers import URLPattern
from wagtail.admin.views.generic import EditView
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, GroupPagePermission, Locale, Page, Site, Workflow
from wagtail.snippets.models import get_snippet_models
from wagtail_localize.models import LocaleSynchronization

from agenda.models import ActionLineParty, Membership
from mra_portal.common.conflicts import ConflictGuard, FactGuard
from mra_portal.common.models import ReviewByAnother
from mra_portal.crossings.models import ActionLineInCrossPollination
from mra_portal.people.views import Person
from profiles.models import Cluster, CrossPollination, Municipality, Sector
from tests import builders
from tests.editorial_addresses import made_rows
from tests.editorial_forms import form_on, words_on
from tests.two_editors import editor_named, elsewhere

User = get_user_model()
MEANWHILE = "Intussen veranderd"
# How the site is set up, for administrators.
SETTINGS = [Site, Group, Locale, Collection, Redirect, Workflow, ReviewByAnother]
# Wagtail's own addresses of the same screens, which come after ours and are never reached.
NEVER_REACHED = {
    "wagtailimages:edit": "guarded_image",
    "wagtaildocs:edit": "guarded_document",
    "wagtailsites:edit": "guarded_site",
    "wagtailusers_groups:edit": "guarded_group",
    "wagtaillocales:edit": "guarded_locale",
    "wagtailadmin_collections:edit": "guarded_collection",
    "wagtailredirects:edit": "guarded_redirect",
    "wagtailadmin_workflows:edit": "guarded_workflow",
    "wagtailadmin_workflows:edit_task": "guarded_task",
    "wagtailusers_users:edit": "guarded_user",
}
# Wagtail's address for settings of a site: there are none.
NOTHING_THERE = {"wagtailsettings:edit"}


@pytest.fixture
def editors(db):
    return [editor_named(name) for name in ("eerste", "tweede")]


@pytest.fixture
def administrators(editors):
    User.objects.filter(email__in=["eerste@test.example", "tweede@test.example"]).update(is_superuser=True)
    return editors


def _screens(resolver=None, namespaces=()):
    """Name and class of every screen that edits one thing that is there already."""
    for entry in (resolver or get_resolver()).url_patterns:
        if not isinstance(entry, URLPattern):
            yield from _screens(entry, (*namespaces, entry.namespace) if entry.namespace else namespaces)
            continue
        view = getattr(entry.callback, "view_class", object)
        if issubclass(view, EditView | Person):
            yield ":".join((*namespaces, entry.name or "")), view


def test_every_screen_that_edits_a_row_is_guarded():
    guards = (ConflictGuard, FactGuard, Person)
    screens = dict(_screens())
    unguarded = {name for name, view in screens.items() if not issubclass(view, guards)}

    reached = {name: resolve(reverse(name, args=[1])).url_name for name in NEVER_REACHED}

    assert len(screens) > 30
    assert reached == NEVER_REACHED
    assert unguarded - {*NEVER_REACHED} == NOTHING_THERE


def _url(row) -> str:
    names = {
        User: "people:person",
        Membership: "memberships:edit",
        Image: "wagtailimages:edit",
        Document: "wagtaildocs:edit",
        Site: "wagtailsites:edit",
        Group: "wagtailusers_groups:edit",
        Locale: "wagtaillocales:edit",
        Collection: "wagtailadmin_collections:edit",
        Redirect: "wagtailredirects:edit",
        Workflow: "wagtailadmin_workflows:edit",
        ReviewByAnother: "wagtailadmin_workflows:edit_task",
    }
    name = names.get(type(row)) or row.snippet_viewset.get_url_name("edit")
    return reverse(name, args=[row.pk])


def _row(model):
    if model is User:
        return _person()
    if model is Membership:
        return Membership.objects.create(user=_person(), organisation=builders.organisation())
    if model is Image:
        return Image.objects.create(title="Plaatje", file=get_test_image_file())
    if model is Document:
        return Document.objects.create(title="Stuk", file=ContentFile(b"stuk", name="stuk.txt"))
    if model is Collection:
        return Collection.get_first_root_node().add_child(name="Map")
    if model is Redirect:
        return Redirect.objects.create(old_path="/oud", redirect_link="https://example.org/nieuw/")
    row = model.objects.first()
    return row if row is not None else made_rows()[model]


def _person():
    person = User.objects.create_user("iemand@test.example", "x", first_name="Iemand", last_name="Anders")
    person.groups.add(Group.objects.get(name="Ambtenaren"))
    return person


def _changeelsewhere(row):
    """By whatever door: a revision where there are revisions, else the table itself."""
    if hasattr(row, "save_revision"):
        row.save_revision(user=_person(), clean=False)
        return
    if isinstance(row, Group):
        row.permissions.add(Permission.objects.get(codename="add_site"))
        return
    if isinstance(row, Locale):  # all that can be chosen of a language that stays itself
        LocaleSynchronization.objects.create(locale=row, sync_from=Locale.objects.exclude(pk=row.pk).first())
        return
    not_ours = ("slug", "email", "password", "outside", "path", "old_path", "redirect_page_route_path")
    ours = [field for field in row._meta.concrete_fields if field.name not in not_ours]
    field = next(
        field
        for field in ours
        if (isinstance(field, models.BooleanField) and field.name == "is_coordinator")
        or (isinstance(field, models.CharField | models.TextField) and not field.choices and not field.unique)
    )
    value = True if isinstance(field, models.BooleanField) else MEANWHILE[: field.max_length]
    type(row).objects.filter(pk=row.pk).update(**{field.name: value})


def _stored(row):
    return type(row).objects.filter(pk=row.pk).values().get()


@pytest.mark.filterwarnings("ignore:Unclosed file <tempfile:ResourceWarning")
@pytest.mark.parametrize(
    "model",
    [*get_snippet_models(), Membership, User, Image, Document, *SETTINGS],
    ids=lambda model: model._meta.label_lower,
)
def test_no_screen_overwrites_what_changed_while_it_was_open(request, model, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    editors = request.getfixturevalue("administrators" if model in SETTINGS else "editors")
    row = _row(model)
    form = _open(editors[1], row)
    _changeelsewhere(row)
    before = _stored(row)

    refused = editors[1].post(_url(row), form)

    assert refused.status_code == 409
    assert _stored(row) == before


@pytest.mark.filterwarnings("ignore:Unclosed file <tempfile:ResourceWarning")
@pytest.mark.parametrize("model", [ActionLineParty, Membership, User, Image, Document, *SETTINGS])
def test_an_editor_alone_saves_as_often_as_needed(request, model, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    editors = request.getfixturevalue("administrators" if model in SETTINGS else "editors")
    row = _row(model)

    answers = [editors[0].post(_url(row), _open(editors[0], row)).status_code for _time in range(2)]

    assert answers == [302, 302]


def test_an_administrator_is_told_which_rights_of_a_group_changed_meanwhile(administrators):
    group = Group.objects.get(name="Redacteuren")
    form = _open(administrators[1], group)
    lock = Permission.objects.get(content_type__app_label="wagtailcore", codename="lock_page")
    GroupPagePermission.objects.create(group=group, page=Page.get_first_root_node(), permission=lock)

    refused = administrators[1].post(_url(group), form)

    assert refused.status_code == 409
    assert "Lock/unlock pages" in words_on(refused)
    assert group.page_permissions.filter(permission=lock).exists()


def _open(client, row) -> dict:
    return form_on(client.get(_url(row)))


def _sector():
    return Sector.objects.order_by("pk").first()


def test_the_page_names_the_other_what_stands_there_now_and_what_was_typed(editors):
    first, second = editors
    row = _sector()
    forms = [_open(editor, row) for editor in editors]
    first.post(_url(row), {**forms[0], "name": "Eerste naam"})

    refused = second.post(_url(row), {**forms[1], "name": "Tweede naam"})

    assert "eerste@test.example" in words_on(refused)
    assert "Naam: Eerste naam" in words_on(refused)
    assert form_on(refused)["name"] == "Tweede naam"
    row.refresh_from_db()
    assert row.name == "Eerste naam"


def test_sending_the_conflict_page_again_replaces_the_other_knowingly(editors):
    first, second = editors
    row = _sector()
    forms = [_open(editor, row) for editor in editors]
    first.post(_url(row), {**forms[0], "name": "Eerste naam"})
    refused = second.post(_url(row), {**forms[1], "name": "Tweede naam"})

    saved = second.post(_url(row), form_on(refused))

    row.refresh_from_db()
    assert saved.status_code == 302
    assert row.name == "Tweede naam"


def test_what_the_conflict_page_did_not_show_is_refused_again(editors):
    first, second = editors
    row = _sector()
    form = _open(second, row)
    first.post(_url(row), {**_open(first, row), "name": "Eerste naam"})
    refused = second.post(_url(row), {**form, "name": "Tweede naam"})
    first.post(_url(row), {**_open(first, row), "name": "Derde naam"})

    again = second.post(_url(row), form_on(refused))

    assert again.status_code == 409
    assert "Derde naam" in words_on(again)


def test_a_form_that_does_not_say_what_it_showed_is_refused(editors):
    row = _sector()
    form = _open(editors[0], row)
    del form["opened_on"]

    assert editors[0].post(_url(row), form).status_code == 409


@pytest.mark.parametrize("broken", ["", "geen json", "[]", "{}", "null", '{"moment": 3}'])
def test_broken_marks_are_refused_and_no_error(editors, broken):
    row = _sector()

    answer = editors[0].post(_url(row), {**_open(editors[0], row), "opened_on": broken})

    assert answer.status_code == 409


def test_a_wrong_value_comes_back_and_can_be_sent_again_by_one_person(editors):
    row = _sector()
    form = {**_open(editors[0], row), "name": ""}
    wrong = editors[0].post(_url(row), form)

    saved = editors[0].post(_url(row), {**form_on(wrong), "name": "Goede naam"})

    assert wrong.status_code == 200
    assert saved.status_code == 302


def test_a_choice_of_several_counts_as_a_change(editors):
    cluster = Cluster.objects.filter(sectors__isnull=False).first()
    form = _open(editors[1], cluster)
    cluster.sectors.set(Sector.objects.exclude(pk__in=cluster.sectors.all())[:1])
    cluster.save()

    refused = editors[1].post(_url(cluster), form)

    assert refused.status_code == 409
    assert str(cluster.sectors.get()) in words_on(refused)


def test_a_part_that_somebody_added_counts_as_a_change(editors):
    row = made_rows()[CrossPollination]
    form = _open(editors[1], row)
    place = builders.action_line()
    ActionLineInCrossPollination.objects.create(cross_pollination=row, action_line=place, source="test")

    refused = editors[1].post(_url(row), form)

    assert refused.status_code == 409
    assert place.official_title in words_on(refused)


def test_the_reference_of_a_municipality_is_told_by_its_name(editors):
    row = Municipality.objects.select_related("subregion").first()
    form = _open(editors[1], row)
    other = type(row.subregion).objects.exclude(pk=row.subregion_id).first()
    Municipality.objects.filter(pk=row.pk).update(subregion=other)

    assert f": {other}" in words_on(editors[1].post(_url(row), form))


def test_a_membership_given_meanwhile_stops_the_screen_of_a_person(editors):
    person = _person()
    form = _open(editors[1], person)
    membership = Membership.objects.create(user=person, organisation=builders.organisation(name="Nieuwe club"))

    refused = editors[1].post(_url(person), {**form, "first_name": "Anders"})
    saved = editors[1].post(_url(person), form_on(refused))

    person.refresh_from_db()
    assert refused.status_code == 409
    assert "Nieuwe club" in words_on(refused)
    assert saved.status_code == 302
    assert (person.first_name, [*person.memberships.all()]) == ("Anders", [membership])


@pytest.fixture
def committed(db):
    """A role and two editors that every connection can see; taken away again afterwards."""

    def make(_):
        line, organisation = builders.action_line(), builders.organisation()
        party = builders.party(line, organisation, printed="Eerst.")
        people = [editor_named(f"draad-{number}") for number in (1, 2)]
        return party, people, [_open(person, party) for person in people]

    def take_away(party):
        line, organisation = party.action_line, party.organisation
        parent = line.accelerator
        ActionLineParty.objects.filter(pk=party.pk).delete()
        for row in (line, organisation, parent):
            row.delete()
        User.objects.filter(email__startswith="draad-").delete()

    made = elsewhere(make, None)[0]
    yield made
    elsewhere(take_away, made[0])


@pytest.mark.postgresql
@pytest.mark.skipif(connection.vendor != "postgresql", reason="needs two writers at the same time")
def test_of_two_saves_at_the_same_moment_one_wins_and_one_is_told(committed):
    party, editors, forms = committed
    texts = "Van de eerste.", "Van de tweede."

    def press_save(number):
        return editors[number].post(_url(party), {**forms[number], "printed": texts[number]}).status_code

    answers = elsewhere(press_save, 0, 1)

    party.refresh_from_db()
    assert sorted(answers) == [302, 409]
    assert party.printed == texts[answers.index(302)]
