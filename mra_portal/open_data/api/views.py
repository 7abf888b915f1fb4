"""The read-only API: a list and a row per dataset, after the Dutch API Design Rules (DESIGN_RULES.md).

The question is the one of the page: same FilterSet, same parameters, same rows in the same order.
"""

from collections.abc import Sequence
from hashlib import sha256

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from rest_framework.response import Response
from rest_framework.views import APIView

from mra_portal.common import data_version
from mra_portal.common.exports.datasets import Dataset, Found
from mra_portal.common.exports.ledger import bring_up_to_date, records_of
from mra_portal.common.exports.problems import RefusedError
from mra_portal.open_data.api.negotiation import Json, Negotiation
from mra_portal.open_data.api.parameters import MOST_CHARACTERS, Asked, asked_of_list, asked_of_row
from mra_portal.open_data.api.problems import answer_problem
from mra_portal.open_data.api.schema import DatasetSchema
from mra_portal.open_data.catalogue import DATASETS, DELETIONS

VERSION = "1.1.0"
EXPOSED = "API-Version, ETag, Link"


class ApiView(APIView):
    """What every address has: version, CORS, problem details, an ETag, the language of `taal`."""

    http_method_names = ["get", "head", "options"]
    authentication_classes = ()
    permission_classes = ()
    renderer_classes = (Json,)
    content_negotiation_class = Negotiation

    def get_exception_handler(self):
        return answer_problem

    def dispatch(self, request, *args, **kwargs):
        # Nothing else in the request says which language; a wrong word is refused with the other parameters.
        code = request.GET.get("taal", "")
        known = code if code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(known):
            response = super().dispatch(request, *args, **kwargs)
            response["Content-Language"] = known
            return response

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        if len(request.META.get("QUERY_STRING", "")) > MOST_CHARACTERS:
            message = _("This question is too long: at most %(most)s characters.")
            raise RefusedError({"?": [message % {"most": MOST_CHARACTERS}]})

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        response["API-Version"] = VERSION
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = EXPOSED
        response["X-Robots-Tag"] = "noindex"
        return response

    def options(self, request, *args, **kwargs):
        """What a browser asks before it lets a page of another site ask."""
        response = HttpResponse(status=204)
        response["Allow"] = response["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
        response["Access-Control-Allow-Headers"] = "If-None-Match, Accept"
        response["Access-Control-Max-Age"] = "86400"
        return response


class DatasetView(ApiView):
    """Subclasses are made per dataset by `urls.py`."""

    schema = DatasetSchema()
    dataset: Dataset = None
    is_list = False

    def example(self) -> dict | None:
        """A real row, for the document; None while there is none."""
        moment = timezone.now()
        rows = self.dataset.completed(list(self.dataset.rows(moment)[:1]))
        return self.dataset.record(rows[0]) if rows else None

    @cached_property
    def etag(self) -> str | None:
        """Says the same only while the answer is the same: version of the data and of the API, question, day.

        None inside a transaction that changed the data, where nothing can be promised.
        """
        word = data_version.current()
        if word is None:
            return None
        index = getattr(self.dataset.filterset(self.request.GET), "index", None)
        parts = [VERSION, word, timezone.localdate(), index and index.valid_until, self.request.get_full_path()]
        return f'W/"{sha256("|".join(map(str, parts)).encode()).hexdigest()[:32]}"'

    def answer(self, make):
        """What `make` gives, or 304 for who has it already: then nothing is made."""
        fresh = get_conditional_response(self.request, etag=self.etag) if self.etag else None
        response = make() if fresh is None else fresh
        if self.etag:
            response["ETag"] = self.etag
        response["Cache-Control"] = "public, max-age=0, must-revalidate"
        return response


class ListView(DatasetView):
    is_list = True

    def get(self, request):
        asked = asked_of_list(request.GET, self.dataset)
        return self.answer(lambda: self._page(asked, self.dataset.found(request.GET)))

    def _page(self, asked: Asked, found: Found) -> Response:
        keys = self._changed(asked, found)
        pages = Paginator(keys, asked.size)
        if asked.number > pages.num_pages:
            message = _("Page %(number)s does not exist; there are %(pages)s.")
            raise RefusedError({"pagina": [message % {"number": asked.number, "pages": pages.num_pages}]})
        page = pages.page(asked.number)
        rows = self.dataset.rows_of(found).in_bulk(list(page.object_list))
        here = self.dataset.completed([rows[key] for key in page.object_list if key in rows])
        following = self._url(page.next_page_number()) if page.has_next() else None
        previous = self._url(page.previous_page_number()) if page.has_previous() else None
        response = Response(
            {
                "aantal": pages.count,
                "volgende": following,
                "vorige": previous,
                "resultaten": [self.dataset.record(row, asked.names) for row in here],
            }
        )
        links = [f'<{url}>; rel="{name}"' for name, url in (("next", following), ("prev", previous)) if url]
        if links:
            response["Link"] = ", ".join(links)
        return response

    def _changed(self, asked: Asked, found: Found) -> Sequence:
        """Of the keys that were found those of records that changed after a moment."""
        if asked.changed_after is None:
            return found.keys
        bring_up_to_date(self.dataset)
        lately = records_of(self.dataset).filter(changed_at__gt=asked.changed_after, gone_at=None)
        rows = self.dataset.rows_of(found).order_by()
        slugs = set(lately.values_list("slug", flat=True))
        kept = {key for key, slug in rows.values_list("pk", self.dataset.key) if str(slug) in slugs}
        return [key for key in found.keys if key in kept]

    def _url(self, number: int) -> str:
        query = self.request.GET.copy()
        query["pagina"] = number
        return f"{settings.PORTAL_BASE_URL}{self.request.path}?{query.urlencode()}"


class RowView(DatasetView):
    def get(self, request, slug):
        asked = asked_of_row(request.GET, self.dataset)
        return self.answer(lambda: self._row(slug.replace("\0", ""), asked))

    def _row(self, slug: str, asked: Asked) -> Response:
        row = self.dataset.one(slug)
        if row is None:
            raise Http404(_("There is no such row, or it is not public."))
        return Response(self.dataset.record(row, asked.names))


class DeletionsView(ListView):
    """Which rows of which dataset are gone, and since when; a slug is never given to another row."""

    def get(self, request):
        for dataset in DATASETS.values():
            bring_up_to_date(dataset)
        return super().get(request)

    def _changed(self, asked, found):
        if asked.changed_after is None:
            return found.keys
        lately = self.dataset.rows_of(found).filter(gone_at__gt=asked.changed_after)
        kept = set(lately.values_list("pk", flat=True))
        return [key for key in found.keys if key in kept]


class Root(ApiView):
    """Where to go from here."""

    schema = None

    def get(self, request):
        base = settings.PORTAL_BASE_URL
        lists = {name: base + reverse(f"api:{name}") for name in [*DATASETS, DELETIONS.name]}
        return Response({"openapi": base + reverse("api:openapi"), **lists})
