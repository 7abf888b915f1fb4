"""One file of one table, brought in from the command line: all or nothing, with every fault named."""

from collections import Counter
from collections.abc import Iterable

import tablib
from django.utils.translation import gettext as _
from import_export.results import Result, RowResult

from mra_portal.common.content.resources import ContentResource

WORDS = {
    RowResult.IMPORT_TYPE_NEW: "new",
    RowResult.IMPORT_TYPE_UPDATE: "changed",
    RowResult.IMPORT_TYPE_SKIP: "same",
}


class RefusedFileError(Exception):
    """Nothing was written; the message holds one line per fault."""


def bring_in(resource: ContentResource, dataset: tablib.Dataset, *, dry_run: bool = False) -> Counter:
    """Import the rows; counts of new, changed and same. Raises RefusedFileError."""
    result = resource.import_data(dataset, dry_run=dry_run, rollback_on_validation_errors=True)
    faults = [*_faults(result, {item.attribute: item.column_name for item in resource.get_import_fields()})]
    if faults:
        raise RefusedFileError("\n".join(faults))
    return Counter(WORDS.get(row.import_type, row.import_type) for row in result.rows)


def _faults(result: Result, columns: dict[str, str]) -> Iterable[str]:
    yield from (str(error.error) for error in result.base_errors)
    for row in result.invalid_rows:
        told = row.error.message_dict if hasattr(row.error, "error_dict") else {"": row.error.messages}
        for name, messages in told.items():
            column = columns.get(name, "")
            place = _("Row %(row)s, column “%(column)s”") if column else _("Row %(row)s")
            yield from (f"{place % {'row': row.number, 'column': column}}: {message}" for message in messages)
    for number, errors in result.row_errors():
        yield from (f"{_('Row %(row)s') % {'row': number}}: {error.error}" for error in errors)
