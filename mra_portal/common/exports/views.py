"""The view behind every `<list>/export.<form>`: rows as CSV, XLSX, JSON, places as GeoJSON, dates as a calendar."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from django.db.models import Model, QuerySet
from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import View

from mra_portal.common.exports.calendar import Entry, calendar_parts
from mra_portal.common.exports.datasets import Dataset, Found
from mra_portal.common.exports.feed import feed_of
from mra_portal.common.exports.problems import RefusedError, problem
from mra_portal.common.exports.rows import rows_in_chunks
from mra_portal.common.exports.sheets import sheet_about
from mra_portal.common.exports.streams import csv_parts, geojson_parts, in_language, json_parts, xlsx_file

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "geojson": "application/geo+json",
    "ics": "text/calendar; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
}
# Forms that a browser can show; the others are saved.
SHOWN = ("json", "geojson", "atom")


@method_decorator(csrf_exempt, name="dispatch")  # nothing can be changed here, so POST gets its 405
class ExportView(View):
    """Subclasses, or `as_view`, give `dataset`; for a calendar also `forms`, `dated_rows`, `entries_of` and its name.

    The rows are those of the page with the same query string, in the same order, and all of them: `pagina` and
    `per_pagina` belong to the page and do not cut an export. A value that the page would refuse is answered with 400.
    """

    http_method_names = ["get", "head"]
    dataset: Dataset = None
    forms: Sequence[str] = ()  # besides those of the dataset
    file_name = ""  # where it is not the name of the dataset
    calendar_name = ""

    def found(self) -> Found:
        """What is asked for. Raises RefusedError."""
        return self.dataset.found(self.request.GET)

    def dated_rows(self, moment: datetime) -> QuerySet:
        """Public rows with all that `entries_of` reads."""
        raise NotImplementedError

    def entries_of(self, row: Model, moment: datetime) -> list[Entry]:
        """What of this row belongs in a calendar."""
        raise NotImplementedError

    def get(self, request, form):
        if form not in (*self.dataset.forms, *self.forms):
            raise Http404
        try:
            found = self.found()
        except RefusedError as refused:
            response = problem(refused.errors)
        else:
            response = self._answer(form, found)
            name = f"{self.named}-{timezone.localdate().isoformat()}.{form}"
            response["Content-Disposition"] = content_disposition_header(form not in SHOWN, name)
        response["Access-Control-Allow-Origin"] = "*"
        response["X-Robots-Tag"] = "noindex"
        return response

    def _answer(self, form: str, found: Found) -> HttpResponse | StreamingHttpResponse:
        if self.request.method == "HEAD":
            return StreamingHttpResponse((), content_type=TYPES[form])
        if form == "atom":
            here = self.request.build_absolute_uri()
            page = f"{here.rpartition('/')[0]}/"
            return HttpResponse(feed_of(self.dataset, found, here, page), content_type=TYPES[form])
        fields, chunks = self.dataset.fields, self._chunks(found)
        if form == "xlsx":  # made before the answer starts: a workbook can only be read as a whole
            file = xlsx_file(fields, chunks, self.named, about=self._about(found))
            return FileResponse(file, content_type=TYPES[form])
        if form == "csv":
            parts = csv_parts(fields, chunks)
        elif form == "json":
            parts = json_parts(fields, len(found.keys), chunks)
        elif form == "geojson":
            parts = geojson_parts(fields, self.dataset.geometry_of, chunks)
        else:
            parts = calendar_parts(str(self.calendar_name), self.named, self._entries(found))
        return StreamingHttpResponse(in_language(get_language(), parts), content_type=TYPES[form])

    @property
    def named(self) -> str:
        """The name of the file, which is also that of the sheet."""
        return self.file_name or self.dataset.name

    def _about(self, found: Found) -> list[tuple[str, str]]:
        return sheet_about(self.dataset, self.request.build_absolute_uri(), found.moment)

    def _chunks(self, found: Found):
        return map(self.dataset.completed, rows_in_chunks(partial(self.dataset.rows_of, found), found.keys))

    def _entries(self, found: Found):
        for rows in rows_in_chunks(partial(self.dated_rows, found.moment), found.keys):
            yield [entry for row in rows for entry in self.entries_of(row, found.moment)]
