"""Wagtail's own screens that edit what is there, so that the second of two people never overwrites the first unseen.

Wagtail saves these rows over each other. The addresses are Wagtail's own and come before them (`mra_portal/urls.py`);
rows with drafts and our own rows have a guard of their own in `mra_portal/common/editing.py`.
"""

from copy import copy

from django.urls import path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views import collections, workflows
from wagtail.contrib.redirects.views import EditView as RedirectEditView
from wagtail.documents.views.documents import EditView as DocumentEditView
from wagtail.images.views.images import EditView as ImageEditView
from wagtail.sites.views import EditView as SiteEditView
from wagtail.sites.views import SiteViewSet
from wagtail.users.views.groups import EditView as GroupEditView
from wagtail.users.views.groups import GroupViewSet, get_permission_panel_classes
from wagtail.users.views.users import EditView as UserEditView
from wagtail.users.views.users import UserViewSet
from wagtail.utils.urlpatterns import decorate_urlpatterns
from wagtail_localize.locales.views import ComponentManager as LocaleParts
from wagtail_localize.locales.views import EditView as LocaleEditView
from wagtail_localize.locales.views import LocaleViewSet

from mra_portal.common.conflicts import FactGuard


class GuardedImageView(FactGuard, ImageEditView):
    pass


class GuardedDocumentView(FactGuard, DocumentEditView):
    pass


class GuardedCollectionView(FactGuard, collections.Edit):
    pass


class GuardedRedirectView(FactGuard, RedirectEditView):
    pass


class GuardedTaskView(FactGuard, workflows.EditTask):
    pass


class GuardedWorkflowView(FactGuard, workflows.Edit):
    def parts_of(self, stored):
        pages = workflows.WorkflowPagesFormSet(instance=stored, prefix="pages")
        return [pages, workflows.WorkflowContentTypeForm(workflow=stored)]


class GuardedSiteView(FactGuard, SiteEditView):
    pass


class GuardedLocaleView(FactGuard, LocaleEditView):
    """A language, with the form of what it is kept in step with beside its own."""

    def parts_of(self, stored):
        unsent = copy(self.request)
        unsent.method = "GET"
        return [form for *_about, form in LocaleParts.from_request(unsent, stored).components]

    def form_invalid(self, form):
        if not hasattr(self, "components"):
            self.components = self.get_components()
        return super().form_invalid(form)


class GuardedUserView(FactGuard, UserEditView):
    pass


class GuardedGroupView(FactGuard, GroupEditView):
    def parts_of(self, stored):
        return [panel(instance=stored) for panel in get_permission_panel_classes()]


class Sites(SiteViewSet):
    edit_view_class = GuardedSiteView


class Locales(LocaleViewSet):
    edit_view_class = GuardedLocaleView


class Groups(GroupViewSet):
    edit_view_class = GuardedGroupView


class Users(UserViewSet):
    edit_view_class = GuardedUserView


urlpatterns = decorate_urlpatterns(
    [
        path("images/<int:image_id>/", GuardedImageView.as_view(), name="guarded_image"),
        path("documents/edit/<int:document_id>/", GuardedDocumentView.as_view(), name="guarded_document"),
        path("collections/<int:pk>/", GuardedCollectionView.as_view(), name="guarded_collection"),
        path("redirects/<int:redirect_id>/", GuardedRedirectView.as_view(), name="guarded_redirect"),
        path("workflows/edit/<int:pk>/", GuardedWorkflowView.as_view(), name="guarded_workflow"),
        path("workflows/tasks/edit/<int:pk>/", GuardedTaskView.as_view(), name="guarded_task"),
        path("sites/edit/<str:pk>/", Sites("wagtailsites").edit_view, name="guarded_site"),
        path("locales/edit/<str:pk>/", Locales("wagtaillocales").edit_view, name="guarded_locale"),
        path("groups/edit/<str:pk>/", Groups("wagtailusers_groups").edit_view, name="guarded_group"),
        path("users/edit/<str:pk>/", Users("wagtailusers_users").edit_view, name="guarded_user"),
    ],
    require_admin_access,
)
urlpatterns = decorate_urlpatterns(urlpatterns, never_cache)
