"""Where companies go next, and where the road breaks: from place to place, and from phase to phase.

A link "next place after" leads from one place to the next. Where no link is known the phases tell: the road breaks at a
phase for which no existing place is known. Places that do not say for which phases they are keep that open.
"""

from dataclasses import dataclass

from django.urls import reverse

from hotspots.finding.ranking import Ranking, union
from hotspots.finding.wish import Wish
from hotspots.models import Hotspot, HotspotLink
from hotspots.models.vocabulary import LinkKind, Stage
from mra_portal.common.bitsets import Numbering
from mra_portal.common.catalogue_index import CatalogueIndex
from profiles.phases import Phase

# Places named per phase, the places of one path, and paths in all.
NAMED, LONGEST, MOST_PATHS = 3, 5, 8


@dataclass(frozen=True)
class PhaseStep:
    """The places for one phase, in the sector of the wish when it has one. `silent`: they tell no phase."""

    phase: str
    existing: int
    coming: int
    silent: int
    places: list[Hotspot]
    url: str

    @property
    def label(self) -> str:
        return str(Phase(self.phase).label)

    @property
    def is_break(self) -> bool:
        return not self.existing

    @property
    def beyond(self) -> int:
        return self.existing - len(self.places)


@dataclass(frozen=True)
class SectorRow:
    """A row of the table of breaks: per phase how many existing places suit it."""

    slug: str
    label: str
    counts: list[int]
    silent: int
    is_asked: bool


@dataclass(frozen=True)
class Growth:
    steps: list[PhaseStep]
    paths: list[list[Hotspot]]
    next_links: dict[int, list[HotspotLink]]  # of the shown places
    sectors: list[SectorRow]
    phases: list[str]  # labels, the columns of the table
    with_next: int  # existing places of which a next place is known
    existing: int


def next_places(index: CatalogueIndex) -> dict[int, list[int]]:
    """Per place the places that companies go to from there, as primary keys."""

    def read(rows, numbering: Numbering) -> dict[int, list[int]]:
        links = HotspotLink.objects.between_published().filter(kind=LinkKind.NEXT_PLACE)
        found: dict[int, list[int]] = {}
        for start, end in links.order_by("slug").values_list("from_hotspot", "to_hotspot"):
            if start and end:
                found.setdefault(start, []).append(end)
        return found

    return index.kept("next-places", read)


def growth_of(ranking: Ranking, shown: list[int]) -> Growth:
    """`shown`: the places on the page, best first."""
    index, wish = ranking.index, ranking.wish
    existing = ranking.facet("stadium", Stage.EXISTING)
    following = next_places(index)
    paths = _paths(following, shown)
    plans = _plans(ranking, wish, existing)
    named = {key for path in paths for key in path} | {key for plan in plans for key in plan["keys"]}
    rows = Hotspot.objects.published().filter(pk__in=named).only("slug", "name", "kind", "stage") if named else ()
    names = {row.pk: row for row in rows}
    steps = [
        PhaseStep(
            plan["phase"],
            plan["existing"],
            plan["coming"],
            plan["silent"],
            [names[key] for key in plan["keys"] if key in names],
            reverse("hotspots:find_place") + wish.query_with(fase=plan["phase"]),
        )
        for plan in plans
    ]
    return Growth(
        steps=steps,
        paths=[[names[key] for key in path if key in names] for path in paths],
        next_links=_links(shown, following),
        sectors=_table(ranking, existing),
        phases=[str(label) for label in Phase.labels],
        with_next=(index.numbering.bits_of(following) & existing).bit_count(),
        existing=existing.bit_count(),
    )


def _plans(ranking: Ranking, wish: Wish, existing: int) -> list[dict]:
    """Per phase, from the one of the wish on, before the rows are fetched."""
    index, phases = ranking.index, ranking.facts.phases
    about = ranking.facet("sector", wish.sector) if wish.sector else index.everything
    silent = about & existing & ~union(phases.values())
    first = Phase.values.index(wish.phase) if wish.phase else 0
    plans = []
    for phase in Phase.values[first:]:
        suiting = about & phases.get(phase, 0)
        here = suiting & existing
        plans.append(
            {
                "phase": phase,
                "existing": here.bit_count(),
                "coming": (suiting & ~existing).bit_count(),
                "silent": silent.bit_count(),
                "keys": index.keys(here, "naam", 0, NAMED, ranking.tiers),
            }
        )
    return plans


def _paths(following: dict[int, list[int]], shown: list[int]) -> list[list[int]]:
    """From each shown place on as far as it is known, at most LONGEST places; a path never comes back to itself."""
    found: list[list[int]] = []

    def walk(path: list[int]) -> None:
        onward = [key for key in following.get(path[-1], ()) if key not in path]
        if not onward or len(path) == LONGEST:
            if len(path) > 1 and len(found) < MOST_PATHS:
                found.append(path)
            return
        for key in onward:
            if len(found) < MOST_PATHS:
                walk([*path, key])

    for key in shown:
        walk([key])
    return found


def _links(shown: list[int], following: dict[int, list[int]]) -> dict[int, list[HotspotLink]]:
    starts = [key for key in shown if key in following]
    found: dict[int, list[HotspotLink]] = {}
    if starts:
        links = HotspotLink.objects.between_published().filter(kind=LinkKind.NEXT_PLACE, from_hotspot__in=starts)
        for link in links.filter(to_hotspot__isnull=False).select_related("to_hotspot").order_by("slug"):
            found.setdefault(link.from_hotspot_id, []).append(link)
    return found


def _table(ranking: Ranking, existing: int) -> list[SectorRow]:
    phases = ranking.facts.phases
    told = union(phases.values())
    rows = []
    for slug, label in ranking.index.options("sector"):
        here = ranking.facet("sector", slug) & existing
        counts = [(here & phases.get(phase, 0)).bit_count() for phase in Phase.values]
        rows.append(SectorRow(slug, str(label), counts, (here & ~told).bit_count(), slug == ranking.wish.sector))
    return rows
