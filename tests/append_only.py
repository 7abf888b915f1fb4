"""For tests that commit: takes away rows that nothing may remove, round the guard of the database."""

from django.db import connection
from django.db.models import QuerySet


def take_away(rows: QuerySet) -> None:
    table, keys = rows.model._meta.db_table, list(rows.values_list("pk", flat=True))
    remove = f'DELETE FROM "{table}" WHERE id = %s'
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
            cursor.executemany(remove, [[key] for key in keys])
            cursor.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER USER')
            return
        trigger = f"{table}_is_never_removed"
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [trigger])
        (guard,) = cursor.fetchone()
        cursor.execute(f'DROP TRIGGER "{trigger}"')
        cursor.executemany(remove, [[key] for key in keys])
        cursor.execute(guard)
