"""What cannot be true is refused twice: with words at entry, and by the database whatever came before."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from financing.models import CallWindow, Condition, FinancingOption, OptionRelation
from financing.models.options import RESERVED
from profiles.models import Subregion
from tests import builders as agenda
from tests.financing import builders

pytestmark = pytest.mark.django_db


def refused(row) -> set[str]:
    """The fields of a row that are refused at entry; empty when it is accepted."""
    try:
        row.full_clean()
    except ValidationError as error:
        return set(error.message_dict)
    return set()


def is_refused_by_the_database(row) -> bool:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        return True
    return False


def option(**fields) -> FinancingOption:
    """A complete option, with changes that are not saved yet."""
    made = builders.option()
    for name, value in fields.items():
        setattr(made, name, value)
    return made


def window(**fields) -> CallWindow:
    return CallWindow(option=builders.option(), source="x", **fields)


SPRING, AUTUMN = date(2027, 3, 1), date(2027, 9, 1)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"amount_min": 100, "amount_max": 99}, "amount_max"),
        ({"amount_min": 1, "amount_max": 0}, "amount_max"),
        ({"ended_on": SPRING}, "has_ended"),
    ],
)
def test_an_option_that_contradicts_itself_is_refused_twice(fields, field):
    assert field in refused(option(**fields))
    assert is_refused_by_the_database(option(**fields))


@pytest.mark.parametrize(
    "fields",
    [
        {"amount_min": 100, "amount_max": 100},
        {"amount_min": 0, "amount_max": 0},
        {"amount_min": 100},
        {"amount_max": 100},
        {"has_ended": True},
        {"has_ended": True, "ended_on": SPRING},
        {"amount_max": 10**12},
    ],
)
def test_an_option_that_may_be_true_is_accepted(fields):
    made = option(**fields)

    assert refused(made) == set()
    assert not is_refused_by_the_database(made)


@pytest.mark.parametrize("amount", [-1, "1.5", "veel"])
def test_an_amount_is_a_whole_number_of_euros(amount):
    assert refused(option(amount_min=amount)) == {"amount_min"}


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"opens_on": AUTUMN, "closes_on": SPRING}, "closes_on"),
        ({"opens_on": SPRING, "closes_on": date(2027, 2, 28)}, "closes_on"),
        ({}, "opens_on"),
    ],
)
def test_a_round_that_closes_before_it_opens_or_has_no_day_is_refused_twice(fields, field):
    made = window(**fields)

    assert field in refused(made)
    assert is_refused_by_the_database(made)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"opens_on": SPRING, "closes_on": SPRING, "opens_at": time(17), "closes_at": time(9)}, "closes_at"),
        ({"opens_on": SPRING, "closes_on": SPRING, "opens_at": time(9), "closes_at": time(9)}, "closes_at"),
        ({"closes_on": SPRING, "opens_at": time(9)}, "opens_on"),
        ({"opens_on": SPRING, "closes_at": time(9)}, "closes_on"),
        ({"opens_on": SPRING, "budget": -1}, "budget"),
        ({"opens_on": SPRING, "allocation": "vriendjes"}, "allocation"),
    ],
)
def test_times_that_cannot_be_are_refused_at_entry(fields, field):
    assert refused(window(**fields)) == {field}


@pytest.mark.parametrize(
    "fields",
    [
        {"opens_on": SPRING},
        {"closes_on": SPRING},
        {"opens_on": SPRING, "closes_on": SPRING},
        {"opens_on": SPRING, "closes_on": SPRING, "opens_at": time(9), "closes_at": time(9, 1)},
        {"opens_on": SPRING, "closes_on": AUTUMN, "opens_at": time(17), "closes_at": time(9)},
        {"closes_on": AUTUMN, "closes_at": time(17)},
        {"opens_on": SPRING, "ran_out_on": SPRING, "budget": 0},
    ],
)
def test_a_round_that_may_be_true_is_accepted(fields):
    made = window(**fields)

    assert refused(made) == set()
    assert not is_refused_by_the_database(made)


# Words that lead somewhere


@pytest.mark.parametrize("slug", RESERVED)
def test_the_address_of_another_page_is_no_slug(client, slug):
    assert refused(option(slug=slug)) == {"slug"}
    assert client.get(f"/financiering/{slug}/").status_code == 200


@pytest.mark.parametrize("slug", ["met spatie", "Ünicode", "a/b", "", "a" * 81, "export.csv"])
def test_a_slug_is_a_word_for_an_address(slug):
    assert refused(option(slug=slug)) == {"slug"}


def test_a_slug_is_given_once():
    builders.option(slug="bezet")
    other = option(slug="bezet")

    assert refused(other) == {"slug"}
    assert is_refused_by_the_database(other)


@pytest.mark.parametrize("field", ["variant_of", "successor"])
def test_an_option_does_not_point_at_itself(field):
    made = option()
    setattr(made, field, made)

    assert refused(made) == {field}


@pytest.mark.parametrize("field", ["phases", "level", "kind", "confidence", "rhythm", "reported_state"])
def test_words_outside_the_vocabulary_are_refused(field):
    wrong = ["pensioen"] if field == "phases" else "pensioen"

    assert refused(option(**{field: wrong})) == {field}


def test_phases_are_asked_and_kept_in_the_order_of_the_vocabulary():
    made = option(phases=["groei", "idee", "groei"])

    assert refused(option(phases=[])) == {"phases"}
    assert refused(made) == set()
    assert made.phases == ["idee", "groei"]


# Relations and conditions


def test_a_relation_is_to_another_option_and_once_per_kind():
    one, two = builders.option(), builders.option()
    to_itself = OptionRelation(option=one, kind="vereist", other=one, source="x")
    builders.relation(one, "vereist", two)
    again = OptionRelation(option=one, kind="vereist", other=two, source="x")
    another_kind = OptionRelation(option=one, kind="volgt-op", other=two, source="x")

    assert "other" in refused(to_itself)
    assert is_refused_by_the_database(to_itself)
    assert refused(again) == {"__all__"}
    assert is_refused_by_the_database(again)
    assert refused(another_kind) == set()
    assert not is_refused_by_the_database(another_kind)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"attribute": "omvang", "values": ["reus"]}, "values"),
        ({"attribute": "omvang", "values": []}, "values"),
        ({"attribute": "omvang", "values": "klein"}, "values"),
        ({"attribute": "partner", "values": ["nee"]}, "values"),
        ({"attribute": "vrij", "values": ["klein"]}, "values"),
        ({"attribute": "jaren"}, "maximum"),
        ({"attribute": "jaren", "minimum": 5, "maximum": 3}, "maximum"),
        ({"attribute": "vrij", "maximum": 3}, "maximum"),
        ({"attribute": "horoscoop"}, "attribute"),
        ({"text_nl": ""}, "text_nl"),
        ({}, ""),
        ({"attribute": "omvang", "values": ["zzp", "klein"]}, ""),
        ({"attribute": "partner", "values": ["ja"]}, ""),
        ({"attribute": "rechtsvorm", "values": ["bv", "nv"]}, ""),
        ({"attribute": "jaren", "maximum": 5}, ""),
        ({"attribute": "jaren", "minimum": 0, "maximum": 0}, ""),
    ],
)
def test_a_condition_asks_what_its_attribute_can_answer(fields, field):
    made = Condition(option=builders.option(), **{"text_nl": "Iets", "source": "x", **fields})

    assert refused(made) == ({field} if field else set())


def test_a_nuance_is_about_something_and_for_somewhere():
    family, part = builders.family(), Subregion.objects.get(slug="ijmond")
    about = {"family": family}, {"option": builders.option()}
    where = {"province": "flevoland"}, {"subregion": part}, {"organisation": agenda.organisation()}

    for what in about:
        for place in where:
            assert refused(builders.nuance(**what, **place)) == set()
    assert refused(builders.nuance(province="flevoland")) == {"family"}
    assert refused(builders.nuance(family=family)) == {"province"}


# What goes, and what holds on


def test_what_points_at_an_option_keeps_it_or_goes_along():
    general = builders.option()
    builders.window(general, SPRING)
    builders.condition(general)
    builders.relation(builders.option(), "volgt-op", general)
    general.delete()

    assert not CallWindow.objects.filter(opens_on=SPRING, source=builders.SOURCE).exists()
    assert not OptionRelation.objects.filter(source=builders.SOURCE).exists()
    heir = builders.option()
    builders.option(has_ended=True, successor=heir)
    with pytest.raises(IntegrityError), transaction.atomic():
        heir.delete()


def test_every_real_row_is_accepted_at_entry():
    rows = [
        *FinancingOption.objects.all(),
        *CallWindow.objects.all(),
        *Condition.objects.all(),
        *OptionRelation.objects.all(),
    ]

    assert {str(row): refused(row) for row in rows if refused(row)} == {}
