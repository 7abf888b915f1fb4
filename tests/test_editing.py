"""What an editor of the MRA-bureau does in a day: draft, look, publish, go back, take down."""

import re

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Locale

from agenda.models import Accelerator, ActionLine, Organisation
from financing.models import FinancingOption
from mra_portal.accounts.models import User
from mra_portal.cms.models import ChapterPage, InfoPage, StoryIndexPage, Term
from tests import builders
from tests.editorial_forms import body_with, edit_url, form_on, open_form, publish, save_draft, words_on

# A word that stands nowhere else and that the analyser leaves as it is.
NEW = "Kwikstaartbrug"
# Model, slug of a row that stands in the content, and its Dutch text that visitors read.
TEXTS = [
    pytest.param(Accelerator, "kennis-talent", "target_picture_nl", id="accelerator"),
    pytest.param(ActionLine, "1b", "summary_nl", id="action-line"),
    pytest.param(Organisation, "ams-ix", "summary_nl", id="organisation"),
    pytest.param(Term, None, "definition_nl", id="term"),
    pytest.param(FinancingOption, "wbso", "summary_nl", id="financing-option"),
]
every_text = pytest.mark.parametrize(("model", "slug", "field"), TEXTS)


def _person(group, client_class):
    user = User.objects.create_user(f"{group.lower()}@test.example", "x")
    user.groups.add(Group.objects.get(name=group))
    client = client_class()
    client.force_login(user)
    return client


@pytest.fixture
def bureau(db, client):
    return _person("MRA-bureau", type(client))


@pytest.fixture
def editor(db, client):
    """A redacteur: writes, but does not publish."""
    return _person("Redacteuren", type(client))


def test_the_start_screen_says_what_it_is_and_of_which_portal(bureau):
    title = re.search(r"<title>(.*?)</title>", bureau.get("/beheer/").content.decode())[1]

    assert title == "Mijn werk - Innovatie in de Metropoolregio Amsterdam"


def _row(model, slug):
    return model.objects.get(slug=slug) if slug else model.objects.first()


def _address(row, name, *more):
    return reverse(row.snippet_viewset.get_url_name(name), args=[row.pk, *more])


def _public(client, row):
    return client.get(row.get_absolute_url().partition("#")[0])


def _styles(response) -> list[str]:
    return re.findall(r'<link rel="stylesheet" href="([^"]+)"', response.content.decode())


def _found(client, words=NEW):
    """Does the site search answer with this word in its results?"""
    answer = client.get(reverse("search"), {"q": words, "letterlijk": "1"})
    return bool(answer.context["count"])


@every_text
def test_the_bureau_finds_the_row_in_its_list_and_opens_it(bureau, model, slug, field):
    row = _row(model, slug)

    listed = bureau.get(reverse(row.snippet_viewset.get_url_name("list")), {"p": "1", "q": ""})
    form = open_form(bureau, row)

    assert listed.status_code == 200
    assert listed.context["paginator"].count == model.objects.count()
    assert form[field].replace("\r\n", "\n") == getattr(row, field)


@pytest.mark.parametrize("door", ["wagtailsnippets_{}:list_results", "wagtailsnippetchoosers_{}:choose_results"])
@pytest.mark.parametrize(
    ("model", "typed", "title"),
    [
        ("agenda_organisation", "ams-i", "AMS-IX"),
        ("agenda_actionline", "vindbaarh", "Vergroten vindbaarheid"),
        ("cms_term", "HELIX", "helix"),
        ("profiles_municipality", "zaans", "Zaanstad"),
    ],
)
def test_an_editor_finds_a_row_by_part_of_its_name(bureau, door, model, typed, title):
    found = words_on(bureau.get(reverse(door.format(model)), {"q": typed}))
    nothing = words_on(bureau.get(reverse(door.format(model)), {"q": "bestaat niet"}))

    assert title.casefold() in found.casefold()
    assert title.casefold() not in nothing.casefold()


