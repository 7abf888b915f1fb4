"""Where an option holds, and the regional variant that stands in for the general scheme in its own area."""

import pytest
from django.http import QueryDict

from financing.coverage import covers
from financing.filters import FinancingFilterSet
from financing.models import FinancingOption
from profiles.models import Municipality, Province, Subregion
from tests.financing import builders

pytestmark = pytest.mark.django_db


def place(slug) -> Municipality:
    return Municipality.objects.get(slug=slug)


def part(slug) -> Subregion:
    return Subregion.objects.get(slug=slug)


def found(query, *options) -> list[FinancingOption]:
    """Which of these options answer to a query string."""
    keys = set(FinancingFilterSet(QueryDict(query)).keys())
    return [option for option in options if option.pk in keys]


def places_of(option, index=None) -> set[str]:
    """The municipalities under whose choice it is found."""
    index = index or FinancingFilterSet().index
    bit = index.numbering.bits_of([option.pk])
    return {slug for slug, bits in index.facets["gemeente"].items() if bits & bit}


def slugs_of(**where) -> set[str]:
    return set(Municipality.objects.filter(**where).values_list("slug", flat=True))


def test_an_area_is_everything_that_is_named_together():
    option = builders.option(
        provinces=["flevoland"], subregions=[part("ijmond")], municipalities=[place("haarlem"), place("velsen")]
    )

    assert places_of(option) == slugs_of(province="flevoland") | slugs_of(subregion__slug="ijmond") | {"haarlem"}


def test_a_scheme_for_the_country_holds_everywhere_and_one_without_an_area_nowhere():
    everywhere, nowhere = builders.option(), builders.option(covers_country=False)

    assert places_of(everywhere) == slugs_of()
    assert places_of(nowhere) == set()
    for query in ("provincie=utrecht", "deelregio=ijmond", "gemeente=almere"):
        assert found(query, everywhere, nowhere) == [everywhere]
    assert found("", everywhere, nowhere) == [everywhere, nowhere]


@pytest.mark.parametrize(
    ("fields", "inside", "outside"),
    [
        (
            {"municipalities": ["haarlem"]},
            ["provincie=noord-holland", "deelregio=zuid-kennemerland", "gemeente=haarlem"],
            ["provincie=flevoland", "provincie=utrecht", "deelregio=ijmond", "gemeente=zandvoort"],
        ),
        (
            {"subregions": ["gooi-en-vechtstreek"]},
            ["provincie=noord-holland", "deelregio=gooi-en-vechtstreek", "gemeente=hilversum"],
            ["provincie=utrecht", "deelregio=amsterdam", "gemeente=amsterdam"],
        ),
        (
            {"provinces": ["noord-holland"]},
            ["provincie=noord-holland", "deelregio=ijmond", "deelregio=gooi-en-vechtstreek", "gemeente=velsen"],
            ["provincie=flevoland", "deelregio=almere-lelystad", "gemeente=almere"],
        ),
        (
            {"provinces": ["utrecht"]},
            ["provincie=utrecht"],
            ["provincie=noord-holland", "deelregio=gooi-en-vechtstreek", "gemeente=hilversum"],
        ),
    ],
)
def test_a_province_or_subregion_finds_what_holds_somewhere_in_it(fields, inside, outside):
    rows = {"municipalities": place, "subregions": part}
    option = builders.option(
        **{name: [rows[name](slug) for slug in slugs] if name in rows else slugs for name, slugs in fields.items()}
    )

    assert [query for query in inside if not found(query, option)] == []
    assert [query for query in outside if found(query, option)] == []


def test_two_places_are_one_or_the_other_and_a_place_and_a_province_are_both():
    north, south = builders.option(provinces=["noord-holland"]), builders.option(provinces=["flevoland"])

    assert found("gemeente=haarlem&gemeente=almere", north, south) == [north, south]
    assert found("gemeente=haarlem&provincie=flevoland", north, south) == []


# The regional variant


def test_a_variant_stands_in_for_the_general_scheme_in_its_own_province_and_only_there():
    general = builders.option()
    variant = builders.option(variant_of=general, provinces=["flevoland"])

    for query in ("provincie=flevoland", "deelregio=almere-lelystad", "gemeente=almere", "gemeente=lelystad"):
        assert found(query, general, variant) == [variant], query
    for query in ("provincie=noord-holland", "provincie=utrecht", "deelregio=ijmond", "gemeente=haarlem"):
        assert found(query, general, variant) == [general], query
    assert found("", general, variant) == [general, variant]


