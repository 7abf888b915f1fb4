"""What leaves of the network as open data: the columns of its links, and those of the answers about its holes.

Rows are links and answers in memory, made of public rows only (hotspots.network.graph). Column names are Dutch.
"""

from operator import attrgetter

from django.conf import settings

from hotspots.network.graph import Link, Node
from mra_portal.common.exports.fields import PublicField


def address_of(node: Node) -> str:
    """The full address of the page of a node, in the language of the request."""
    return f"{settings.PORTAL_BASE_URL}{node.url}"


def page_of(link: Link) -> str:
    """The full address of the page of a cross-pollination; empty for other links."""
    return f"{settings.PORTAL_BASE_URL}{link.url}" if link.url else ""


def _end(side: str) -> list[PublicField]:
    """The columns of one end of a link."""
    column, node = {"van": ("van", attrgetter("start")), "naar": ("naar", attrgetter("end"))}[side]
    return [
        PublicField(column, lambda link: node(link).slug),
        PublicField(f"{column}_naam", lambda link: node(link).name),
        PublicField(f"{column}_soort", lambda link: node(link).what),
        PublicField(f"{column}_deelregio", lambda link: node(link).subregion),
    ]


LINK_FIELDS = [
    PublicField("slug", attrgetter("slug")),
    *_end("van"),
    *_end("naar"),
    PublicField("soort", attrgetter("kind")),
    PublicField("verband", attrgetter("layer")),
    PublicField("gericht", attrgetter("is_directed")),
    PublicField("onderwerp", lambda link: str(link.topic)),
    PublicField("gezegd_door", lambda link: str(link.stated_by)),
    PublicField("bron", attrgetter("source")),
    PublicField("pagina", page_of),
]

# A place of which no link is known.
ALONE_FIELDS = [
    PublicField("slug", attrgetter("slug")),
    PublicField("naam", attrgetter("name")),
    PublicField("type", attrgetter("kind")),
    PublicField("stadium", attrgetter("stage")),
    PublicField("deelregio", attrgetter("subregion")),
    PublicField("sectoren", attrgetter("sectors")),
    PublicField("pagina", address_of),
]

# Two places of one sector that have no link, as the crow flies.
PAIR_FIELDS = [
    PublicField("sector", attrgetter("sector")),
    PublicField("plek_1", lambda pair: pair.one.slug),
    PublicField("plek_1_naam", lambda pair: pair.one.name),
    PublicField("plek_1_deelregio", lambda pair: pair.one.subregion),
    PublicField("plek_2", lambda pair: pair.other.slug),
    PublicField("plek_2_naam", lambda pair: pair.other.name),
    PublicField("plek_2_deelregio", lambda pair: pair.other.subregion),
    PublicField("afstand_km", lambda pair: None if pair.km is None else round(pair.km, 2)),
]

# Two subregions, or one twice, with how many links run between them.
CROSSING_FIELDS = [
    PublicField("deelregio_1", lambda crossing: crossing.one.slug),
    PublicField("deelregio_2", lambda crossing: crossing.other.slug),
    PublicField("bekende_verbanden", attrgetter("known")),
    PublicField("gewenste_verbanden", attrgetter("wished_for")),
]