@every_text
def test_a_draft_stays_inside_and_its_preview_is_the_public_page(
    bureau, client, model, slug, field, django_capture_on_commit_callbacks
):
    row = _row(model, slug)

    with django_capture_on_commit_callbacks(execute=True):
        form = open_form(bureau, row)
        save_draft(bureau, row, form, **{field: f"{NEW} in concept."})
        bureau.post(_address(row, "preview_on_edit"), {**form, field: f"{NEW} in concept."})
    preview = bureau.get(_address(row, "preview_on_edit"), {"in_preview_panel": "true"})

    assert NEW not in words_on(_public(client, row))
    assert not _found(client)
    assert f"{NEW} in concept." in words_on(preview)
    assert preview.templates[0].name == _public(client, row).templates[0].name
    assert _styles(preview) == _styles(_public(client, row)) != []


@every_text
def test_publishing_shows_the_text_to_everyone_and_to_the_search(
    bureau, client, model, slug, field, django_capture_on_commit_callbacks
):
    row = _row(model, slug)

    with django_capture_on_commit_callbacks(execute=True):
        publish(bureau, row, open_form(bureau, row), **{field: f"{NEW} is open."})

    assert f"{NEW} is open." in words_on(_public(client, row))
    assert _found(client)


@every_text
def test_history_shows_both_versions_and_the_older_one_can_come_back(bureau, client, model, slug, field):
    row = _row(model, slug)
    old, original = row.latest_revision, getattr(row, field)
    publish(bureau, row, open_form(bureau, row), **{field: f"{NEW} is open."})

    history = bureau.get(_address(row, "history"))
    address = _address(row, "revisions_revert", old.pk)
    publish_again = bureau.post(address, {**form_on(bureau.get(address)), "action-publish": "1"})

    row.refresh_from_db()
    assert "mra-bureau@test.example" in words_on(history)
    assert history.context["paginator"].count >= 2
    assert publish_again.status_code == 302
    assert getattr(row, field).replace("\r\n", "\n") == original.replace("\r\n", "\n")
    assert NEW not in words_on(_public(client, row))


@pytest.mark.parametrize(("model", "field", "other"), [(ActionLine, "slug", "9z"), (Accelerator, "slug", "anders")])
def test_a_public_address_cannot_be_changed_in_the_form(bureau, model, field, other):
    row = model.objects.published().first()
    address = row.get_absolute_url()

    publish(bureau, row, open_form(bureau, row), slug=other, letter="q", number="77", accelerator="5")

    row = model.objects.get(pk=row.pk)
    assert row.get_absolute_url() == address


def test_a_new_action_line_gets_its_address_while_it_is_a_draft(bureau):
    parent = Accelerator.objects.get(number=1)
    add = reverse("wagtailsnippets_agenda_actionline:add")
    form = {
        "slug": "1z",
        "accelerator": parent.pk,
        "letter": "z",
        "official_title": "Een nieuwe lijn",
        "summary_nl": "Kort.",
        "agreements_nl": "Een afspraak.",
        "priority": "",
        "source_page": "51",
        "source": "test",
        "title_en": "",
    }

    bureau.post(add, {**form, "action-publish": "1"})

    line = ActionLine.objects.get(slug="1z")
    assert (line.accelerator, line.letter, line.live) == (parent, "z", True)


@pytest.mark.parametrize("model", ["agenda_accelerator", "agenda_actionline", "agenda_organisation", "cms_term"])
def test_an_empty_draft_is_answered_with_a_question_not_with_an_error(bureau, model):
    answer = bureau.post(reverse(f"wagtailsnippets_{model}:add"), {})

    assert answer.status_code == 200
    assert "slug" in answer.context["form"].errors


def test_taking_down_an_action_line_removes_it_everywhere(bureau, client, django_capture_on_commit_callbacks):
    line = ActionLine.objects.get(slug="1b")
    address = line.get_absolute_url()

    with django_capture_on_commit_callbacks(execute=True):
        publish(bureau, line, open_form(bureau, line), summary_nl=f"{NEW} is open.")
        bureau.post(_address(line, "unpublish"), {})

    listed = client.get(reverse("agenda:action_lines"), {"versneller": line.accelerator.slug})
    assert client.get(address).status_code == 404
    assert address not in listed.content.decode()
    assert address not in client.get("/sitemap.xml").content.decode()
    assert not _found(client)


def test_the_facets_do_not_count_what_was_taken_down(bureau, client):
    line = builders.action_line(accelerator=Accelerator.objects.get(number=2))
    parameters = {"versneller": line.accelerator.slug}
    before = client.get(reverse("agenda:action_lines"), parameters).context["filterset"]

    bureau.post(_address(line, "unpublish"), {})

    after = client.get(reverse("agenda:action_lines"), parameters).context["filterset"]
    assert _counted(after, line) == _counted(before, line) - 1


