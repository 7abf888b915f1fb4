"""The view behind every `<list>/export.<form>`: rows as CSV, XLSX, JSON, places as GeoJSON, dates as a calendar."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db.models import Model, QuerySet
from django.http import FileResponse, Http404, StreamingHttpResponse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import View

from mra_portal.common.exports.calendar import Entry, calendar_parts
from mra_portal.common.exports.fields import PublicField
from mra_portal.common.exports.problems import RefusedError, problem
from mra_portal.common.exports.rows import rows_in_chunks
from mra_portal.common.exports.streams import csv_parts, geojson_parts, in_language, json_parts, xlsx_file

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "geojson": "application/geo+json",
    "ics": "text/calendar; charset=utf-8",
}
# Forms that a browser can show; the others are saved.
SHOWN = ("json", "geojson")


@dataclass(frozen=True)
class Found:
    """The answer to a question: primary keys in order, and the moment at which they were the answer."""

    keys: Sequence
    moment: datetime


@method_decorator(csrf_exempt, name="dispatch")  # nothing can be changed here, so POST gets its 405
class ExportView(View):
    """Subclasses give `filterset_class` and `fields`; for a calendar also `dated_rows`, `entries_of` and its name; for
    GeoJSON `geometry_of`.

    The rows are those of the page with the same query string, in the same order, and all of them: `pagina` and
    `per_pagina` belong to the page and do not cut an export. A value that the page would refuse is answered with 400.
    """

    http_method_names = ["get", "head"]
    forms: Sequence[str] = ("csv", "xlsx", "json")
    file_name = ""  # also the name of the sheet
    fields: Sequence[PublicField] = ()
    filterset_class = None
    calendar_name = ""

    def found(self) -> Found:
        """What is asked for. Raises RefusedError."""
        filterset = self.filterset_class(self.request.GET)
        if filterset.is_refused:
            raise RefusedError(filterset.form.errors)
        return Found(filterset.keys(), filterset.index.moment)

    def rows(self, moment: datetime) -> QuerySet:
        """Public rows with all that `fields` read; the keys that were found are picked from these."""
        return self.filterset_class.rows_at(moment)

    def dated_rows(self, moment: datetime) -> QuerySet:
        """Public rows with all that `entries_of` reads."""
        raise NotImplementedError

    def entries_of(self, row: Model, moment: datetime) -> list[Entry]:
        """What of this row belongs in a calendar."""
        raise NotImplementedError

    def completed(self, rows: list[Model]) -> list[Model]:
        """The rows of a chunk, with what no query gives them."""
        return rows

    def geometry_of(self, row: Model) -> dict | None:
        """The geometry of a GeoJSON feature."""
        raise NotImplementedError

    def get(self, request, form):
        if form not in self.forms:
            raise Http404
        try:
            found = self.found()
        except RefusedError as refused:
            response = problem(refused.errors)
        else:
            response = self._answer(form, found)
            name = f"{self.file_name}-{timezone.localdate().isoformat()}.{form}"
            response["Content-Disposition"] = content_disposition_header(form not in SHOWN, name)
        response["Access-Control-Allow-Origin"] = "*"
        response["X-Robots-Tag"] = "noindex"
        return response

    def _answer(self, form: str, found: Found) -> StreamingHttpResponse:
        if self.request.method == "HEAD":
            return StreamingHttpResponse((), content_type=TYPES[form])
        if form == "xlsx":  # made before the answer starts: a workbook can only be read as a whole
            return FileResponse(xlsx_file(self.fields, self._chunks(found), self.file_name), content_type=TYPES[form])
        if form == "csv":
            parts = csv_parts(self.fields, self._chunks(found))
        elif form == "json":
            parts = json_parts(self.fields, len(found.keys), self._chunks(found))
        elif form == "geojson":
            parts = geojson_parts(self.fields, self.geometry_of, self._chunks(found))
        else:
            parts = calendar_parts(str(self.calendar_name), self.file_name, self._entries(found))
        return StreamingHttpResponse(in_language(get_language(), parts), content_type=TYPES[form])

    def _chunks(self, found: Found):
        return map(self.completed, rows_in_chunks(partial(self.rows, found.moment), found.keys))

    def _entries(self, found: Found):
        for rows in rows_in_chunks(partial(self.dated_rows, found.moment), found.keys):
            yield [entry for row in rows for entry in self.entries_of(row, found.moment)]
