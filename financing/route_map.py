"""Which stations stand on the route map: every option, or groups of options when there are too many to draw."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from financing.amounts import amount_in_words
from financing.coverage import area_in_words
from financing.filters import FinancingFilterSet
from financing.models import FinancingOption
from financing.models.vocabulary import Kind, Level, State
from financing.route_picture import Line, PhaseColumn, Station
from financing.wording import capitalised, state_of
from mra_portal.common.bitsets import in_tiers
from profiles.models import Province
from profiles.phases import Phase

# More stations than this are drawn as groups: one per line and set of phases.
MOST_DRAWN = 120
NAMED_IN_GROUP = 3
# The lines of the map, in order: name, kinds.
LINES = [
    (gettext_lazy("Grants and vouchers"), (Kind.GRANT, Kind.VOUCHER)),
    (gettext_lazy("Tax schemes"), (Kind.TAX,)),
    (gettext_lazy("Loans"), (Kind.LOAN, Kind.CONVERTIBLE_LOAN)),
    (gettext_lazy("Guarantees"), (Kind.GUARANTEE,)),
    (gettext_lazy("Equity"), (Kind.EQUITY,)),
    (gettext_lazy("Crowdfunding"), (Kind.CROWDFUNDING,)),
    (gettext_lazy("Programmes, accelerators, incubators"), (Kind.PROGRAMME, Kind.ACCELERATOR, Kind.INCUBATOR)),
]
LINE_OF = {kind: number for number, (_name, kinds) in enumerate(LINES, start=1) for kind in kinds}
SHORT = {Province.NOORD_HOLLAND: "NH", Province.FLEVOLAND: "FL", Province.UTRECHT: "UT"}
DRAWN_AS = {State.OPEN: "open", State.CONTINUOUS: "open", State.CLOSED: "closed", State.ENDED: "closed"}


@dataclass(frozen=True)
class PhaseCell:
    name: str
    is_on: bool


@dataclass(frozen=True)
class Row:
    """A line of the table that says the same as the picture."""

    name: str
    url: str
    line: str
    phases: list["PhaseCell"]
    where: str
    state: str
    amount: str


@dataclass(frozen=True)
class RouteMapContent:
    stations: list[Station]
    rows: list[Row]
    is_grouped: bool


def lines_of(filterset: FinancingFilterSet) -> list[Line]:
    """The seven lines with how many options of the answer they carry; each leads to the map of that line alone."""
    kinds = filterset.index.facets["soort"]
    chosen = set(filterset.data.getlist("soort"))
    lines = []
    for number, (name, values) in enumerate(LINES, start=1):
        count = sum((kinds.get(kind, 0) & filterset.bits).bit_count() for kind in values)
        lines.append(Line(number, str(name), count, _asking(filterset, "soort", values), set(values) == chosen))
    return lines


def columns_of(filterset: FinancingFilterSet) -> list[PhaseColumn]:
    """The six phases with how many options of the answer help in them."""
    phases = filterset.index.facets["fase"]
    chosen = filterset.data.getlist("fase")
    return [
        PhaseColumn(
            capitalised(phase.label),
            (phases.get(phase.value, 0) & filterset.bits).bit_count(),
            _asking(filterset, "fase", [phase.value]),
            chosen == [phase.value],
        )
        for phase in Phase
    ]


def content_of(filterset: FinancingFilterSet) -> RouteMapContent:
    """Stations and table rows for the answer to this question."""
    if filterset.count <= MOST_DRAWN:
        keys = filterset.keys()
        rows = filterset.rows_at(filterset.index.moment).filter(pk__in=keys)
        found = {
            row.pk: row for row in rows.prefetch_related("subregions__municipalities", "municipalities__subregion")
        }
        options = [found[key] for key in keys if key in found]
        stations = [station_of(option) for option in options if option.phases]
        return RouteMapContent(stations, [row_of(option) for option in options], is_grouped=False)
    return _grouped(filterset)


def station_of(option: FinancingOption) -> Station:
    row = row_of(option)
    return Station(
        name=option.name,
        abbreviation=option.abbreviation,
        url=option.get_absolute_url(),
        line=LINE_OF[Kind(option.kind)],
        phases=tuple(place for place, phase in enumerate(Phase.values) if phase in option.phases),
        state=DRAWN_AS.get(State(option.state), "unknown"),
        tag=tag_of(option),
        via_rom=option.level == Level.ROM,
        facts=". ".join(part for part in (option.get_kind_display(), row.where, row.state, row.amount) if part) + ".",
    )


def tag_of(option: FinancingOption) -> str:
    """Where it holds, in the shortest way: provinces as NH, FL, UT, subregions by their code; empty for everywhere."""
    if option.covers_country:
        return ""
    subregions = {row.code for row in option.subregions.all()}
    subregions |= {row.subregion.code for row in option.municipalities.all()}
    return "+".join([*(SHORT[Province(province)] for province in option.provinces), *sorted(subregions)])


def row_of(option: FinancingOption) -> Row:
    told = state_of(option, timezone.localdate())
    return Row(
        name=option.full_name,
        url=option.get_absolute_url(),
        line=option.get_kind_display(),
        phases=_cells(option.phases),
        where=capitalised(area_in_words(option)),
        state=capitalised(", ".join(str(part) for part in (told["state"], told["state_note"]) if part)),
        amount=amount_in_words(option.amount_min, option.amount_max),
    )


def _grouped(filterset: FinancingFilterSet) -> RouteMapContent:
    """One station per line and set of phases; its name tells how many there are and the first few of them."""
    kinds, phases = filterset.index.facets["soort"], filterset.index.facets["fase"]
    tiers = [phases.get(phase, 0) for phase in Phase.values]
    parts = []
    for number, (_name, values) in enumerate(LINES, start=1):
        on_line = 0
        for kind in values:
            on_line |= kinds.get(kind, 0)
        for bits in in_tiers(filterset.bits & on_line, tiers):
            helped = tuple(place for place, tier in enumerate(tiers) if bits & tier)
            parts.append((number, helped, bits, filterset.index.keys(bits, "naam", 0, NAMED_IN_GROUP)))
    named = {key for *_rest, keys in parts for key in keys}
    names = {
        row.pk: row for row in FinancingOption.objects.filter(pk__in=named).only("pk", "slug", "name", "abbreviation")
    }
    stations, rows = [], []
    for number, helped, bits, keys in parts:
        count = bits.bit_count()
        told = [names[key] for key in keys if key in names]
        if count == 1 and told:
            name, url = told[0].name, told[0].get_absolute_url()
        else:
            some = ", ".join(row.abbreviation or row.name for row in told)
            more = "…" if count > len(told) else ""
            name = ngettext("%(count)d option: %(some)s", "%(count)d options: %(some)s", count) % {
                "count": count,
                "some": some + more,
            }
            url = _address(filterset, number, helped)
        state = _state_of(filterset, bits)
        if helped:
            stations.append(Station(name, "", url, number, helped, state, count=count))
        rows.append(
            Row(
                name,
                url,
                str(LINES[number - 1][0]),
                _cells([Phase.values[place] for place in helped]),
                "",
                {"open": _("open or continuous"), "closed": _("closed"), "unknown": _("state unknown")}.get(
                    state, _("several, states differ")
                ),
                "",
            )
        )
    return RouteMapContent(stations, rows, is_grouped=True)


def _cells(phases: list[str]) -> list[PhaseCell]:
    return [PhaseCell(capitalised(phase.label), phase.value in phases) for phase in Phase]


def _state_of(filterset, bits: int) -> str:
    states = filterset.index.facets["open"]
    parts = {
        "open": states.get("nu", 0) | states.get("doorlopend", 0),
        "closed": states.get("gesloten", 0) | states.get("beeindigd", 0),
    }
    for word, within in parts.items():
        if not bits & ~within:
            return word
    return "unknown" if not bits & (parts["open"] | parts["closed"]) else "mixed"


def _address(filterset, number: int, helped: tuple[int, ...]) -> str:
    """The finder for a group: its kinds and its phases (each option there helps in at least one of them)."""
    query = filterset.data.copy()
    query.pop("pagina", None)
    query.setlist("soort", list(LINES[number - 1][1]))
    query.setlist("fase", [Phase.values[place] for place in helped])
    return f"{reverse('financing:options')}?{query.urlencode()}"


def _asking(filterset, name: str, values) -> str:
    """This page with one filter set to these values, or without it when it has them already."""
    query = filterset.data.copy()
    query.pop("pagina", None)
    if set(query.getlist(name)) == {str(value) for value in values}:
        query.pop(name, None)
    else:
        query.setlist(name, [str(value) for value in values])
    return f"?{query.urlencode()}" if query else "?"
