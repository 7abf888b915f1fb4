"""The route of one company: what fits now, next and later, and what nearly fits, each with its reasons.

The sets decide what belongs where (`route_sets`); only the options that are shown are fetched and answered in full.
"""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse

from financing.answers import Answer, Assessment, assess
from financing.company import Company
from financing.filters import FinancingFilterSet
from financing.models import FinancingOption, OptionRelation
from financing.models.vocabulary import Attribute, RelationKind
from financing.route_sets import RouteSets
from mra_portal.common.catalogue_index import index_of
from profiles.phases import Phase

# Shown with all their reasons, and after those by name only; in each section.
EXPLAINED, NAMED = 6, 30
# Of what usually comes after an option.
RELATED = 3
NOW, NEXT, LATER, NEARLY = "nu", "daarna", "later", "bijna"


@dataclass
class Step:
    """One option of the route: `first` is what it requires, `then` what usually follows on it."""

    option: FinancingOption
    assessment: Assessment
    first: list[FinancingOption] = field(default_factory=list)
    then: list[FinancingOption] = field(default_factory=list)

    @property
    def failure(self) -> Answer | None:
        """The one thing that does not fit, beside the phase in which it comes up."""
        return next(iter(self.assessment.failures_beside(Attribute.PHASE)), None)


@dataclass
class Section:
    """`count` options in all: the best ones as steps, more of them by name, and the rest in the finder."""

    slug: str
    phases: list[str]
    count: int
    steps: list[Step]
    others: list[FinancingOption]
    finder_url: str

    @property
    def beyond(self) -> int:
        """How many stand in the finder only."""
        return self.count - len(self.steps) - len(self.others)

    @property
    def phase_labels(self) -> list[str]:
        return [str(Phase(phase).label) for phase in self.phases]


@dataclass
class Route:
    """`left_out`: what fails more than one thing, or belongs to a phase that is behind this company."""

    company: Company
    start: str
    sections: list[Section]
    nearly: Section
    left_out: int
    finder_url: str


def route_of(company: Company) -> Route:
    sets = RouteSets(index_of(FinancingFilterSet), company)
    now, following, later = (part & sets.fitting for part in sets.sections)
    nearly = (sets.sections[0] | sets.sections[1]) & sets.failing_once
    phases_now, phases_next, phases_later = sets.phases
    plans = [
        _Plan(NOW, phases_now, now, sets.tiers),
        _Plan(NEXT, phases_next, following, sets.tiers),
        _Plan(LATER, phases_later, later, sets.tiers),
        _Plan(NEARLY, phases_now + phases_next, nearly, sets.nearly_tiers),
    ]
    plans = [plan for plan in plans if plan.phases]
    for plan in plans:
        plan.keys = sets.index.keys(plan.bits, "relevantie", 0, EXPLAINED + NAMED, plan.tiers)
    *sections, last = _fetched(sets, plans)
    shown = now | following | later | nearly
    return Route(
        company=company,
        start=sets.start,
        sections=sections,
        nearly=last,
        left_out=(sets.candidates & ~shown).bit_count(),
        finder_url=_finder_url(company, []),
    )


@dataclass
class _Plan:
    """A section before its rows are fetched."""

    slug: str
    phases: list[str]
    bits: int
    tiers: list[int]
    keys: list = field(default_factory=list)


def _fetched(sets: RouteSets, plans: list[_Plan]) -> list[Section]:
    explained = [key for plan in plans for key in plan.keys[:EXPLAINED]]
    rows = FinancingFilterSet.rows_at(sets.index.moment).for_assessment().filter(pk__in=explained)
    options = {row.pk: row for row in rows} if explained else {}
    siblings = _siblings(sets, options)
    first, then = _relations(explained)
    named = {key for plan in plans for key in plan.keys[EXPLAINED:]}
    named |= {key for found in (*first.values(), *then.values()) for key in found} | set(siblings.values())
    names = _names(named)

    def step(key) -> Step:
        option = options[key]
        return Step(
            option,
            assess(option, sets.company, names.get(siblings.get(key))),
            first=[names[other] for other in first.get(key, []) if other in names],
            then=[names[other] for other in then.get(key, []) if other in names][:RELATED],
        )

    return [
        Section(
            slug=plan.slug,
            phases=plan.phases,
            count=plan.bits.bit_count(),
            steps=[step(key) for key in plan.keys[:EXPLAINED] if key in options],
            others=[names[key] for key in plan.keys[EXPLAINED:] if key in names],
            finder_url=_finder_url(sets.company, plan.phases),
        )
        for plan in plans
    ]


def _siblings(sets: RouteSets, options: dict) -> dict:
    """For what does not hold in the company's municipality: the option of the same family that does."""
    if not sets.company.municipality:
        return {}
    outside = sets.outside
    places = sets.index.numbering.bits_of
    found = {
        key: sets.sibling_key(option.family_id, option.kind)
        for key, option in options.items()
        if option.family_id and places([key]) & outside
    }
    return {key: sibling for key, sibling in found.items() if sibling}


def _relations(keys: list) -> tuple[dict, dict]:
    """What each of these options requires, and what usually follows on it: primary keys."""
    first: dict = {}
    then: dict = {}
    requires = Q(kind=RelationKind.REQUIRES, option__in=keys)
    follows = Q(kind=RelationKind.FOLLOWS, other__in=keys)
    pairs = OptionRelation.objects.filter(requires | follows).order_by("pk").values_list("kind", "option", "other")
    for kind, option, other in pairs if keys else ():
        if kind == RelationKind.REQUIRES:
            first.setdefault(option, []).append(other)
        else:
            then.setdefault(other, []).append(option)
    return first, then


def _names(keys: set) -> dict:
    """Options of which only the name and the address show."""
    if not keys:
        return {}
    rows = FinancingOption.objects.published().filter(pk__in=keys, has_ended=False)
    return {row.pk: row for row in rows.only("slug", "name", "abbreviation")}


def _finder_url(company: Company, phases: list[str]) -> str:
    """The finder with the answers that it asks for too."""
    pairs = [("fase", phase) for phase in phases]
    pairs += [pair for pair in company.pairs if pair[0] in ("sector", "bedrag")]
    if company.municipality:
        pairs.append(("gemeente", company.municipality.slug))
    address = reverse("financing:options")
    return f"{address}?{urlencode(pairs)}" if pairs else address
