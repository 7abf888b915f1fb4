from collections.abc import Callable, Iterator, Sequence

from django.db import close_old_connections, connection
from django.db.models import Model, QuerySet

CHUNK = 500


def rows_in_chunks(queryset: Callable[[], QuerySet], keys: Sequence, size: int | None = None) -> Iterator[list[Model]]:
    """The rows with these primary keys, in this order, some hundreds at a time.

    Every chunk is a question of its own to the database, and between two of them the connection goes back: a reader
    who takes her time keeps none. A row that went in the meantime is left out.
    """
    size = size or CHUNK
    for start in range(0, len(keys), size):
        part = keys[start : start + size]
        found = queryset().in_bulk(part)
        if not connection.in_atomic_block:
            close_old_connections()
        yield [found[key] for key in part if key in found]
