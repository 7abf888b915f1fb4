"""Rows that say what happened: they are written once, and never changed or removed afterwards."""

from django.db import models


class AppendOnlyError(RuntimeError):
    """Raised when something tries to change or remove what was written down."""


class AppendOnlyQuerySet(models.QuerySet):
    def update(self, **kwargs):
        raise AppendOnlyError(f"{self.model.__name__}: what was written down is never changed")

    def bulk_update(self, objs, fields, batch_size=None):
        raise AppendOnlyError(f"{self.model.__name__}: what was written down is never changed")

    def bulk_create(self, objs, *args, update_conflicts=False, **kwargs):
        if update_conflicts:
            raise AppendOnlyError(f"{self.model.__name__}: what was written down is never changed")
        return super().bulk_create(objs, *args, **kwargs)

    def delete(self):
        raise AppendOnlyError(f"{self.model.__name__}: what was written down is never removed")


class AppendOnlyRow(models.Model):
    """Base of a table that only grows. Give it a manager of an AppendOnlyQuerySet."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise AppendOnlyError(f"{type(self).__name__}: what was written down is never changed")
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise AppendOnlyError(f"{type(self).__name__}: what was written down is never removed")
