"""The public network as it is now: nodes and links in memory, read once per change of the data."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import networkx as nx
from django.db import models
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from agenda.models import Organisation
from hotspots.filters import HotspotFilterSet
from hotspots.geography import Point
from hotspots.models import HotspotLink
from hotspots.models.links import END_KINDS
from hotspots.models.vocabulary import HotspotKind, LinkKind, Stage
from mra_portal.common.catalogue_index import CatalogueIndex, index_of
from mra_portal.common.languages import DEFAULT, LocalisedText
from profiles.models import CrossPollination, Subregion, SubregionProfilePage
from profiles.models.vocabulary import NamedBy, State


class NodeKind(models.TextChoices):
    """What a node of the network is."""

    PLACE = "plek", _("Place")
    SUBREGION = "deelregio", _("Subregion")
    ORGANISATION = "organisatie", _("Organisation")


class Layer(models.TextChoices):
    """Between what a link runs; an organisation at either end decides, then a subregion."""

    PLACES = "plek", _("between places")
    SUBREGIONS = "deelregio", _("with a subregion")
    ORGANISATIONS = "organisatie", _("with an organisation")


class Form(models.TextChoices):
    """How a link is drawn: weight, dash and shape follow from its two ends."""

    PLACES = "plekken", _("place – place")
    SUBREGIONS = "deelregios", _("subregion – subregion")
    MIXED = "gemengd", _("subregion – place")
    ORGANISATION = "organisatie", _("with an organisation")


# A cross-pollination in one of these states is a cooperation; before that it is wished for.
AT_WORK = (State.RUNNING, State.RESULT)
_PAGES = {NodeKind.PLACE: "hotspots:hotspot", NodeKind.ORGANISATION: "agenda:organisation"}


@dataclass(frozen=True, eq=False)
class Node:
    """A place, subregion or organisation. `subregion` is where it lies, empty when outside or above the region."""

    id: str  # "plek:de-koepel": one kind may use a slug of another
    what: str  # a NodeKind
    key: int
    slug: str
    name: str
    subregion: str = ""
    kind: str = ""  # a HotspotKind, or a kind of organisation
    stage: str = ""
    point: Point | None = None
    sectors: tuple[str, ...] = ()
    code: str = ""  # two letters, of a subregion
    has_profile: bool = False  # of a subregion: whether the public can read it

    @property
    def url(self) -> str:
        """Its own page; of a subregion its profile, or the list of its places."""
        if self.what != NodeKind.SUBREGION:
            return reverse(_PAGES[self.what], args=[self.slug])
        if self.has_profile:
            return reverse("subregions:profile", args=[self.slug])
        return f"{reverse('hotspots:hotspots')}?deelregio={self.slug}"

    @property
    def url_here(self) -> str:
        """The network round this node."""
        return f"{reverse('hotspots:network')}?{self.what}={self.slug}"

    @property
    def kind_label(self) -> str:
        if self.what == NodeKind.PLACE:
            return str(HotspotKind(self.kind).label)
        return str(Organisation.Kind(self.kind).label) if self.kind else str(NodeKind(self.what).label)

    @property
    def stage_label(self) -> str:
        return str(Stage(self.stage).label) if self.stage else ""


@dataclass(frozen=True, eq=False)
class Link:
    """One row of the network, with both its ends: a HotspotLink, or a cross-pollination of two subregions."""

    slug: str
    kind: str  # a LinkKind
    start: Node
    end: Node
    topic_nl: str
    topic_en: str
    stated_by: str | Promise
    source: str

    @property
    def url(self) -> str:
        """The page of a cross-pollination; other links have none."""
        return reverse("profiles:cross_pollination", args=[self.slug]) if self.form == Form.SUBREGIONS else ""

    @property
    def ends(self) -> tuple[Node, Node]:
        return self.start, self.end

    @cached_property
    def layer(self) -> str:
        kinds = {self.start.what, self.end.what}
        if NodeKind.ORGANISATION in kinds:
            return Layer.ORGANISATIONS.value
        return Layer.SUBREGIONS.value if NodeKind.SUBREGION in kinds else Layer.PLACES.value

    @property
    def form(self) -> str:
        if self.layer != Layer.SUBREGIONS:
            return Form.PLACES.value if self.layer == Layer.PLACES else Form.ORGANISATION.value
        return Form.SUBREGIONS.value if self.start.what == self.end.what else Form.MIXED.value

    @property
    def is_directed(self) -> bool:
        return self.kind == LinkKind.NEXT_PLACE

    @property
    def is_wished_for(self) -> bool:
        return self.kind == LinkKind.WISHED_FOR

    @property
    def kind_label(self) -> str:
        return str(LinkKind(self.kind).label)

    @property
    def topic(self) -> LocalisedText:
        if self.topic_en and get_language() == "en":
            return LocalisedText(self.topic_en, "en")
        return LocalisedText(self.topic_nl, DEFAULT)

    def other(self, node: Node) -> Node:
        return self.end if self.start is node else self.start


class Network:
    """Every public place and subregion, and every organisation that a public link names. Never written to."""

    def __init__(self, subregions: list[Node], places: list[Node], organisations: list[Node], links: list[Link]):
        self.subregions, self.places, self.organisations, self.links = subregions, places, organisations, links
        self.nodes = {node.id: node for node in (*subregions, *places, *organisations)}
        self.place_of = {node.key: node for node in places}
        self.links_of: dict[Node, list[Link]] = {}
        for link in links:
            for node in link.ends:
                self.links_of.setdefault(node, []).append(link)
        self._kept: dict[str, object] = {}

    def node(self, what: str, slug: str) -> Node | None:
        return self.nodes.get(f"{what}:{slug}")

    def has_link(self, node: Node) -> bool:
        return node in self.links_of

    def partners(self, node: Node) -> set[Node]:
        return {link.other(node) for link in self.links_of.get(node, ())}

    @cached_property
    def groups(self) -> list[list[Node]]:
        """The linked nodes in groups between which nothing runs, the largest first."""
        graph = nx.Graph((link.start.id, link.end.id) for link in self.links)
        found = [sorted(group) for group in nx.connected_components(graph)]
        return [[self.nodes[id] for id in group] for group in sorted(found, key=lambda group: (-len(group), group))]

    def kept(self, name: str, make):
        """Something else that is made of the network once."""
        if name not in self._kept:
            self._kept[name] = make()
        return self._kept[name]


def network_now() -> Network:
    """The network for the data as it is now."""
    return network_of(index_of(HotspotFilterSet))


def network_of(index: CatalogueIndex) -> Network:
    return index.kept("network", _read)


def _read(rows, numbering) -> Network:
    subregions = {node.key: node for node in _subregions()}
    places = {node.key: node for node in _places(rows)}
    links = list(_link_rows())
    named = {row[f"{side}_organisation"] for row in links for side in ("from", "to")} - {None}
    organisations = {node.key: node for node in _organisations(named)}
    ends = {"hotspot": places, "subregion": subregions, "organisation": organisations}
    made = [link for row in links if (link := _link(row, ends))] + list(_cross_pollinations(subregions))
    return Network(
        list(subregions.values()),
        list(places.values()),
        list(organisations.values()),
        sorted(made, key=lambda link: link.slug),
    )


def _subregions() -> Iterable[Node]:
    profiles = SubregionProfilePage.objects.live().in_language(DEFAULT).filter(subregion=models.OuterRef("pk"))
    rows = Subregion.objects.annotate(has_profile=models.Exists(profiles)).order_by("position")
    for key, slug, name, code, has_profile in rows.values_list("pk", "slug", "name", "code", "has_profile"):
        yield Node(f"deelregio:{slug}", "deelregio", key, slug, name, slug, code=code, has_profile=has_profile)


def _places(rows) -> Iterable[Node]:
    sectors: dict[int, list[str]] = {}
    for key, sector in rows.order_by("sectors__position").values_list("pk", "sectors__slug"):
        if sector:
            sectors.setdefault(key, []).append(sector)
    columns = ("pk", "slug", "name", "subregion__slug", "kind", "stage", "latitude", "longitude")
    for key, slug, name, subregion, kind, stage, latitude, longitude in rows.by_name().values_list(*columns):
        point = None if latitude is None else Point(float(latitude), float(longitude))
        known = tuple(sectors.get(key, ()))
        yield Node(
            f"plek:{slug}", "plek", key, slug, name, subregion or "", kind, stage=stage, point=point, sectors=known
        )


def _organisations(keys: set[int]) -> Iterable[Node]:
    rows = Organisation.objects.published().filter(pk__in=keys).select_related("subregion").by_name()
    for row in rows:
        subregion = row.subregion.slug if row.subregion else ""
        yield Node(f"organisatie:{row.slug}", "organisatie", row.pk, row.slug, row.full_name, subregion, row.kind)


def _link_rows() -> Iterable[dict]:
    ends = [f"{side}_{kind}" for side in ("from", "to") for kind in END_KINDS]
    told = ("pk", "slug", "kind", *ends, "topic_nl", "topic_en", "stated_by__name", "stated_by__live", "source")
    rows = HotspotLink.objects.published().between_published().order_by("slug")
    return rows.values(*told)


def _link(row: dict, ends: dict[str, dict[int, Node]]) -> Link | None:
    """None when an end went between two questions."""
    found = [
        node
        for side in ("from", "to")
        for kind in END_KINDS
        if (node := ends[kind].get(row[f"{side}_{kind}"])) is not None
    ]
    if len(found) != 2:
        return None
    stated_by = row["stated_by__name"] if row["stated_by__live"] else ""
    return Link(row["slug"], row["kind"], *found, row["topic_nl"], row["topic_en"], stated_by or "", row["source"])


def _cross_pollinations(subregions: dict[int, Node]) -> Iterable[Link]:
    """What ties two subregions; what is parked ties nobody."""
    for row in CrossPollination.objects.within_region().exclude(state=State.PARKED).with_events():
        kind = LinkKind.WORKS_TOGETHER if row.state in AT_WORK else LinkKind.WISHED_FOR
        ends = (subregions.get(row.first_id), subregions.get(row.second_id))
        if None in ends:  # one came in between two questions
            continue
        said_by = ", ".join(side.name for side in row.named_by) or NamedBy.REGION.label
        yield Link(row.slug, kind.value, *ends, row.topic_nl, row.topic_en, said_by, row.source)
