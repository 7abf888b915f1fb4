"""The bitsets that sort all options into a route say the same as the answers that are shown for one."""

import random
from itertools import product

import pytest

from financing.answers import assess
from financing.company import Company
from financing.coverage import covers
from financing.filters import FinancingFilterSet
from financing.models.vocabulary import Attribute
from financing.route_sets import RouteSets, at_least
from mra_portal.common.catalogue_index import index_of
from profiles.models import Municipality, Sector, Subregion
from profiles.phases import Phase
from tests.financing import builders

pytestmark = pytest.mark.django_db


def test_at_least_counts_in_how_many_sets_something_lies():
    one, two, three = at_least([0b1110, 0b1100, 0b1000])

    assert (one, two, three) == (0b1110, 0b1100, 0b1000)
    assert at_least([]) == []


def companies() -> list[Company]:
    """A few dozen companies: every value of every answer, in combinations that chance chose once and for all."""
    places = [None, *Municipality.objects.filter(slug__in=["almere", "haarlem", "hilversum", "amsterdam", "velsen"])]
    sectors = [None, *Sector.objects.filter(slug__in=["voedsel", "energie", "media-creatief", "bouw"])]
    sizes = [("", False), ("zzp", False), ("klein", False), ("middelgroot", False), ("groot", False), ("", True)]
    amounts = [None, 0, 10_000, 50_000, 2_000_000, 10**12]
    every = list(product(["", *Phase.values], places, sectors, amounts, sizes, [None, True, False]))
    return [
        Company(phase, place, sector, amount, size, partner, has_no_company)
        for phase, place, sector, amount, (size, has_no_company), partner in random.Random(1).sample(every, 60)
    ]


def odd_options() -> None:
    """What the researched options do not have, yet."""
    two = builders.option(name="Twee keer omvang", amount_min=20_000)
    builders.condition(two, "omvang", ["klein", "middelgroot"])
    builders.condition(two, "omvang", ["middelgroot", "groot"])
    builders.condition(two, "partner", ["ja"])
    builders.option(name="Nergens", covers_country=False)
    builders.option(name="Zonder fase", phases=[])
    builders.option(name="In Velsen", municipalities=[Municipality.objects.get(slug="velsen")])
    ijmond, gooi = (Subregion.objects.get(slug=slug) for slug in ("ijmond", "gooi-en-vechtstreek"))
    builders.option(name="In de IJmond", subregions=[ijmond], amount_min=5, amount_max=50_000)
    general = builders.option(name="Algemeen")
    builders.option(name="Variant Flevoland", provinces=["flevoland"], variant_of=general)
    builders.option(name="Variant Gooi", subregions=[gooi], variant_of=general)
    builders.option(name="Gestopte variant", provinces=["noord-holland"], variant_of=general, has_ended=True)
    builders.option(name="Losse variant", provinces=["flevoland"], variant_of=builders.option(name="Weg", live=False))


SECTIONS = ("now", "next", "later")


def stands_aside(option, company, options) -> bool:
    """Never both a general option and its variant: told in the plainest way."""
    by_key = {other.pk: other for other in options if not other.has_ended}
    variants = [other for other in by_key.values() if other.variant_of_id == option.pk]
    place, general = company.municipality, by_key.get(option.variant_of_id)
    if place is None:
        return general is not None
    if any(covers(variant, place) for variant in variants):
        return True
    if general is None or covers(option, place):
        return False
    siblings = [other for other in by_key.values() if other.variant_of_id == general.pk]
    return covers(general, place) and not any(covers(sibling, place) for sibling in siblings)


def test_the_sets_say_the_same_as_the_answers_for_every_option_and_many_companies():
    odd_options()
    index = index_of(FinancingFilterSet)
    options = list(FinancingFilterSet.rows_at(index.moment).for_assessment())
    bits = {option.pk: index.numbering.bits_of([option.pk]) for option in options}

    def place_of(option, company) -> str:
        """Where the answers put it."""
        if option.has_ended or stands_aside(option, company, options):
            return "nowhere"
        start = Phase.values.index(company.phase or "idee")
        steps = [Phase.values.index(phase) - start for phase in option.phases] or [0]
        soonest = min((step for step in steps if step >= 0), default=None)
        failures = len(assess(option, company).failures_beside(Attribute.PHASE))
        return f"{'passed' if soonest is None else SECTIONS[min(soonest, 2)]} {min(failures, 2)}"

    def place_in(sets, option) -> str:
        """Where the sets put it."""
        bit = bits[option.pk]
        if not bit & sets.candidates:
            return "nowhere"
        parts = zip(SECTIONS, sets.sections, strict=True)
        section = next((name for name, part in parts if part & bit), "passed")
        return f"{section} {0 if bit & sets.fitting else 1 if bit & sets.failing_once else 2}"

    for company in companies():
        sets = RouteSets(index, company)
        by_answers = {option.slug: place_of(option, company) for option in options}
        by_sets = {option.slug: place_in(sets, option) for option in options}
        assert by_sets == by_answers, company.in_words
