"""The gap finder: two subregions that work in the same sector and have no cross-pollination at all.

The evidence is what they say of themselves: clusters of both in that sector (p. 15 of the agenda), and their places.
"""

from dataclasses import dataclass, field
from itertools import combinations

from django.db.models import Prefetch

from profiles.models import Cluster, CrossPollination, GapVerdict, Sector, Subregion, Verdict


@dataclass(frozen=True)
class Evidence:
    """What one subregion does in the sector."""

    subregion: Subregion
    clusters: list[Cluster]
    places: list = field(default_factory=list)


@dataclass(frozen=True)
class Gap:
    """`verdict` is the last one, or None when nobody judged it."""

    sector: Sector
    evidence: tuple[Evidence, Evidence]
    verdict: GapVerdict | None

    @property
    def pair(self) -> tuple[Subregion, Subregion]:
        return self.evidence[0].subregion, self.evidence[1].subregion

    @property
    def first(self) -> Subregion:
        return self.pair[0]

    @property
    def second(self) -> Subregion:
        return self.pair[1]

    @property
    def key(self) -> tuple:
        return self.first.pk, self.second.pk, self.sector.pk

    @property
    def address(self) -> str:
        """Names it in forms: "almere-lelystad:gooi-en-vechtstreek:energie"."""
        return ":".join((self.first.slug, self.second.slug, self.sector.slug))

    @property
    def is_open(self) -> bool:
        """Nobody said anything that keeps it away."""
        return self.verdict is None or self.verdict.verdict == Verdict.ACCEPTED

    @property
    def is_parked(self) -> bool:
        return self.verdict is not None and self.verdict.verdict == Verdict.PARKED

    @property
    def is_rejected(self) -> bool:
        return self.verdict is not None and self.verdict.verdict == Verdict.REJECTED


def read_gaps() -> list[Gap]:
    """Every gap, also those that were parked or rejected, in the order of the region. At most seven queries."""
    verdicts = {
        (row.first_id, row.second_id, row.sector_id): row
        for row in GapVerdict.objects.select_related("side").order_by("pk")
    }
    linked = {frozenset(pair) for pair in CrossPollination.objects.within_region().values_list("first", "second")}
    subregions = list(_with_evidence())
    sectors = {sector.pk: sector for row in subregions for cluster in row.clusters.all() for sector in _of(cluster)}
    gaps = []
    for first, second in combinations(subregions, 2):
        if frozenset((first.pk, second.pk)) in linked:
            continue
        shared = _sectors_of(first) & _sectors_of(second)
        for sector in sorted((sectors[key] for key in shared), key=lambda sector: sector.position):
            evidence = _evidence(first, sector), _evidence(second, sector)
            gaps.append(Gap(sector, evidence, verdicts.get((first.pk, second.pk, sector.pk))))
    return gaps


def _with_evidence():
    """The subregions with their clusters and public places, each with its sectors."""
    places = Subregion.hotspots.rel.related_model.objects.published().order_by("name").prefetch_related("sectors")
    clusters = Cluster.objects.prefetch_related("sectors")
    return Subregion.objects.prefetch_related(Prefetch("clusters", clusters), Prefetch("hotspots", places))


def _of(row) -> list[Sector]:
    return list(row.sectors.all())


def _sectors_of(subregion: Subregion) -> set[int]:
    return {sector.pk for cluster in subregion.clusters.all() for sector in _of(cluster)}


def _evidence(subregion: Subregion, sector: Sector) -> Evidence:
    return Evidence(
        subregion,
        [cluster for cluster in subregion.clusters.all() if sector in _of(cluster)],
        [place for place in subregion.hotspots.all() if sector in _of(place)],
    )
