"""What can be asked of financing options; the names are promised in interface.md."""

from weakref import WeakKeyDictionary

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_filters import ChoiceFilter, Filter

from agenda.models import Organisation
from financing.amounts import AmountField, euros, parse_amount
from financing.areas import AreaSets, area_sets
from financing.models import CallWindow, FinancingOption
from financing.models.vocabulary import Kind, Level, State
from financing.states import states_of
from mra_portal.common.bitsets import Numbers
from mra_portal.common.filters import NOT_A_CHOICE, CatalogueFilterSet, FacetFilter, SortFilter
from mra_portal.common.search.analyser import index_terms, query_terms
from profiles.models import Municipality, Province, Sector, Subregion
from profiles.phases import Phase

# How an address names a state; "nu" for what is open now is promised.
STATE_SLUGS = {State.OPEN.value: "nu"}
STATES_IN_FACET = [State.OPEN, State.CONTINUOUS, State.ANNOUNCED, State.UNKNOWN, State.CLOSED]
YES = "ja"
# Of more hits than this the names are not compared with the search words.
NAMES_COMPARED = 300


class PhaseFilter(FacetFilter):
    def pairs(self, rows):
        for key, phases in rows.order_by().values_list("pk", "phases"):
            for phase in phases:
                yield key, phase


class StateFilter(FacetFilter):
    def bitsets(self, rows, numbering):
        return {STATE_SLUGS.get(state, state): bits for state, bits in states_of(rows, numbering).bitsets.items()}


class AreaFilter(FacetFilter):
    """Where an option holds; `kind` is the field of AreaSets."""

    def __init__(self, *args, kind: str, **kwargs):
        self.kind = kind
        super().__init__(*args, **kwargs)

    def bitsets(self, rows, numbering):
        return getattr(areas_of(rows, numbering), self.kind)


# Three facets are made of the same sets; they live as long as the numbering of the index they belong to.
_areas: WeakKeyDictionary = WeakKeyDictionary()


def areas_of(rows, numbering) -> AreaSets:
    if numbering not in _areas:
        _areas[numbering] = area_sets(rows, numbering)
    return _areas[numbering]


class SectorFilter(FacetFilter):
    """An option without sectors is for every sector."""

    def bitsets(self, rows, numbering):
        named = super().bitsets(rows.filter(sectors__isnull=False), numbering)
        every = numbering.bits_of(rows.filter(sectors=None).order_by().values_list("pk", flat=True))
        return {slug: named.get(slug, 0) | every for slug in Sector.objects.values_list("slug", flat=True)}


class ProviderFilter(FacetFilter):
    """Who pays or executes."""

    def pairs(self, rows):
        for side in ("paid_by", "executed_by"):
            yield from rows.filter(**{f"{side}__live": True}).order_by().values_list("pk", f"{side}__slug")


class AmountFilter(Filter):
    """Options that may give this amount: an unknown lowest or highest amount never stands in the way."""

    field_class = AmountField

    def chosen(self, filterset, amount: int) -> int:
        lowest = filterset.index.kept("amount_min", lambda rows, numbering: _numbers(rows, numbering, "amount_min"))
        highest = filterset.index.kept("amount_max", lambda rows, numbering: _numbers(rows, numbering, "amount_max"))
        too_little = lowest.known & ~lowest.at_most(amount)
        too_much = highest.known & ~highest.at_least(amount)
        return filterset.index.everything & ~too_little & ~too_much


def _numbers(rows, numbering, field: str) -> Numbers:
    return Numbers(numbering, rows.order_by().values_list("pk", field))


class EndedFilter(ChoiceFilter):
    """The switch that also shows what has ended; without it only what may still help (see `always`)."""

    def chosen(self, filterset, value: str) -> int:
        return filterset.index.everything


def _sectors():
    return [(row.slug, row.label) for row in Sector.objects.all()]


def _providers():
    options = FinancingOption.objects.published().order_by()
    gives = Exists(options.filter(paid_by=OuterRef("pk"))) | Exists(options.filter(executed_by=OuterRef("pk")))
    return Organisation.objects.published().filter(gives).order_by("name").values_list("slug", "name")


class FinancingFilterSet(CatalogueFilterSet):
    fase = PhaseFilter(options=lambda: Phase.choices, label=_("Phase"))
    bedrag = AmountFilter(label=_("Amount you look for, in euros"))
    gemeente = AreaFilter(
        kind="municipalities",
        options=lambda: Municipality.objects.values_list("slug", "name"),
        label=_("Municipality of your company"),
    )
    open = StateFilter(
        options=lambda: [(STATE_SLUGS.get(state.value, state.value), state.label) for state in STATES_IN_FACET],
        label=_("Can you apply now?"),
    )
    soort = FacetFilter(options=lambda: Kind.choices, counted="kind", label=pgettext_lazy("of financing", "Kind"))
    niveau = FacetFilter(options=lambda: Level.choices, counted="level", label=_("Whose scheme is it?"))
    sector = SectorFilter(options=_sectors, counted="sectors__slug", collapsible=True, label=_("Sector"))
    provincie = AreaFilter(kind="provinces", options=lambda: Province.choices, collapsible=True, label=_("Province"))
    deelregio = AreaFilter(
        kind="subregions",
        options=lambda: Subregion.objects.values_list("slug", "name"),
        collapsible=True,
        label=_("Subregion"),
    )
    aanbieder = ProviderFilter(options=_providers, collapsible=True, label=_("Provider"))
    beeindigd = EndedFilter(choices=[(YES, _("yes"))], error_messages=NOT_A_CHOICE, label=_("Also what has ended"))
    sorteer = SortFilter(
        orders={
            "relevantie": (_("usefulness"), lambda rows: rows.by_usefulness()),
            "sluitdatum": (_("closing date"), lambda rows: rows.by_deadline()),
            "bedrag": (_("amount"), lambda rows: rows.by_amount()),
            "naam": (_("name"), lambda rows: rows.by_name()),
        }
    )

    class Meta:
        model = FinancingOption
        fields = []

    @classmethod
    def rows_at(cls, moment):
        return FinancingOption.objects.published().with_state_at(moment)

    @classmethod
    def valid_until(cls, moment):
        return CallWindow.objects.next_change_after(moment)

    @property
    def ended(self) -> int:
        return self.index.facets["open"].get(State.ENDED.value, 0)

    def always(self):
        shows_ended = self.data.get("beeindigd") == YES
        return self.index.everything if shows_ended else self.index.everything & ~self.ended

    @property
    def ended_count(self) -> int:
        """How many ended options answer to everything else that is asked, while they are not shown."""
        if self.is_refused or self.data.get("beeindigd") == YES:
            return 0
        bits = self.ended
        for chosen in self._chosen.values():
            bits &= chosen
        return bits.bit_count()

    def tiers(self):
        """Options with the search words in their name come first."""
        words = self.form.cleaned_data.get("q")
        if not words or self.count > NAMES_COMPARED:
            return []
        asked = [set(tokens) for tokens in query_terms(words)]
        keys = self.index.keys(self.bits, "naam", 0, self.count)
        names = FinancingOption.objects.filter(pk__in=keys).values_list("pk", "name", "abbreviation")
        called = [
            key
            for key, name, abbreviation in names
            if all(tokens & set(index_terms(f"{name} {abbreviation}")) for tokens in asked)
        ]
        return [self.index.numbering.bits_of(called)]

    def word_for(self, name, value):
        if name == "beeindigd" and value == YES:
            return str(self.filters[name].label)
        if name == "bedrag":
            try:
                return euros(parse_amount(value))
            except ValidationError:
                return value
        return super().word_for(name, value)
