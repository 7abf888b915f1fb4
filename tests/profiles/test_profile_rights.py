"""Who keeps which profile: the whole way to a published change, and every attempt at somebody else's."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.models import EditingSession

from agenda.models import Membership
from mra_portal.accounts.models import User
from profiles.models import ProfileConfirmation, Subregion, SubregionProfilePage
from tests.editorial_forms import edit_url, form_on, words_on
from tests.hotspots.builders import somebody_of
from tests.profiles.editing import approve, lede_of, member_of, open_profile, profile, send

pytestmark = pytest.mark.django_db
NEW, OTHER = "Nieuw van IJmond.", "Iets anders."


@pytest.fixture
def member():
    return member_of("ijmond")


@pytest.fixture
def office():
    return somebody_of("MRA-bureau")


def is_refused(answer) -> bool:
    return answer.status_code in (403, 404) or (answer.status_code == 302 and answer["Location"] == "/beheer/")


def doors(page) -> dict[str, str]:
    """Every address of one page in the editing screens, by name."""
    revision = page.latest_revision_id or page.save_revision().pk
    wanted = {
        **dict.fromkeys(("edit", "history", "usage", "copy", "move", "delete", "unpublish", "lock", "unlock"), ()),
        **dict.fromkeys(("view_draft", "preview_on_edit", "convert_alias", "workflow_history"), ()),
        **dict.fromkeys(("revisions_view", "revisions_revert", "revisions_unschedule"), (revision,)),
        "revisions_compare": ("live", revision),
        "set_privacy": (),
        "set_page_position": (),
    }
    return {name: reverse(f"wagtailadmin_pages:{name}", args=[page.pk, *more]) for name, more in wanted.items()}


def test_from_a_draft_to_a_published_change(member, office, client, mailoutbox):
    page = profile()
    saved = send(member, page, open_profile(member, page), lede=NEW)
    before = lede_of(page)
    preview = member.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    send(member, page, open_profile(member, page), "submit", lede=NEW)
    alone = approve(member, page)
    waiting = lede_of(page)

    approve(office, page)

    assert saved.status_code == 302
    assert before != NEW
    assert NEW in words_on(preview)
    assert is_refused(alone)
    assert waiting != NEW
    assert lede_of(page) == NEW
    assert NEW in words_on(client.get("/deelregios/ijmond/"))
    assert mailoutbox


def test_both_languages_are_hers_and_nobody_elses(member):
    for code in ("nl", "en"):
        page = profile(code=code)
        send(member, page, open_profile(member, page), lede=NEW)
        assert lede_of(page, draft=True) == NEW
        for stranger in (
            member_of("almere-lelystad"),
            somebody_of("Kopgroep"),
            somebody_of("Ambtenaren", Membership.objects.filter(organisation__slug="deelregio-ijmond")[0].organisation),
        ):
            assert is_refused(stranger.get(edit_url(page)))


def test_every_door_to_the_profile_of_another_is_closed(client):
    page = profile()
    page.lede = "Nog geheim"
    page.save_revision()
    before = SubregionProfilePage.objects.values("live", "path", "lede", "locked", "latest_revision").get(pk=page.pk)

    for visitor in (member_of("almere-lelystad"), somebody_of("Aanbieders"), client):
        for name, address in doors(page).items():
            for answer in (visitor.get(address), visitor.post(address, {"lede": OTHER, "title": OTHER, "slug": "x"})):
                told = "" if answer.streaming else answer.content.decode()
                to_login = answer.status_code == 302 and "/login/" in answer["Location"]
                assert is_refused(answer) or to_login or answer.status_code == 405, (name, answer.status_code)
                assert "Nog geheim" not in told, name
        for action in ("delete", "move", "publish", "unpublish"):
            address = f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', action])}?id={page.pk}"
            visitor.post(address, {"next": "/beheer/", "chooser": page.get_parent().pk})
        for action in ("publish", "unpublish", "delete", "copy", "create_alias", "revert_to_page_revision"):
            visitor.post(reverse("wagtailadmin_api:pages:action", args=[page.pk, action]), {})
        visitor.post(
            reverse("wagtailadmin_editing_sessions:ping", args=["profiles", "subregionprofilepage", page.pk, 1])
        )

    assert before == SubregionProfilePage.objects.values(*before).get(pk=page.pk)
    assert SubregionProfilePage.objects.filter(subregion__slug="ijmond").count() == 2
    assert not EditingSession.objects.filter(object_id=str(page.pk)).exists()


def test_she_does_not_publish_move_copy_or_take_away_what_is_hers(member):
    page = profile()
    form = open_profile(member, page)

    said = member.post(edit_url(page), {**form, "lede": NEW, "action-publish": "1"}, follow=True)

    closed = ("copy", "move", "delete", "unpublish", "lock", "revisions_unschedule", "set_privacy", "set_page_position")
    for name, address in doors(SubregionProfilePage.objects.get(pk=page.pk)).items():
        if name in closed:
            assert is_refused(member.get(address)) or member.get(address).status_code == 405, name
            assert is_refused(member.post(address, {})) or member.post(address, {}).status_code == 405, name
    assert "Niet gepubliceerd" in words_on(said) or "Not published" in words_on(said)
    assert lede_of(page) != NEW
    assert lede_of(page, draft=True) == NEW
    page.unpublish()
    assert is_refused(member.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), {}))
    assert SubregionProfilePage.objects.filter(pk=page.pk).exists()


def test_a_profile_stays_with_its_subregion(member, office):
    page = profile()
    almere = Subregion.objects.get(slug="almere-lelystad")

    send(member, page, open_profile(member, page), subregion=almere.pk, lede=NEW)

    assert page.get_latest_revision_as_object().subregion.slug == "ijmond"
    assert "disabled" not in str(office.get(edit_url(page)).context["form"]["subregion"])


def test_who_leaves_the_subregion_loses_the_right_at_once(member):
    page = profile()
    open_profile(member, page)

    Membership.objects.all().delete()

    assert is_refused(member.get(edit_url(page)))


def test_the_explorer_and_the_choosers_show_no_draft_of_others(member):
    theirs = profile("almere-lelystad")
    theirs.title = "Geheime titel"
    theirs.save_revision()
    region = theirs.get_parent()
    explorer = reverse("wagtailadmin_explore", args=[region.pk])
    chooser = reverse("wagtailadmin_choose_page_child", args=[region.pk])

    listed = member.get(explorer)
    offered = member.get(f"{chooser}?page_type=wagtailcore.page")
    history = member.get(reverse("site_history"))
    types = member.get(reverse("page_types"))

    assert edit_url(profile()) in listed.content.decode()
    for answer in (listed, offered):
        assert answer.status_code == 200
        assert "Geheime titel" not in answer.content.decode()
    assert is_refused(history)
    assert is_refused(types)


def test_nobody_reads_the_draft_title_of_another_in_a_report_or_before_doing_many_at_once(member, office):
    """A civil servant and the member of another subregion are shut out; the office gets in and sees it."""
    theirs = profile("almere-lelystad")
    theirs.title = "Geheime titel"
    theirs.save_revision()
    reports = [
        reverse(f"wagtailadmin_reports:{name}")
        for name in ("aging_pages", "locked_pages", "workflow", "workflow_tasks")
    ]
    bulk = [
        f"/beheer/bulk/wagtailcore/page/{action}/?id={theirs.pk}"
        for action in ("publish", "unpublish", "move", "delete")
    ]
    screens = [reverse("page_types"), reverse("page_types_results"), *reports, *bulk]

    for stranger in (member, somebody_of("Ambtenaren")):
        for address in screens:
            assert "Geheime titel" not in stranger.get(address, follow=True).content.decode(), address
        for address in bulk:
            assert is_refused(stranger.get(address)), address
            assert is_refused(stranger.post(address, {})), address
    for address in (screens[0], bulk[0]):
        assert "Geheime titel" in office.get(address).content.decode(), address
    assert member.get("/beheer/bulk/wagtailcore/page/publish/?id=alles").status_code == 404


def test_the_author_never_approves_not_even_in_the_office(office):
    page = profile()
    colleague = somebody_of("MRA-bureau")
    send(office, page, open_profile(office, page), "submit", lede=NEW)

    alone = approve(office, page)
    waits_for_me = office.get("/beheer/").content.decode().count("workflow_action")
    before = lede_of(page)
    approve(colleague, page)

    assert is_refused(alone)
    assert waits_for_me == 0
    assert before != NEW
    assert lede_of(page) == NEW


def test_a_reviewer_who_changes_the_text_is_its_author(member, office):
    page = profile()
    send(member, page, open_profile(member, page), "submit", lede=NEW)
    form = open_profile(office, page)

    wanted = {"action-workflow-action": "1", "workflow-action-name": "approve"}
    said = office.post(edit_url(page), {**form, **wanted, "lede": OTHER}, follow=True)

    assert lede_of(page) not in (NEW, OTHER)
    assert lede_of(page, draft=True) == OTHER
    assert "Wel opgeslagen" in words_on(said) or "Saved, but not approved" in words_on(said)
    assert SubregionProfilePage.objects.get(pk=page.pk).workflow_in_progress


def test_an_approved_change_goes_public_on_its_day(member, office):
    page = profile()
    moment = timezone.localtime() + timedelta(days=3)
    send(member, page, open_profile(member, page), "submit", lede=NEW, go_live_at=moment.strftime("%Y-%m-%d %H:%M"))

    approve(office, page)
    before = lede_of(page)
    board = words_on(member.get("/beheer/"))
    scheduled = page.revisions.get(approved_go_live_at__isnull=False)
    scheduled.approved_go_live_at = timezone.now() - timedelta(minutes=1)  # the day has come
    scheduled.content["go_live_at"] = scheduled.approved_go_live_at.isoformat()
    scheduled.save()
    call_command("publish_scheduled")

    assert before != NEW
    assert f"{moment:%Y}" in board
    assert lede_of(page) == NEW


def second_profile(page) -> SubregionProfilePage:
    """A draft beside the live one, with a version that can be published."""
    copy = page.copy(update_attrs={"slug": "tweede", "title": "Tweede"}, keep_live=False)
    return SubregionProfilePage.objects.get(pk=copy.pk)


def test_approving_a_second_profile_says_why_not_and_changes_nothing(member, office):
    """It was alone when it was submitted; the other one went live while it waited."""
    page = profile()
    second = second_profile(page)
    page.unpublish()
    send(member, second, open_profile(member, second), "submit", lede=NEW)
    page.save_revision().publish()
    wanted = {"action-workflow-action": "1", "workflow-action-name": "approve"}

    said = approve(office, second)
    told = words_on(office.get(said["Location"]))
    in_the_editor = office.post(edit_url(second), {**open_profile(office, second), **wanted})
    by_machine = office.post(reverse("wagtailadmin_api:pages:action", args=[second.pk, "publish"]), {})

    second.refresh_from_db()
    assert said.status_code == 302
    assert page.title in told
    assert "IJmond" in told
    assert in_the_editor.status_code == 200
    assert "subregion" in in_the_editor.context["form"].errors
    assert 400 <= by_machine.status_code < 500
    assert (second.live, second.workflow_in_progress) == (False, True)


def test_a_second_profile_whose_day_comes_stays_a_draft_and_keeps_nothing_else_back(member, office):
    page, other = profile(), profile("almere-lelystad")
    second = second_profile(page)
    soon = timezone.now() - timedelta(minutes=1)
    for waiting in (second, other):
        waiting.lede = NEW
        revision = waiting.save_revision()
        revision.approved_go_live_at = soon
        revision.save()

    call_command("publish_scheduled")
    call_command("publish_scheduled")

    second.refresh_from_db()
    assert second.live is False
    assert lede_of(second, draft=True) == NEW
    assert lede_of(other) == NEW
    for screen in (member.get("/beheer/"), office.get(reverse("wagtailadmin_pages:history", args=[second.pk]))):
        assert page.title in words_on(screen)
    assert "Kan niet openbaar worden" in words_on(member.get("/beheer/"))


def test_history_shows_readable_differences_and_restores(member):
    page = profile()
    old = page.get_latest_revision()
    raw = [dict(item) for item in page.needs.raw_data]
    earlier = raw[0]["value"]["text"]
    raw[0] = {**raw[0], "value": {**raw[0]["value"], "text": "Ruimte voor proeven"}}
    page.needs = page.needs.stream_block.to_python(raw)
    new = page.save_revision(user=User.objects.get(pk=member.session["_auth_user_id"]))

    compared = member.get(reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, old.pk, new.pk]))
    history = member.get(reverse("wagtailadmin_pages:history", args=[page.pk]))
    address = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, old.pk])
    form = form_on(member.get(address))
    member.post(
        address,
        {
            **form,
            **{f"{name}-count": "0" for name in ("body", "sectors", "places", "programmes")},
            "needs-count": "0",
            "figures-count": "0",
        },
    )

    assert earlier in compared.content.decode() or earlier.split()[0] in words_on(compared)
    assert "proeven" in words_on(compared)
    assert compared.status_code == history.status_code == 200
    restored = SubregionProfilePage.objects.get(pk=page.pk).get_latest_revision()
    assert restored.pk > new.pk
    assert restored.content["lede"] == old.content["lede"]


def test_two_members_at_once_lose_nothing(member):
    colleague = member_of("ijmond")
    page = profile()
    forms = [open_profile(person, page) for person in (member, colleague)]

    send(member, page, forms[0], lede=NEW)
    refused = send(colleague, page, forms[1], lede=OTHER)

    assert refused.status_code == 409
    assert form_on(refused)["lede"] == OTHER
    assert lede_of(page, draft=True) == NEW


def test_a_copy_of_the_office_stays_a_draft_that_the_member_keeps(member, office):
    page = profile()
    told = {
        "new_title": "Tweede",
        "new_slug": "tweede",
        "new_parent_page": page.get_parent().pk,
        "publish_copies": "on",
    }

    office.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), told)
    office.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), {**told, "new_slug": "alias", "alias": "on"})
    copies = SubregionProfilePage.objects.filter(slug__in=("tweede", "alias"))
    second = copies.get(slug="tweede")
    refused = send(office, second, open_profile(office, second), "publish", lede=NEW)

    assert copies.count() == 2
    assert not copies.live().exists()
    assert "subregion" in refused.context["form"].errors
    assert member.get(edit_url(second)).status_code == 200


def test_still_correct_is_said_by_members_and_once_a_day(member, office, client):
    ijmond = Subregion.objects.get(slug="ijmond")
    address = reverse("confirm_profile", args=[ijmond.pk])

    answers = [
        person.post(address) for person in (member_of("almere-lelystad"), office, somebody_of("Kopgroep"), client)
    ]
    refused = ProfileConfirmation.objects.count()
    for _time in range(2):
        member.post(address)

    confirmed = ProfileConfirmation.objects.get()
    assert [answer.status_code for answer in answers] == [302] * 4
    assert refused == 0
    assert confirmed.subregion == ijmond
    assert confirmed.confirmed_on == timezone.localdate()
    assert confirmed.page_version == profile().live_revision_id
    profile().unpublish()
    profile(code="en").unpublish()
    assert "heeft nog geen" in words_on(member.post(address, follow=True)) or "no public profile" in words_on(
        member.post(address, follow=True)
    )


def test_the_first_text_can_be_brought_back_from_the_history(member):
    page = profile("ijmond")
    first = page.latest_revision_id
    page.lede = NEW
    page.save_revision()

    history = member.get(reverse("wagtailadmin_pages:history", args=[page.pk])).content.decode()

    assert reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, first]) in history
