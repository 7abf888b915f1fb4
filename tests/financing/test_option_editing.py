"""What the office and editors do with an option and all its parts: draft, compare, review, publish."""

import re
from datetime import date
from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Workflow, WorkflowContentType

from agenda.models import Organisation
from financing.models import CallWindow, Family, FinancingOption, RegionalNuance
from mra_portal.accounts.models import User
from profiles.models import Municipality, Sector, Subregion
from tests.editorial_forms import edit_url, open_form, publish, save_draft, words_on
from tests.financing import builders

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)
NEW = "Kwikstaartbrug"


def signed_in(group):
    user = User.objects.create_user(f"{group.lower()}@test.example", "x")
    user.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def bureau():
    return signed_in("MRA-bureau")


@pytest.fixture
def editor():
    return signed_in("Redacteuren")


@pytest.fixture
def option():
    made = builders.option(url="https://loket.example/regeling", checked_on=TODAY)
    builders.window(made, date(2026, 9, 1), date(2027, 2, 14))
    builders.condition(made, "omvang", ["klein"])
    return made


def fresh(option):
    return FinancingOption.objects.get(pk=option.pk)


def errors_of(answer, part):
    """The complaints about the first of these parts, by field."""
    return answer.context["form"].formsets[part].errors[0]


# Drafts hold everything.


def test_a_changed_round_is_public_when_it_is_published_and_not_before(bureau, option):
    save_draft(bureau, option, open_form(bureau, option), **{"windows-0-closes_on": "2027-03-31"})
    drafted = fresh(option).windows.get().closes_on
    shown_to_editor = open_form(bureau, option)["windows-0-closes_on"]

    publish(bureau, option, open_form(bureau, option))

    assert drafted == date(2027, 2, 14)
    assert shown_to_editor == "2027-03-31"
    assert CallWindow.objects.get(option=option).closes_on == date(2027, 3, 31)


def test_visitors_read_the_changed_round_after_publishing(bureau, client, option):
    page = option.get_absolute_url()

    save_draft(bureau, option, open_form(bureau, option), **{"windows-0-closes_on": "2027-03-31"})
    before = words_on(client.get(page))
    publish(bureau, option, open_form(bureau, option))
    after = words_on(client.get(page))

    assert "14 februari" in before
    assert "31 maart" not in before
    assert "31 maart" in after


def test_parts_that_are_added_and_removed_wait_for_publishing_too(bureau, option):
    follower = builders.option()
    added = {
        "relations-TOTAL_FORMS": "1",
        "relations-0-kind": "volgt-op",
        "relations-0-other": follower.pk,
        "relations-0-source": "test",
        "relations-0-id": "",
        "conditions-0-DELETE": "1",
    }

    save_draft(bureau, option, {**open_form(bureau, option), **added})
    drafted = fresh(option)
    before = (drafted.conditions.count(), drafted.relations.count())
    publish(bureau, option, open_form(bureau, option))

    published = fresh(option)
    assert before == (1, 0)
    assert published.conditions.count() == 0
    assert [row.other for row in published.relations.all()] == [follower]


@pytest.mark.parametrize(
    ("name", "model"),
    [
        ("sectors", Sector),
        ("subregions", Subregion),
        ("municipalities", Municipality),
        ("paid_by", Organisation),
        ("executed_by", Organisation),
    ],
)
def test_a_list_is_drafted_with_its_option(bureau, option, name, model):
    row = model.objects.first()

    save_draft(bureau, option, open_form(bureau, option), **{name: [row.pk]})
    before = list(getattr(fresh(option), name).all())
    publish(bureau, option, open_form(bureau, option))

    assert before == []
    assert list(getattr(fresh(option), name).all()) == [row]


def test_a_form_that_is_sent_back_untouched_changes_nothing(bureau):
    option = FinancingOption.objects.exclude(conditions=None).exclude(windows=None).first()
    before = {**fresh(option).serializable_data()}

    publish(bureau, option, open_form(bureau, option))

    after = fresh(option).serializable_data()
    kept = [
        name for name in before if not name.endswith(("revision", "published_at", "windows", "conditions", "relations"))
    ]
    assert {name: after[name] for name in kept} == {name: before[name] for name in kept}
    assert [len(after[name]) for name in ("windows", "conditions", "relations")] == [
        len(before[name]) for name in ("windows", "conditions", "relations")
    ]


# What is refused at entry, at its field, with everything typed still there.


def test_a_round_that_closes_before_it_opens_is_refused_at_its_field(bureau, option):
    typed = {"windows-0-closes_on": "2026-08-01", "summary_nl": f"{NEW} in concept."}

    answer = save_draft(bureau, option, open_form(bureau, option), **typed)

    assert answer.status_code == 200
    assert [*errors_of(answer, "windows")] == ["closes_on"]
    assert errors_of(answer, "windows")["closes_on"][0] in answer.content.decode()
    assert 'value="2026-08-01"' in answer.content.decode()
    assert f"{NEW} in concept." in answer.content.decode()
    assert fresh(option).latest_revision is None