def _counted(filterset, line):
    return {option.value: option.count for option in filterset.facet("versneller").options}[line.accelerator.slug]


@pytest.mark.parametrize(("model", "slug"), [(Organisation, "ams-ix"), (Accelerator, "kennis-talent")])
def test_taking_down_makes_the_page_disappear(bureau, client, model, slug):
    row = _row(model, slug)
    address = row.get_absolute_url()

    bureau.post(_address(row, "unpublish"), {})

    assert client.get(address).status_code == 404
    assert f"{address}</loc>" not in client.get("/sitemap.xml").content.decode()


def test_a_redacteur_drafts_but_does_not_publish_take_down_or_delete(editor, client):
    line = ActionLine.objects.get(slug="1b")
    published = line.summary_nl

    publish(editor, line, open_form(editor, line), summary_nl=f"{NEW} hoopt.")
    refused = [editor.post(_address(line, name), {}) for name in ("unpublish", "delete")]

    line.refresh_from_db()
    assert line.live
    assert line.summary_nl == published
    assert line.get_latest_revision_as_object().summary_nl == f"{NEW} hoopt."
    assert {answer.headers["Location"] for answer in refused} == {"/beheer/"}


def test_a_redacteur_submits_a_page_and_the_bureau_approves_it(editor, bureau, client, mailoutbox):
    page = _chapter("nl")
    editor.post(edit_url(page), {**open_form(editor, page), "lede": f"{NEW} is open.", "action-submit": "1"})
    page.refresh_from_db()
    waiting = page.current_workflow_task_state
    before = words_on(client.get(page.url))

    bureau.post(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", waiting.pk]), {})

    assert NEW not in before
    assert f"{NEW} is open." in words_on(client.get(page.url))
    assert [message.to for message in mailoutbox] != []


def _chapter(language):
    return ChapterPage.objects.filter(locale__language_code=language).order_by("number").first()


@pytest.mark.parametrize(("language", "other"), [("nl", "en"), ("en", "nl")])
def test_a_page_is_edited_in_one_language_at_a_time(
    bureau, client, language, other, django_capture_on_commit_callbacks
):
    page = _chapter(language)
    twin = page.get_translation(Locale.objects.get(language_code=other))
    twin_before = words_on(client.get(twin.url))

    with django_capture_on_commit_callbacks(execute=True):
        form = {**open_form(bureau, page), **body_with(f"{NEW} is open.")}
        save_draft(bureau, page, form)
        drafted = words_on(client.get(page.url))
        draft_seen_by_editor = words_on(bureau.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])))
        publish(bureau, page, {**open_form(bureau, page), **body_with(f"{NEW} is open.")})

    assert NEW not in drafted
    assert f"{NEW} is open." in draft_seen_by_editor
    assert f"{NEW} is open." in words_on(client.get(page.url))
    assert words_on(client.get(twin.url)) == twin_before
    prefix = "/en" if language == "en" else ""
    assert client.get(f"{prefix}/zoeken/", {"q": NEW}).context["count"] == 1


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_page_that_gets_another_address_leaves_a_redirect(
    bureau, client, language, django_capture_on_commit_callbacks
):
    page = InfoPage.objects.filter(locale__language_code=language).first()
    old = page.url

    with django_capture_on_commit_callbacks(execute=True):
        publish(bureau, page, open_form(bureau, page), slug="een-nieuw-adres")

    moved = client.get(old)
    page = InfoPage.objects.get(pk=page.pk)
    assert (moved.status_code, moved.headers.get("Location")) == (301, page.url)
    assert client.get(page.url).status_code == 200


def test_a_moved_story_takes_its_chapters_along(bureau, client, django_capture_on_commit_callbacks):
    story = StoryIndexPage.objects.get(locale__language_code="nl")
    chapter = _chapter("nl")
    old = chapter.url

    with django_capture_on_commit_callbacks(execute=True):
        publish(bureau, story, open_form(bureau, story), slug="het-verhaal")

    assert client.get(old).status_code == 301
    assert client.get(client.get(old).headers["Location"]).status_code == 200
