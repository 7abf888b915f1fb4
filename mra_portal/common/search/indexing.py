"""Keeps the search index in step with the rows: what was saved is indexed once, after the commit.

Wagtail's own handler indexes at every save, inside the transaction; on PostgreSQL that made an import of a few
hundred rows quadratic. So searchable models say `search_auto_update = False` and are collected here.
"""

from collections import defaultdict
from functools import partial

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.search import index
from wagtail.search.backends import get_search_backend

from mra_portal.common.search.searchable import Searchable


def connect() -> None:
    """Listen to every model; those that are not searchable are passed over."""
    post_save.connect(_saved, dispatch_uid="portal-search-saved")
    post_delete.connect(_deleted, dispatch_uid="portal-search-deleted")


def index_rows(model: type, keys: set) -> None:
    """Write the rows of `model` with these primary keys to the index in one go."""
    rows = model.get_indexed_objects().filter(pk__in=keys)
    get_search_backend().get_index_for_model(model).add_items(model, list(rows))


def _saved(sender, instance, raw=False, using=None, **kwargs):
    if raw or not issubclass(sender, Searchable):
        return
    connection = transaction.get_connection(using)
    pending = getattr(connection, "portal_search_pending", None)
    # A rolled-back transaction forgets its callbacks, not our list: begin anew when none is registered.
    if pending is None or not any(getattr(entry[1], "func", None) is _flush for entry in connection.run_on_commit):
        pending = connection.portal_search_pending = defaultdict(set)
        pending[sender].add(instance.pk)
        transaction.on_commit(partial(_flush, connection, pending), using=using)
    else:
        pending[sender].add(instance.pk)


def _flush(connection, pending):
    connection.portal_search_pending = None
    for model, keys in pending.items():
        index_rows(model, keys)


def _deleted(sender, instance, **kwargs):
    if issubclass(sender, Searchable):
        index.remove_object(instance)
