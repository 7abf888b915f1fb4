"""Two editors, one text: whoever saves second is told so and nothing is overwritten unseen."""

import re
from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from wagtail.admin.models import EditingSession
from wagtail.models import ModelLogEntry, Revision

from agenda.models import ActionLine, Organisation
from financing.models import Family, FinancingOption, RegionalNuance
from hotspots.models import Hotspot, HotspotLink
from mra_portal.cms.models import ChapterPage, Term
from mra_portal.common.conflicts import GuardedEditView
from tests import builders
from tests.editorial_forms import body_with, edit_url, form_on, open_form, publish, save_draft, words_on
from tests.two_editors import editor_named, elsewhere

FIRST, SECOND = "De tekst van de eerste.", "De tekst van de tweede."


@pytest.fixture
def editors(db):
    """Two people of the MRA-bureau, each at their own computer."""
    return [editor_named(name) for name in ("eerste", "tweede")]


@pytest.fixture
def line(db):
    return ActionLine.objects.get(slug="1b")


def test_the_second_editor_to_publish_gets_a_conflict_page(editors, line):
    first, second = editors
    forms = [open_form(editor, line) for editor in editors]

    published = publish(first, line, forms[0], summary_nl=FIRST)
    refused = publish(second, line, forms[1], summary_nl=SECOND)

    line.refresh_from_db()
    assert published.status_code == 302
    assert refused.status_code == 409
    assert line.summary_nl == FIRST
    assert line.get_latest_revision_as_object().summary_nl == FIRST


def test_the_conflict_page_keeps_what_was_typed_and_shows_what_the_other_changed(editors, line):
    first, second = editors
    forms = [open_form(editor, line) for editor in editors]
    publish(first, line, forms[0], summary_nl=FIRST)

    refused = publish(second, line, forms[1], summary_nl=SECOND)
    compared = second.get(_link_to_the_other(refused))

    assert form_on(refused)["summary_nl"] == SECOND
    assert "eerste@test.example" in words_on(refused)
    assert "De tekst van de" in words_on(compared)
    assert "eerste." in words_on(compared)


def test_the_conflict_page_does_not_save_by_itself(editors, line):
    first, second = editors
    forms = [open_form(editor, line) for editor in editors]
    publish(first, line, forms[0], summary_nl=FIRST)

    refused = publish(second, line, forms[1], summary_nl=SECOND)

    assert "w-autosave#save" not in refused.content.decode()


def test_after_the_conflict_page_the_second_may_replace_the_first_knowingly(editors, line):
    first, second = editors
    forms = [open_form(editor, line) for editor in editors]
    publish(first, line, forms[0], summary_nl=FIRST)
    refused = publish(second, line, forms[1], summary_nl=SECOND)

    publish(second, line, form_on(refused))

    line.refresh_from_db()
    texts = [revision.as_object().summary_nl for revision in line.revisions.order_by("-created_at")[:2]]
    assert line.summary_nl == SECOND
    assert texts == [SECOND, FIRST]


def test_a_stale_draft_is_refused_too(editors, line):
    first, second = editors
    forms = [open_form(editor, line) for editor in editors]
    save_draft(first, line, forms[0], summary_nl=FIRST)

    refused = save_draft(second, line, forms[1], summary_nl=SECOND)

    assert refused.status_code == 409
    assert ActionLine.objects.get(pk=line.pk).get_latest_revision_as_object().summary_nl == FIRST


def test_a_form_opened_before_the_first_revision_is_stale_as_well(editors):
    first, second = editors
    line = builders.action_line()
    forms = [open_form(editor, line) for editor in editors]
    publish(first, line, forms[0], summary_nl=FIRST)

    refused = publish(second, line, forms[1], summary_nl=SECOND)

    line.refresh_from_db()
    assert refused.status_code == 409
    assert line.summary_nl == FIRST
    assert FIRST in words_on(second.get(_link_to_the_other(refused)))


def test_an_autosave_of_such_a_form_is_refused_as_well(editors):
    first, second = editors
    line = builders.action_line()
    forms = [open_form(editor, line) for editor in editors]
    publish(first, line, forms[0], summary_nl=FIRST)

    refused = _autosave(second, line, forms[1], summary_nl=SECOND)

    assert refused.json()["error_code"] == "invalid_revision"


def test_putting_back_an_old_version_from_a_stale_screen_is_refused(editors, line):
    first, second = editors
    publish(first, line, open_form(first, line), summary_nl="Een tussentijdse tekst.")
    old = line.revisions.order_by("created_at").first()
    address = edit_url(line).replace("/edit/", "/history/") + f"revisions/{old.pk}/revert/"
    stale = form_on(second.get(address))
    publish(first, line, open_form(first, line), summary_nl=FIRST)

    refused = second.post(address, {**stale, "action-publish": "1"})

    line.refresh_from_db()
    assert refused.status_code == 409
    assert line.summary_nl == FIRST


def test_an_editor_alone_saves_as_often_as_needed(editors, line):
    editor = editors[0]

    answers = [
        save_draft(editor, line, open_form(editor, line), summary_nl="Een."),
        save_draft(editor, line, open_form(editor, line), summary_nl="Twee."),
        publish(editor, line, open_form(editor, line), summary_nl=FIRST),
    ]

    line.refresh_from_db()
    assert [answer.status_code for answer in answers] == [302, 302, 302]
    assert line.summary_nl == FIRST


def _autosave(client, row, form, **typed):
    return client.post(edit_url(row), {**form, **typed}, headers={"accept": "application/json"})