def test_reversed_amounts_are_refused_at_their_field(bureau, option):
    answer = publish(bureau, option, open_form(bureau, option), amount_min="50000", amount_max="5000", name=NEW)

    assert [*answer.context["form"].errors] == ["amount_max"]
    assert f'value="{NEW}"' in answer.content.decode()
    assert fresh(option).name != NEW


@pytest.mark.parametrize("url", ["javascript:alert(1)", "geen adres"])
def test_an_official_address_is_a_web_address(bureau, option, url):
    answer = save_draft(bureau, option, open_form(bureau, option), url=url)

    assert "url" in answer.context["form"].errors


def test_the_words_of_a_condition_are_chosen_by_their_names(bureau, option):
    form = bureau.get(edit_url(option))

    publish(bureau, option, open_form(bureau, option), **{"conditions-0-values": ["klein", "middelgroot"]})

    assert "249" in words_on(form)
    assert fresh(option).conditions.get().values == ["klein", "middelgroot"]


def test_a_word_of_another_attribute_is_refused_at_its_field(bureau, option):
    answer = publish(bureau, option, open_form(bureau, option), **{"conditions-0-values": ["klein", "bv"]})

    assert [*errors_of(answer, "conditions")] == ["values"]
    assert fresh(option).conditions.get().values == ["klein"]


@pytest.mark.parametrize("count", [1, 2], ids=["to itself", "twice the same"])
def test_a_relation_to_itself_or_twice_the_same_is_refused(bureau, option, count):
    other = option if count == 1 else builders.option()
    parts = {"relations-TOTAL_FORMS": str(count)}
    for number in range(count):
        parts |= {
            f"relations-{number}-kind": "vereist",
            f"relations-{number}-other": other.pk,
            f"relations-{number}-source": "test",
            f"relations-{number}-id": "",
        }

    answer = publish(bureau, option, {**open_form(bureau, option), **parts})

    relations = answer.context["form"].formsets["relations"]
    assert answer.status_code == 200
    assert any(relations.errors) or relations.non_form_errors()
    assert fresh(option).relations.count() == 0


def test_an_empty_draft_of_every_kind_asks_for_its_address(bureau):
    parts = {f"{name}-{n}_FORMS": "0" for name in ("windows", "conditions", "relations") for n in ("TOTAL", "INITIAL")}

    for model in (FinancingOption, Family, RegionalNuance):
        answer = bureau.post(reverse(model.snippet_viewset.get_url_name("add")), parts)
        assert "slug" in answer.context["form"].errors


@pytest.mark.parametrize("model", [FinancingOption, Family, RegionalNuance])
def test_a_public_slug_is_fixed(bureau, model):
    row = model.objects.published().first()

    publish(bureau, row, open_form(bureau, row), slug="een-ander-adres")

    assert model.objects.get(pk=row.pk).slug == row.slug


def test_a_new_option_can_be_made_in_one_go(bureau):
    form = {
        "name": "Proeftuinlening",
        "slug": "proeftuinlening",
        "kind": "lening",
        "level": "provincie",
        "phases": ["start", "groei"],
        "covers_country": "on",
        "provider_printed": "Provincie",
        "summary_nl": "Geld om te lenen.",
        "source": "test",
        "checked_on": "2026-11-24",
        "confidence": "hoog",
        "windows-TOTAL_FORMS": "1",
        "windows-0-opens_on": "2027-01-10",
        "windows-0-is_confirmed": "on",
        "windows-0-source": "test",
        "windows-0-ORDER": "1",
        **{f"{name}-TOTAL_FORMS": "0" for name in ("conditions", "relations")},
        **{f"{name}-INITIAL_FORMS": "0" for name in ("windows", "conditions", "relations")},
    }

    bureau.post(reverse("wagtailsnippets_financing_financingoption:add"), {**form, "action-publish": "1"})

    made = FinancingOption.objects.get(slug="proeftuinlening")
    assert made.live
    assert made.phases == ["start", "groei"]
    assert made.windows.get().opens_on == date(2027, 1, 10)


def test_organisations_are_folded_by_kind_and_open_where_one_is_chosen(bureau):
    rom = Organisation.objects.filter(kind="rom").first()
    option = builders.option(executed_by=[rom])

    page = bureau.get(edit_url(option)).content.decode()
    group = page[: page.index(f'name="executed_by" value="{rom.pk}" checked')].rpartition("<details")[2]

    assert group.partition(">")[0].endswith(" open")
    assert len(re.findall("<details[^>]* open>", page)) == 1


