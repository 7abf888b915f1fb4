"""Rows that are written once: no form, script or query changes or removes them. A mistake is followed by a new row.

The model and its QuerySet refuse in Python, with a sentence; a trigger in the database refuses whatever goes round
them. The triggers are put in place after every migration, because SQLite loses them when it remakes a table.
"""

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models.signals import post_migrate

REFUSAL = "append-only"

_SQLITE = """
CREATE TRIGGER IF NOT EXISTS "{table}_is_never_{done}" BEFORE {event} ON "{table}"
BEGIN SELECT RAISE(ABORT, '{refusal}: rows of {table} are never {done}'); END
"""
_POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION portal_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '{refusal}: rows of % are never changed or removed', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$
"""
_POSTGRESQL_TRIGGER = """
CREATE OR REPLACE TRIGGER "{table}_is_append_only" BEFORE UPDATE OR DELETE ON "{table}"
FOR EACH ROW EXECUTE FUNCTION portal_append_only()
"""


class AppendOnlyError(RuntimeError):
    """Raised when something tries to change or remove what was written once."""

    def __init__(self, model: type[models.Model]):
        super().__init__(f"A {model._meta.verbose_name} is never changed or removed: add a new one")


class AppendOnlyQuerySet(models.QuerySet):
    def update(self, **kwargs):
        raise AppendOnlyError(self.model)

    def bulk_update(self, objs, fields, batch_size=None):
        raise AppendOnlyError(self.model)

    def bulk_create(self, objs, *args, update_conflicts=False, **kwargs):
        if update_conflicts:
            raise AppendOnlyError(self.model)
        return super().bulk_create(objs, *args, **kwargs)

    def delete(self):
        raise AppendOnlyError(self.model)


class AppendOnlyRow(models.Model):
    """A row that can only be added. Raises AppendOnlyError on anything else."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise AppendOnlyError(type(self))
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise AppendOnlyError(type(self))


def connect() -> None:
    """Guard the tables of every app after it is migrated."""
    post_migrate.connect(_guard, dispatch_uid="portal-append-only")


def _guard(app_config, using=DEFAULT_DB_ALIAS, **kwargs) -> None:
    tables = [model._meta.db_table for model in app_config.get_models() if issubclass(model, AppendOnlyRow)]
    connection = connections[using]
    there = set(connection.introspection.table_names()) if tables else set()
    with connection.cursor() as cursor:
        for table in tables:
            if table in there:
                for statement in _statements(connection.vendor, table):
                    cursor.execute(statement)


def _statements(vendor: str, table: str) -> list[str]:
    if vendor == "sqlite":
        events = (("UPDATE", "changed"), ("DELETE", "removed"))
        return [_SQLITE.format(table=table, event=event, done=done, refusal=REFUSAL) for event, done in events]
    return [_POSTGRESQL_FUNCTION.format(refusal=REFUSAL), _POSTGRESQL_TRIGGER.format(table=table)]