def test_a_variant_of_a_part_replaces_in_that_part_and_leaves_the_rest_of_the_province_both():
    general = builders.option(provinces=["noord-holland"])
    variant = builders.option(variant_of=general, subregions=[part("ijmond")])

    assert found("deelregio=ijmond", general, variant) == [variant]
    assert found("gemeente=velsen", general, variant) == [variant]
    assert found("deelregio=amsterdam", general, variant) == [general]
    assert found("provincie=noord-holland", general, variant) == [general, variant]


def test_a_variant_of_one_municipality_does_not_take_the_general_scheme_from_its_neighbours():
    general = builders.option()
    variant = builders.option(variant_of=general, municipalities=[place("haarlem")])

    assert found("gemeente=haarlem", general, variant) == [variant]
    assert found("gemeente=zandvoort", general, variant) == [general]
    assert found("deelregio=zuid-kennemerland", general, variant) == [general, variant]


def test_a_variant_that_names_every_municipality_of_a_part_covers_that_part():
    general = builders.option()
    variant = builders.option(
        variant_of=general, municipalities=list(Municipality.objects.filter(subregion__slug="ijmond"))
    )

    assert found("deelregio=ijmond", general, variant) == [variant]


def test_variants_side_by_side_each_replace_in_their_own_area():
    general = builders.option()
    north = builders.option(variant_of=general, provinces=["noord-holland"])
    east = builders.option(variant_of=general, provinces=["flevoland"])

    assert found("gemeente=haarlem", general, north, east) == [north]
    assert found("gemeente=almere", general, north, east) == [east]
    assert found("provincie=utrecht", general, north, east) == [general]
    assert found("gemeente=haarlem&gemeente=almere", general, north, east) == [north, east]


@pytest.mark.parametrize("oldest_first", [True, False])
def test_a_variant_of_a_variant_replaces_both(oldest_first):
    names = ["general", "regional", "local"]
    made = {name: builders.option() for name in (names if oldest_first else reversed(names))}
    general, regional, local = (made[name] for name in names)
    for option, fields in (
        (regional, {"variant_of": general, "provinces": ["noord-holland"]}),
        (local, {"variant_of": regional, "municipalities": [place("haarlem")]}),
    ):
        option.covers_country = False
        for name, value in fields.items():
            setattr(option, name, value)
        option.save()

    assert found("gemeente=haarlem", general, regional, local) == [local]
    assert found("gemeente=velsen", general, regional, local) == [regional]
    assert found("gemeente=almere", general, regional, local) == [general]


def test_a_national_variant_of_a_european_scheme_replaces_it_in_every_area():
    general = builders.option(level="eu")
    variant = builders.option(variant_of=general, covers_country=True)

    for query in ("provincie=utrecht", "deelregio=ijmond", "gemeente=almere"):
        assert found(query, general, variant) == [variant]


@pytest.mark.parametrize("fields", [{"has_ended": True}, {"live": False}])
def test_a_variant_that_ended_or_is_a_draft_replaces_nothing(fields):
    general = builders.option()
    variant = builders.option(variant_of=general, provinces=["flevoland"], **fields)

    assert found("gemeente=almere", general, variant) == [general]
    assert found("provincie=flevoland", general, variant) == [general]


def test_the_count_beside_a_place_counts_the_variant_and_not_both():
    before = {option.value: option.count for option in FinancingFilterSet().facet("gemeente").options}
    general = builders.option()
    builders.option(variant_of=general, provinces=["flevoland"])

    after = {option.value: option.count for option in FinancingFilterSet().facet("gemeente").options}

    assert {slug: after[slug] - before[slug] for slug in after} == dict.fromkeys(before, 1)


# The real content


def test_for_every_municipality_the_finder_says_what_each_real_option_says_of_itself():
    options = list(FinancingOption.objects.published().prefetch_related("subregions", "municipalities"))
    municipalities = list(Municipality.objects.all())
    index = FinancingFilterSet().index

    says = {option.slug: {row.slug for row in municipalities if covers(option, row)} for option in options}
    for variant in options:
        if variant.variant_of and not variant.has_ended:
            says[variant.variant_of.slug] -= says[variant.slug]

    assert {option.slug: places_of(option, index) for option in options} == says


def test_an_area_holds_at_least_what_each_of_its_municipalities_holds():
    facets = FinancingFilterSet().index.facets

    for row in Municipality.objects.select_related("subregion"):
        here = facets["gemeente"][row.slug]
        assert not here & ~facets["deelregio"][row.subregion.slug]
        assert not here & ~facets["provincie"][row.province]
    assert {*facets["provincie"]} == {*Province.values}
