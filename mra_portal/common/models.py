from django.db import models


class LoadedRow(models.Model):
    """The memory of the content loader: what a fixture row said, and what the row was right after loading it.

    With both, a later load can tell "the fixture changed" from "an editor changed it" and never overwrites the
    second. Digests are SHA-256 in hex. Pages are only ever created, so for them there is no row digest.
    """

    table = models.CharField(max_length=60)
    key = models.CharField(max_length=200)
    fixture_digest = models.CharField(max_length=64)
    row_digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["table", "key"], name="loaded_row_once")]

    def __str__(self):
        return f"{self.table} {self.key}"


class DataVersion(models.Model):
    """The one row that tells processes that the public data changed (see data_version.py)."""

    word = models.CharField(max_length=32)

    def __str__(self):
        return self.word
