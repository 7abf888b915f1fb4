"""People of an organisation change the options of that organisation, and no others."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.admin.models import EditingSession
from wagtail.permissions import policy_registry

from agenda.models import Membership
from financing.editing import FinancingOptionViewSet
from financing.models import Confirmation, FinancingOption
from mra_portal.accounts.models import User
from mra_portal.common.editing import RowGuard
from tests import builders as agenda_builders
from tests.editorial_forms import edit_url, open_form, publish, save_draft, words_on
from tests.financing import builders

pytestmark = pytest.mark.django_db
NEW = "Nieuw van de aanbieder."


def person(group, *organisations):
    user = User.objects.create_user(f"{group.lower()}-{User.objects.count()}@test.example", "x")
    user.groups.add(Group.objects.get(name=group))
    for organisation in organisations:
        Membership.objects.create(user=user, organisation=organisation)
    return user


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def employer():
    return agenda_builders.organisation()


@pytest.fixture
def provider(employer):
    """Somebody who works for the employer, signed in."""
    return signed_in(person("Aanbieders", employer))


@pytest.fixture
def own(employer):
    return builders.option(executed_by=[employer])


@pytest.fixture
def other():
    return builders.option(executed_by=[agenda_builders.organisation()])


def address(option, name, *more):
    return reverse(option.snippet_viewset.get_url_name(name), args=[option.pk, *more])


def is_refused(answer):
    return answer.status_code == 302 and answer["Location"] == "/beheer/"


def draft_of(option):
    return FinancingOption.objects.get(pk=option.pk).get_latest_revision_as_object()


def test_a_provider_drafts_an_own_option_but_does_not_publish_it(provider, own):
    publish(provider, own, open_form(provider, own), summary_nl=NEW)

    own.refresh_from_db()
    assert own.summary_nl != NEW
    assert draft_of(own).summary_nl == NEW


def test_the_option_of_another_stays_closed_and_unchanged(provider, own, other):
    form = open_form(provider, own)

    opened = provider.get(edit_url(other))
    sent = save_draft(provider, other, form, summary_nl=NEW)

    assert is_refused(opened)
    assert is_refused(sent)
    assert FinancingOption.objects.get(pk=other.pk).latest_revision is None


@pytest.mark.parametrize("role", ["paid_by", "executed_by", "contact"])
def test_an_organisation_holds_what_it_pays_executes_or_answers_for(provider, employer, role):
    option = builders.option(**{role: employer if role == "contact" else [employer]})

    assert provider.get(edit_url(option)).status_code == 200


def test_somebody_without_an_organisation_changes_nothing(own):
    nobody = signed_in(person("Aanbieders"))

    assert is_refused(nobody.get(edit_url(own)))
    assert nobody.get(reverse("options_to_check")).context["rows"] == []


def test_a_membership_gives_nothing_to_who_may_only_look(employer, own):
    civil_servant = signed_in(person("Ambtenaren", employer))

    assert is_refused(civil_servant.get(edit_url(own)))
    assert is_refused(civil_servant.get(reverse("options_to_check")))


def test_a_draft_that_names_another_organisation_gives_and_takes_nothing(provider, own, other):
    """What counts is who holds the published option."""
    form = open_form(provider, own)
    rival = other.executed_by.get()

    save_draft(provider, own, {**form, "executed_by": [rival.pk]})

    assert provider.get(edit_url(own)).status_code == 200
    assert is_refused(signed_in(person("Aanbieders", rival)).get(edit_url(own)))


@pytest.mark.parametrize("name", ["delete", "unpublish", "lock", "unlock"])
def test_a_provider_does_not_take_an_own_option_away_or_lock_it(provider, own, name):
    answers = [provider.get(address(own, name)), provider.post(address(own, name), {})]

    own.refresh_from_db()
    assert all(is_refused(answer) for answer in answers)
    assert own.live
    assert not own.locked


def test_a_provider_adds_no_option(provider):
    add = reverse("wagtailsnippets_financing_financingoption:add")

    assert is_refused(provider.get(add))
    assert is_refused(provider.post(add, {"name": "Nieuw", "slug": "nieuw"}))


def test_every_screen_of_one_option_asks_for_the_right_on_that_option():
    """Wagtail asks most of them for any option (wagtail#13314); looking is for everyone who sees the list."""
    viewset = FinancingOption.snippet_viewset
    views = {
        pattern.name: pattern.callback.view_class
        for pattern in viewset.get_urlpatterns()
        if "pk" in str(pattern.pattern)
    }

    unguarded = {name for name, view in views.items() if not issubclass(view, RowGuard)}

    assert isinstance(viewset, FinancingOptionViewSet)
    assert len(views) > 15
    assert unguarded == {"inspect"}


def test_the_list_shows_every_option_and_offers_to_edit_the_own_ones(provider, own, other):
    listed = provider.get(reverse("wagtailsnippets_financing_financingoption:list"), {"q": "Regeling"})

    assert own.name in words_on(listed)
    assert other.name in words_on(listed)
    assert edit_url(own) in listed.content.decode()
    assert edit_url(other) not in listed.content.decode()


def test_looking_at_the_option_of_another_shows_what_is_public(provider, other):
    other.summary_nl = "Nog geheim"
    other.save_revision()

    seen = provider.get(address(other, "inspect"))

    assert other.name in words_on(seen)
    assert "Nog geheim" not in seen.content.decode()
    assert edit_url(other) not in seen.content.decode()


def test_nobody_joins_an_editing_session_on_the_option_of_another(provider, own, other):
    answers = [
        provider.post(reverse("wagtailadmin_editing_sessions:ping", args=["financing", "financingoption", row.pk, 1]))
        for row in (own, other)
    ]

    assert [answer.status_code for answer in answers] == [200, 404]
    assert not EditingSession.objects.filter(object_id=other.pk).exists()


def test_bulk_delete_leaves_every_option_out(provider, own, other):
    path = reverse("wagtail_bulk_action", args=["financing", "financingoption", "delete"])

    provider.post(f"{path}?id={own.pk}&id={other.pk}", {})

    assert FinancingOption.objects.filter(pk__in=[own.pk, other.pk]).count() == 2


def test_a_provider_submits_an_own_option_and_the_office_approves_it(provider, own, mailoutbox):
    office = signed_in(person("MRA-bureau"))
    provider.post(edit_url(own), {**open_form(provider, own), "summary_nl": NEW, "action-submit": "1"})
    own.refresh_from_db()
    waiting = own.current_workflow_task_state
    alone = provider.post(address(own, "workflow_action", "approve", waiting.pk), {})
    before = FinancingOption.objects.get(pk=own.pk).summary_nl

    office.post(address(own, "workflow_action", "approve", waiting.pk), {})

    assert is_refused(alone)
    assert before != NEW
    assert FinancingOption.objects.get(pk=own.pk).summary_nl == NEW
    assert [name for message in mailoutbox for name in message.to if name.startswith("mra-bureau")]


def test_the_to_check_list_holds_the_own_options_only(provider, own, other):
    rows = provider.get(reverse("options_to_check")).context["rows"]

    assert [row["option"] for row in rows] == [own]


def test_a_provider_confirms_an_own_option_and_no_other(provider, own, other):
    confirmed = provider.post(reverse("confirm_option", args=[own.pk]))
    refused = provider.post(reverse("confirm_option", args=[other.pk]))

    assert confirmed.headers["Location"] == reverse("options_to_check")
    assert is_refused(refused)
    assert [row.option for row in Confirmation.objects.filter(option__in=[own, other])] == [own]


def test_the_office_and_editors_may_change_every_option(own, other):
    for group in ("MRA-bureau", "Redacteuren"):
        client = signed_in(person(group))
        assert [client.get(edit_url(row)).status_code for row in (own, other)] == [200, 200]


def test_the_policy_names_the_people_of_an_option(employer, own, other):
    provider, stranger = person("Aanbieders", employer), person("Aanbieders")
    policy = policy_registry.get_by_type(FinancingOption)

    of_own = policy.users_with_permission_for_instance("change", own)
    of_other = policy.users_with_permission_for_instance("change", other)

    assert provider in of_own
    assert stranger not in of_own
    assert provider not in of_other
    assert {provider, stranger} <= {*policy.users_with_permission("change")}
    assert provider not in policy.users_with_permission("publish")


def test_the_office_says_who_works_for_whom(employer):
    office, newcomer = signed_in(person("MRA-bureau")), person("Aanbieders")

    office.post(reverse("memberships:add"), {"user": newcomer.pk, "organisation": employer.pk})
    listed = office.get(reverse("memberships:index"), {"q": employer.name})

    assert Membership.objects.filter(user=newcomer, organisation=employer).exists()
    assert newcomer.email in words_on(listed)


@pytest.mark.parametrize("group", ["Redacteuren", "Aanbieders", "Ambtenaren", "Datastewards"])
def test_nobody_else_sees_who_works_for_whom(employer, group):
    membership = Membership.objects.create(user=person("Aanbieders"), organisation=employer)
    client = signed_in(person(group))

    pages = [reverse("memberships:index"), reverse("memberships:edit", args=[membership.pk])]
    bulk = client.get("/beheer/bulk/agenda/membership/delete/", {"id": membership.pk})

    assert all(is_refused(client.get(page)) for page in pages)
    assert bulk.status_code == 404