def test_a_save_follows_the_own_autosave_without_a_conflict(editors, line):
    """The browser sends the revision it opened, not the one its autosave made since."""
    editor = editors[0]
    form = open_form(editor, line)

    _autosave(editor, line, form, summary_nl="Half getypt")
    saved = publish(editor, line, form, summary_nl=FIRST)

    line.refresh_from_db()
    assert saved.status_code == 302
    assert line.summary_nl == FIRST


def test_an_own_autosave_does_not_hide_what_the_other_published_after_it(editors, line):
    first, second = editors
    form = open_form(second, line)
    _autosave(second, line, form, summary_nl="Half getypt")
    publish(first, line, open_form(first, line), summary_nl=FIRST)

    refused = publish(second, line, form, summary_nl=SECOND)

    line.refresh_from_db()
    assert refused.status_code == 409
    assert line.summary_nl == FIRST


def test_an_autosave_over_the_version_that_was_opened_counts_as_newer(editors, line):
    first, second = editors
    made = _autosave(first, line, open_form(first, line), summary_nl="Half getypt").json()
    form = open_form(second, line)
    _autosave(first, line, form, summary_nl=FIRST, overwrite_revision_id=made["revision_id"])

    refused = publish(second, line, form, summary_nl=SECOND)

    assert refused.status_code == 409
    assert FIRST in words_on(second.get(_link_to_the_other(refused)))


def test_what_a_data_steward_imported_is_not_overwritten_either(editors, line):
    editor = editors[0]
    form = open_form(editor, line)
    line.summary_nl = FIRST
    line.save_revision().publish()

    refused = publish(editor, line, form, summary_nl=SECOND)

    line.refresh_from_db()
    assert refused.status_code == 409
    assert line.summary_nl == FIRST


def test_a_stale_autosave_is_still_refused_quietly(editors, line):
    first, second = editors
    forms = [open_form(editor, line) for editor in editors]
    publish(first, line, forms[0], summary_nl=FIRST)

    refused = _autosave(second, line, forms[1], summary_nl=SECOND)

    assert refused.status_code == 400
    assert refused.json()["error_code"] == "invalid_revision"


@pytest.mark.parametrize(
    ("model", "field"),
    [
        (Term, "definition_nl"),
        (Organisation, "summary_nl"),
        (FinancingOption, "summary_nl"),
        (Family, "summary_nl"),
        (RegionalNuance, "text_nl"),
        (Hotspot, "summary_nl"),
        (HotspotLink, "topic_nl"),
    ],
)
def test_other_texts_are_guarded_the_same_way(editors, model, field):
    first, second = editors
    row = model.objects.published().first()
    forms = [open_form(editor, row) for editor in editors]
    publish(first, row, forms[0], **{field: FIRST})

    refused = publish(second, row, forms[1], **{field: SECOND})

    row.refresh_from_db()
    assert refused.status_code == 409
    assert getattr(row, field) == FIRST


def test_pages_are_guarded_the_same_way(editors):
    first, second = editors
    page = ChapterPage.objects.first()
    forms = [open_form(editor, page) for editor in editors]
    publish(first, page, forms[0], lede=FIRST)

    refused = publish(second, page, forms[1], lede=SECOND)
    compared = second.get(_link_to_the_other(refused))

    page.refresh_from_db()
    assert refused.status_code == 409
    assert page.lede == FIRST
    assert form_on(refused)["lede"] == SECOND
    assert "eerste." in words_on(compared)


def test_after_its_conflict_page_a_page_can_be_published_knowingly(editors):
    first, second = editors
    page = ChapterPage.objects.first()
    forms = [open_form(editor, page) for editor in editors]
    publish(first, page, forms[0], lede=FIRST)
    refused = publish(second, page, forms[1], lede=SECOND)

    publish(second, page, {**form_on(refused), **body_with("Zo stond het er.")})

    page.refresh_from_db()
    assert page.lede == SECOND


@pytest.fixture
def committed(db):
    """A published row and two editors that every connection can see; taken away again afterwards."""

    def make(name):
        row = builders.organisation()
        people = [editor_named(f"draad-{number}") for number in (1, 2)]
        publish(people[0], row, open_form(people[0], row), summary_nl=name)
        return row, people, [open_form(person, row) for person in people]

    def take_away(row):
        Revision.objects.for_instance(row).delete()
        EditingSession.objects.filter(user__email__startswith="draad-").delete()
        ModelLogEntry.objects.filter(object_id=row.pk).delete()
        row.delete()
        get_user_model().objects.filter(email__startswith="draad-").delete()

    made = elsewhere(make, "Eerst.")[0]
    yield made
    elsewhere(take_away, made[0])


@pytest.mark.postgresql
@pytest.mark.skipif(connection.vendor != "postgresql", reason="needs two writers at the same time")
def test_of_two_publishes_at_the_same_moment_one_wins_and_one_is_told(committed, monkeypatch):
    row, editors, forms = committed
    texts = FIRST, SECOND
    saving = Barrier(2)
    save = GuardedEditView.form_valid

    def save_when_both_are_here(view, form):
        """Both requests past the check would meet here; the lock lets one through, which waits in vain."""
        with suppress(BrokenBarrierError):
            saving.wait(timeout=2)
        return save(view, form)

    def press_publish(number):
        return publish(editors[number], row, forms[number], summary_nl=texts[number]).status_code

    monkeypatch.setattr(GuardedEditView, "form_valid", save_when_both_are_here)
    answers = elsewhere(press_publish, 0, 1)

    row.refresh_from_db()
    assert sorted(answers) == [302, 409]
    assert row.summary_nl == texts[answers.index(302)]
    assert row.revisions.count() == 2


def _link_to_the_other(response) -> str:
    """The address behind the link in the conflict message."""
    return re.search(r'href="([^"]*/revisions/[^"]*)" target="_blank"', response.content.decode())[1]
