"""The network to take along: the links and the answers as tables, the graph for other programs, the picture."""

from django.http import FileResponse, Http404, HttpResponse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import View

from hotspots.network.answers import count_pairs, crossings, pairs_by_sector, unlinked
from hotspots.network.files import graphml_of, kumu_of, svg_of
from hotspots.network.picture import NetworkPicture, can_be_drawn
from hotspots.network.public_fields import ALONE_FIELDS, CROSSING_FIELDS, LINK_FIELDS, PAIR_FIELDS, address_of
from hotspots.network.question import NetworkQuestion
from hotspots.views.network import described
from mra_portal.common.exports.problems import RefusedError, problem
from mra_portal.common.exports.streams import csv_parts, xlsx_file
from mra_portal.common.exports.views import TYPES
from mra_portal.common.filters import NOT_A_CHOICE

GRAPHS = {"svg": "image/svg+xml", "graphml": "application/graphml+xml", "json": TYPES["json"]}
TABLES = ("csv", "xlsx")
# What `antwoord` can ask of a table, besides the links: the answers about the holes in the network.
ALONE, SAME_SECTOR, SUBREGIONS = "zonder-verband", "zelfde-sector", "deelregios"
MOST_PAIRS = 50_000  # of the answer about sectors: a table beyond this helps nobody
CHUNK = 500


@method_decorator(csrf_exempt, name="dispatch")  # nothing can be changed here, so POST gets its 405
class NetworkExport(View):
    """The nodes and links of the page with the same query string, all of them; a bad value is answered with 400."""

    http_method_names = ["get", "head"]

    def get(self, request, form):
        if form not in (*GRAPHS, *TABLES):
            raise Http404
        try:
            question = NetworkQuestion(request.GET)
            if question.is_refused:
                raise RefusedError(question.errors)
            if form in TABLES:
                response = self._table(form, *self._rows(question))
            else:
                response = HttpResponse(self._graph(form, question), content_type=GRAPHS[form])
                response["Content-Disposition"] = _name("netwerk", form)
        except RefusedError as refused:
            response = problem(refused.errors)
        response["Access-Control-Allow-Origin"] = "*"
        response["X-Robots-Tag"] = "noindex"
        return response

    def _graph(self, form: str, question: NetworkQuestion) -> bytes:
        nodes, links = question.nodes, question.links
        if form == "graphml":
            return graphml_of(nodes, links)
        if form == "json":
            return kumu_of(nodes, links)
        if not can_be_drawn(nodes, links):
            message = _("This is too much to draw. Choose a subregion or another filter.")
            raise RefusedError({form: [message]})
        picture = NetworkPicture(question.network, nodes, links, focus=question.focus, address=address_of)
        page = f"{self.request.path.rpartition('/')[0]}/"
        query = f"?{question.data.urlencode()}" if question.data else ""
        return svg_of(picture, described(question), f"{page}{query}")

    def _rows(self, question: NetworkQuestion) -> tuple[str, list, list]:
        """The name of the table, its columns and its rows."""
        asked = self.request.GET.get("antwoord", "")
        if not asked:
            return "netwerk", LINK_FIELDS, question.links
        if asked == ALONE:
            return asked, ALONE_FIELDS, unlinked(question.network, question.found_places)
        if asked == SAME_SECTOR:
            chosen = question.data.getlist("sector")
            sectors = [slug for slug, _label in question.places.index.options("sector") if slug in chosen or not chosen]
            return asked, PAIR_FIELDS, _pairs(question, sectors)
        if asked == SUBREGIONS:
            order = [node.slug for node in question.network.subregions]
            found = crossings(question.network)
            return asked, CROSSING_FIELDS, [row for (one, other), row in found.items() if _once(order, one, other)]
        raise RefusedError({"antwoord": [NOT_A_CHOICE["invalid_choice"] % {"value": asked[:100]}]})

    def _table(self, form: str, name: str, fields: list, rows: list):
        chunks = (rows[start : start + CHUNK] for start in range(0, len(rows), CHUNK))
        if form == "xlsx":
            response = FileResponse(xlsx_file(fields, chunks, name), content_type=TYPES[form])
        else:
            response = HttpResponse(b"".join(csv_parts(fields, chunks)), content_type=TYPES[form])
        response["Content-Disposition"] = _name(name if name == "netwerk" else f"netwerk-{name}", form)
        return response


def _pairs(question: NetworkQuestion, sectors: list[str]) -> list:
    places = question.found_places
    count = count_pairs(question.network, places, sectors)
    if count > MOST_PAIRS:
        message = _("These are more than %(most)s pairs. Choose a subregion, a sector or another filter.")
        raise RefusedError({"antwoord": [message % {"most": MOST_PAIRS}]})
    return [pair for found in pairs_by_sector(question.network, places, sectors, count) for pair in found.nearest]


def _once(order: list[str], one: str, other: str) -> bool:
    """Of two subregions one row, and one for the links inside each."""
    return order.index(one) <= order.index(other)


def _name(name: str, form: str) -> str:
    return content_disposition_header(form != "json", f"{name}-{timezone.localdate().isoformat()}.{form}")
