"""Wagtail's site history is open to all who may enter, and its lines name drafts: here it is for editors of pages.

That is who may add pages. Who keeps one profile only sees the history of that one.
"""

from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.reports.audit_logging import LogEntriesView
from wagtail.models import Page
from wagtail.permissions import policy_registry


class EditorsSiteHistory(LogEntriesView):
    permission_required = "add"

    @property
    def permission_policy(self):
        return policy_registry.get_by_type(Page)


site_history = never_cache(require_admin_access(EditorsSiteHistory.as_view()))
site_history_results = never_cache(require_admin_access(EditorsSiteHistory.as_view(results_only=True)))
