"""Screens that Wagtail opens to all who may enter, although they name drafts; here they are for who may know those.

Two reports are for editors of pages: those who may add any. Who keeps one profile only has the history of that one.
Doing something to many at once shows what is left out: that is only told of what one may edit.
"""

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.bulk_action import index
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.admin.views.reports.audit_logging import LogEntriesView
from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView
from wagtail.models import Page
from wagtail.permissions import policy_registry


class ForEditors:
    permission_required = "add"
    any_permission_required = None

    @property
    def permission_policy(self):
        return policy_registry.get_by_type(Page)


class EditorsSiteHistory(ForEditors, LogEntriesView):
    pass


class EditorsPageTypes(ForEditors, PageTypesUsageReportView):
    pass


def bulk_action(request, app_label, model_name, action):
    """Wagtail's own, refused as a whole to who chose something that is not hers to edit."""
    action_class = bulk_action_registry.get_bulk_action_class(app_label, model_name, action)
    if action_class is not None:
        chosen = action_class(request, apps.get_model(app_label, model_name))
        try:
            _items, left_out = chosen.get_actionable_objects()
        except ValueError:  # a key that is no number
            raise Http404 from None
        if not all(_may_edit(request.user, row) for row in left_out["items_with_no_access"]):
            raise PermissionDenied
    return index(request, app_label, model_name, action)


def _may_edit(user, row: Model) -> bool:
    if isinstance(row, Page):
        return row.permissions_for_user(user).can_edit()
    return policy_registry.get_by_type(type(row)).user_has_permission_for_instance(user, "change", row)


def for_staff(view):
    return never_cache(require_admin_access(view))


site_history = for_staff(EditorsSiteHistory.as_view())
site_history_results = for_staff(EditorsSiteHistory.as_view(results_only=True))
page_types = for_staff(EditorsPageTypes.as_view())
page_types_results = for_staff(EditorsPageTypes.as_view(results_only=True))
bulk_actions = for_staff(bulk_action)