# Preview, comparison, review.


def test_the_preview_of_an_option_shows_what_is_typed(bureau, client, option):
    preview = reverse("wagtailsnippets_financing_financingoption:preview_on_edit", args=[option.pk])

    bureau.post(preview, {**open_form(bureau, option), "summary_nl": f"{NEW}.", "windows-0-closes_on": "2027-03-31"})
    seen = bureau.get(preview)

    assert f"{NEW}." in words_on(seen)
    assert "31 maart" in words_on(seen)
    assert NEW not in words_on(client.get(option.get_absolute_url()))


@pytest.mark.parametrize(("model", "field"), [(Family, "summary_nl"), (RegionalNuance, "text_nl")])
def test_a_family_and_a_nuance_have_a_preview(bureau, model, field):
    row = model.objects.first()
    preview = reverse(row.snippet_viewset.get_url_name("preview_on_edit"), args=[row.pk])

    bureau.post(preview, {**open_form(bureau, row), field: f"{NEW} is anders."})
    seen = bureau.get(preview)

    assert f"{NEW} is anders." in words_on(seen)
    assert seen.status_code == 200


def test_two_versions_can_be_compared_parts_included(bureau, option):
    publish(bureau, option, open_form(bureau, option))
    save_draft(
        bureau, option, open_form(bureau, option), **{"windows-0-note_nl": NEW, "conditions-0-values": ["groot"]}
    )

    address = reverse("wagtailsnippets_financing_financingoption:revisions_compare", args=[option.pk, "live", "latest"])
    compared = words_on(bureau.get(address))

    assert NEW in compared
    assert "groot" in compared


@pytest.mark.parametrize(
    ("model", "field"), [(FinancingOption, "summary_nl"), (Family, "summary_nl"), (RegionalNuance, "text_nl")]
)
def test_an_editor_submits_and_the_office_approves(editor, bureau, mailoutbox, model, field):
    row = model.objects.published().first()
    editor.post(edit_url(row), {**open_form(editor, row), field: f"{NEW} komt.", "action-submit": "1"})
    row = model.objects.get(pk=row.pk)
    waiting, before = row.current_workflow_task_state, getattr(row, field)
    approve = reverse(row.snippet_viewset.get_url_name("workflow_action"), args=[row.pk, "approve", waiting.pk])

    editor.post(approve, {})
    still_before = getattr(model.objects.get(pk=row.pk), field)
    bureau.post(approve, {})

    assert [message.to for message in mailoutbox] != []
    assert before == still_before
    assert getattr(model.objects.get(pk=row.pk), field) == f"{NEW} komt."


APPROVE = {"action-workflow-action": "true", "workflow-action-name": "approve"}


def test_approving_on_the_editing_screen_publishes_what_was_submitted(editor, bureau):
    row = FinancingOption.objects.published().first()
    editor.post(edit_url(row), {**open_form(editor, row), "summary_nl": f"{NEW} komt.", "action-submit": "1"})
    submitted = FinancingOption.objects.get(pk=row.pk).latest_revision_id

    answer = bureau.post(edit_url(row), {**open_form(bureau, row), **APPROVE}, follow=True)

    now = FinancingOption.objects.get(pk=row.pk)
    assert (now.summary_nl, now.live_revision_id, now.workflow_in_progress) == (f"{NEW} komt.", submitted, False)
    assert "is goedgekeurd" in words_on(answer)


def test_who_changes_something_while_approving_saves_and_is_told_that_somebody_else_approves(editor, bureau):
    row = FinancingOption.objects.published().first()
    editor.post(edit_url(row), {**open_form(editor, row), "summary_nl": f"{NEW} komt.", "action-submit": "1"})

    form = {**open_form(bureau, row), "summary_nl": "Van de beoordelaar zelf."}
    answer = bureau.post(edit_url(row), {**form, **APPROVE}, follow=True)

    now = FinancingOption.objects.get(pk=row.pk)
    assert now.summary_nl == row.summary_nl
    assert now.get_latest_revision_as_object().summary_nl == "Van de beoordelaar zelf."
    assert now.workflow_in_progress
    assert "niet goedgekeurd" in words_on(answer)


def test_setting_up_again_keeps_the_workflow_that_was_chosen():
    chosen = Workflow.objects.create(name="Eigen werkwijze")
    chosen.workflow_tasks.create(task=GroupApprovalTask.objects.first())
    content_type = ContentType.objects.get_for_model(Family)
    WorkflowContentType.objects.filter(content_type=content_type).update(workflow=chosen)
    count = WorkflowContentType.objects.count()

    call_command("set_up_roles", stdout=StringIO())

    assert WorkflowContentType.objects.count() == count
    assert Family.get_default_workflow() == chosen
