"""Since when every public record is as it is, and which are gone: for `gewijzigd_na`, deletions, and feeds of changes.

Which row changed follows from what leaves, not from who saved what: a record also changes when a related row gets
another slug, or when a scheme closes because its day passed. Records are compared when somebody asks and the data is of
a later version than the last comparison, and by the command `update_ledger`. A moment here is that of the comparison:
never before the change, so who asks for what changed after her last visit misses nothing.
"""

import json
from collections.abc import Iterator
from datetime import datetime
from functools import partial
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone, translation

from mra_portal.common import data_version
from mra_portal.common.exports.datasets import Dataset
from mra_portal.common.exports.rows import rows_in_chunks
from mra_portal.common.models import LedgerState, PublishedRecord

CHUNK = 500


def records_of(dataset: Dataset) -> QuerySet:
    """The ledger of a dataset as it was last compared."""
    return PublishedRecord.objects.filter(dataset=dataset.name)


def last_change(dataset: Dataset) -> datetime | None:
    """When any record last changed, came or went, as far as compared."""
    found = records_of(dataset).aggregate(changed=Max("changed_at"), gone=Max("gone_at"))
    return max(filter(None, found.values()), default=None)


def bring_up_to_date(dataset: Dataset) -> None:
    """Compare, unless the data is still of the version that was compared last."""
    moment = timezone.now()
    word = data_version.current()
    state = LedgerState.objects.filter(dataset=dataset.name).first()
    if word is not None and state and state.word == word and (not state.valid_until or moment < state.valid_until):
        return
    with transaction.atomic():
        # One at a time: the second waits here, and then finds nothing to do.
        LedgerState.objects.get_or_create(dataset=dataset.name, defaults={"word": "", "checked_at": moment})
        state = LedgerState.objects.select_for_update().get(dataset=dataset.name)
        if word is None or state.word != word or state.valid_until:
            _compare(dataset, moment)
        state.word, state.checked_at = word or "", moment
        state.valid_until = _valid_until(dataset, moment)
        state.save()


def _valid_until(dataset: Dataset, moment: datetime) -> datetime | None:
    asked = getattr(dataset.filterset_class, "valid_until", None)
    return asked(moment) if asked else None


def _compare(dataset: Dataset, moment: datetime) -> None:
    known = {record.slug: record for record in records_of(dataset)}
    new, changed = [], []
    for slug, digest in _digests(dataset, moment):
        record = known.pop(slug, None)
        if record is None:
            new.append(PublishedRecord(dataset=dataset.name, slug=slug, digest=digest, changed_at=moment))
        elif record.digest != digest or record.gone_at:
            record.digest, record.changed_at, record.gone_at = digest, moment, None
            changed.append(record)
    for record in known.values():
        if record.gone_at is None:
            record.digest, record.gone_at = "", moment
            changed.append(record)
    PublishedRecord.objects.bulk_create(new, batch_size=CHUNK)
    PublishedRecord.objects.bulk_update(changed, ["digest", "changed_at", "gone_at"], batch_size=CHUNK)


def _digests(dataset: Dataset, moment: datetime) -> Iterator[tuple[str, str]]:
    keys = list(dataset.rows(moment).values_list("pk", flat=True))
    chunks = rows_in_chunks(partial(dataset.rows, moment), keys, CHUNK)
    for rows in chunks:
        for row in dataset.completed(rows):
            digest = sha256()
            for code, _name in settings.LANGUAGES:
                with translation.override(code):
                    record = dataset.record(row)
                digest.update(json.dumps(record, sort_keys=True).encode())
            yield record["slug"], digest.hexdigest()
