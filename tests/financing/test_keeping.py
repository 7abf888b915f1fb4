"""Keeping the route map true: what needs a look, and "still correct" with one press."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from financing.models import AddressCheck, CallWindow, Confirmation, FinancingOption
from financing.operations import confirm_option
from mra_portal.accounts.models import User
from tests.editorial_forms import edit_url, open_form, save_draft, words_on
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
def option():
    made = builders.option(url="https://loket.example/regeling", checked_on=TODAY)
    builders.window(made, date(2026, 9, 1), date(2027, 2, 14))
    builders.condition(made, "omvang", ["klein"])
    return made


def fresh(option):
    return FinancingOption.objects.get(pk=option.pk)


def needed(option, on=TODAY):
    """The reasons to look at it on this day, or None."""
    row = FinancingOption.objects.filter(pk=option.pk).needing_check_on(on).first()
    if row is None:
        return None
    told = {
        "old": row.is_long_unchecked,
        "round": row.window_passed_on,
        "missing": row.lacks_address,
        "broken": row.address_fault,
    }
    return {reason for reason, is_so in told.items() if is_so}


def address_check(option, on, outcome="broken"):
    moment = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
    return AddressCheck.objects.create(url=option.url, checked_at=moment, outcome=outcome, detail="404")


def test_what_was_checked_lately_needs_no_look(option):
    address_check(option, TODAY, "ok")

    assert needed(option) is None


@pytest.mark.parametrize(("days", "expected"), [(183, None), (184, {"old"})])
def test_a_check_holds_half_a_year(option, days, expected):
    option.windows.all().delete()

    assert needed(option, TODAY + timedelta(days=days)) == expected


@pytest.mark.parametrize(
    ("closes_on", "expected"),
    [
        (TODAY - timedelta(days=1), None),  # was past when it was checked
        (TODAY, {"round"}),
        (TODAY + timedelta(days=2), {"round"}),
        (TODAY + timedelta(days=3), None),  # still open that day
    ],
)
def test_a_round_that_passed_since_the_last_check_needs_a_look(option, closes_on, expected):
    CallWindow.objects.filter(option=option).update(closes_on=closes_on)

    assert needed(option, TODAY + timedelta(days=3)) == expected


def test_a_round_that_ran_out_was_looked_at_already(option):
    CallWindow.objects.filter(option=option).update(closes_on=TODAY, ran_out_on=TODAY - timedelta(days=20))

    assert needed(option, TODAY + timedelta(days=3)) is None


def test_a_missing_or_broken_address_needs_a_look_until_somebody_confirms(option, django_user_model):
    user = django_user_model.objects.create_user("iemand@test.example", "x")
    without = builders.option(checked_on=TODAY)
    address_check(option, TODAY)
    before = needed(option), needed(without)

    confirm_option(option, user, TODAY)
    confirm_option(without, user, TODAY)

    assert before == ({"broken"}, {"missing"})
    assert needed(option) is None
    assert needed(without) is None


def test_an_address_that_is_found_broken_again_comes_back(option, django_user_model):
    confirm_option(option, django_user_model.objects.create_user("iemand@test.example", "x"), TODAY)

    address_check(option, TODAY + timedelta(days=7))

    assert needed(option, TODAY + timedelta(days=7)) == {"broken"}


def test_what_has_ended_is_left_alone():
    assert needed(builders.option(has_ended=True, checked_on=date(2020, 1, 1))) is None


def test_a_later_day_on_the_form_counts_as_a_check_too(option, django_user_model):
    confirm_option(
        option, django_user_model.objects.create_user("iemand@test.example", "x"), TODAY - timedelta(days=99)
    )

    assert FinancingOption.objects.with_last_check().get(pk=option.pk).last_checked_on == TODAY


@pytest.fixture
def forgotten():
    """An option that nobody looked at for years, whose address is broken."""
    made = builders.option(url="https://weg.example/", checked_on=date(2020, 1, 31))
    address_check(made, date(2020, 2, 1))
    return made


def test_the_list_says_why_in_words_and_leads_to_the_address_and_the_form(bureau, forgotten):
    page = bureau.get(reverse("options_to_check"))
    row = next(row for row in page.context["rows"] if row["option"] == forgotten)

    assert len(row["reasons"]) == 2
    assert "183" in row["reasons"][0]
    assert "404" in row["reasons"][1]
    assert all(reason in words_on(page) for reason in row["reasons"])
    assert "31 januari 2020" in words_on(page)
    assert f'href="{forgotten.url}"' in page.content.decode()
    assert f'href="{edit_url(forgotten)}"' in page.content.decode()


def test_one_press_records_who_and_when_and_the_row_leaves_the_list(bureau, forgotten):
    before = [row["option"] for row in bureau.get(reverse("options_to_check")).context["rows"]]

    said = bureau.post(reverse("confirm_option", args=[forgotten.pk]), follow=True)

    confirmation = Confirmation.objects.get(option=forgotten)
    assert forgotten in before
    assert (confirmation.user.email, confirmation.confirmed_on) == ("mra-bureau@test.example", timezone.localdate())
    assert forgotten not in [row["option"] for row in said.context["rows"]]
    assert forgotten.name in str(next(iter(said.context["messages"])))


def test_who_confirmed_stands_on_the_list_when_it_comes_back(bureau, forgotten):
    user = User.objects.get(email="mra-bureau@test.example")
    confirm_option(forgotten, user, timezone.localdate() - timedelta(days=200))

    row = next(row for row in bureau.get(reverse("options_to_check")).context["rows"] if row["option"] == forgotten)

    assert row["checked_by"] == user


def test_confirming_leaves_drafts_alone_and_makes_no_version(bureau, option):
    save_draft(bureau, option, open_form(bureau, option), summary_nl=f"{NEW} in concept.")
    versions = option.revisions.count()

    bureau.post(reverse("confirm_option", args=[option.pk]))

    assert option.revisions.count() == versions
    assert fresh(option).has_unpublished_changes
    assert fresh(option).summary_nl != f"{NEW} in concept."
    assert fresh(option).get_latest_revision_as_object().summary_nl == f"{NEW} in concept."


def test_confirming_twice_a_day_is_harmless(bureau, option):
    for _time in range(2):
        bureau.post(reverse("confirm_option", args=[option.pk]))

    assert Confirmation.objects.filter(option=option).count() == 1


def test_confirming_takes_a_press_and_a_token(bureau, option):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(User.objects.get(email="mra-bureau@test.example"))
    address = reverse("confirm_option", args=[option.pk])

    assert bureau.get(address).status_code == 405
    assert strict.post(address).status_code == 403
    assert not Confirmation.objects.filter(option=option).exists()


def test_confirming_goes_back_to_where_one_was_but_never_to_another_site(bureau, option):
    address = reverse("confirm_option", args=[option.pk])

    back = bureau.post(f"{address}?next={edit_url(option)}")
    away = bureau.post(f"{address}?next=https://elders.example/")

    assert back["Location"] == edit_url(option)
    assert away["Location"] == reverse("options_to_check")


def test_the_edit_page_has_the_button_for_what_is_public(bureau, option):
    unpublished = builders.option(live=False)
    pages = [bureau.get(edit_url(row)).content.decode() for row in (option, unpublished)]

    assert reverse("confirm_option", args=[option.pk]) in pages[0]
    assert reverse("confirm_option", args=[unpublished.pk]) not in pages[1]
    assert bureau.post(reverse("confirm_option", args=[unpublished.pk])).status_code == 404


def test_the_menu_says_how_many_wait(bureau, forgotten):
    count = bureau.get(reverse("options_to_check")).context["paginator"].count

    assert f"({count})" in bureau.get("/beheer/").content.decode()


def test_who_may_not_edit_options_is_refused(option):
    civil_servant = signed_in("Ambtenaren")

    answers = [
        civil_servant.get(reverse("options_to_check")),
        civil_servant.post(reverse("confirm_option", args=[option.pk])),
    ]

    assert [answer["Location"] for answer in answers] == ["/beheer/", "/beheer/"]
    assert not Confirmation.objects.filter(option=option).exists()
    assert reverse("options_to_check") not in civil_servant.get("/beheer/").content.decode()


def test_the_list_costs_the_same_however_long_it_is(bureau, django_assert_max_num_queries):
    address = reverse("options_to_check")
    with CaptureQueriesContext(connection) as few:
        bureau.get(address)
    for _number in range(5):
        confirm_option(
            builders.option(checked_on=date(2020, 1, 1)),
            User.objects.get(email="mra-bureau@test.example"),
            date(2020, 1, 2),
        )

    with django_assert_max_num_queries(len(few) + 1):  # one more: who confirmed
        bureau.get(address)
