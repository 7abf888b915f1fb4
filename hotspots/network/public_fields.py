"""What leaves of the network as open data: the columns of its links, and those of the answers about its holes.

Rows are links and answers in memory, made of public rows only (hotspots.network.graph). Column names are Dutch.
"""

from operator import attrgetter

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from hotspots.models.vocabulary import HotspotKind, LinkKind, Stage
from hotspots.network.graph import Layer, Link, Node, NodeKind
from mra_portal.common.exports.fields import PublicField, Type


def address_of(node: Node) -> str:
    """The full address of the page of a node, in the language of the request."""
    return f"{settings.PORTAL_BASE_URL}{node.url}"


def page_of(link: Link) -> str:
    """The full address of the page of a cross-pollination; empty for other links."""
    return f"{settings.PORTAL_BASE_URL}{link.url}" if link.url else ""


def _end(column: str, which: str, slug: str) -> list[PublicField]:
    """The columns of one end of a link."""
    node = attrgetter(which)
    return [
        PublicField(column, lambda link: node(link).slug, slug),
        PublicField(f"{column}_naam", lambda link: node(link).name, _("the name of that end")),
        PublicField(f"{column}_soort", lambda link: node(link).what, _("what that end is"), words=NodeKind),
        PublicField(f"{column}_deelregio", lambda link: node(link).subregion, _("the subregion of that end, by slug")),
    ]


LINK_FIELDS = [
    PublicField("slug", attrgetter("slug")),
    *_end("van", "start", _("where the link starts, by slug")),
    *_end("naar", "end", _("where the link leads to, by slug")),
    PublicField("soort", attrgetter("kind"), _("how the two stand to each other"), words=LinkKind),
    PublicField("verband", attrgetter("layer"), _("between what the link runs"), words=Layer),
    PublicField("gericht", attrgetter("is_directed"), _("it has a direction"), Type.YES_NO),
    PublicField("onderwerp", lambda link: str(link.topic), _("what it is about")),
    PublicField("gezegd_door", lambda link: str(link.stated_by), _("who says so")),
    PublicField("bron", attrgetter("source")),
    PublicField("pagina", page_of, _("the page of the cross-pollination, where the link is one"), Type.ADDRESS),
]

# A place of which no link is known.
ALONE_FIELDS = [
    PublicField("slug", attrgetter("slug")),
    PublicField("naam", attrgetter("name")),
    PublicField("type", attrgetter("kind"), _("what kind of place it is"), words=HotspotKind),
    PublicField("stadium", attrgetter("stage"), _("whether one can go there yet"), words=Stage),
    PublicField("deelregio", attrgetter("subregion")),
    PublicField("sectoren", attrgetter("sectors"), many=True),
    PublicField("pagina", address_of, kind=Type.ADDRESS),
]

# Two places of one sector that have no link, as the crow flies.
PAIR_FIELDS = [
    PublicField("sector", attrgetter("sector"), _("the sector they share, by slug")),
    PublicField("plek_1", lambda pair: pair.one.slug, _("one place, by slug")),
    PublicField("plek_1_naam", lambda pair: pair.one.name, _("the name of one place")),
    PublicField("plek_1_deelregio", lambda pair: pair.one.subregion, _("the subregion of one place, by slug")),
    PublicField("plek_2", lambda pair: pair.other.slug, _("the other place, by slug")),
    PublicField("plek_2_naam", lambda pair: pair.other.name, _("the name of the other place")),
    PublicField("plek_2_deelregio", lambda pair: pair.other.subregion, _("the subregion of the other place, by slug")),
    PublicField(
        "afstand_km",
        lambda pair: None if pair.km is None else round(pair.km, 2),
        _("distance in a straight line"),
        Type.NUMBER,
    ),
]

# Two subregions, or one twice, with how many links run between them.
CROSSING_FIELDS = [
    PublicField("deelregio_1", lambda crossing: crossing.one.slug, _("one subregion, by slug")),
    PublicField("deelregio_2", lambda crossing: crossing.other.slug, _("the other one, by slug")),
    PublicField("bekende_verbanden", attrgetter("known"), _("number of known links"), Type.WHOLE),
    PublicField("gewenste_verbanden", attrgetter("wished_for"), _("number of links that are wished for"), Type.WHOLE),
]
