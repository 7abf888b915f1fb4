"""Two people edit the same thing: the second one to save gets a page that says so, and nothing is overwritten.

Wagtail's edit forms carry the revision they were opened on, and Wagtail refuses a stale autosave. A stale save or
publish by hand it lets through. Here both are refused: the row is locked, the revision is compared inside that lock,
and on a mismatch the form comes back with what was typed, a link to the other version, and status 409. Sending that
form again is a choice made knowingly: it carries the newest revision.

A form that names no revision while the row has one is stale too: it was opened before the first revision existed.
"""

from django.db import transaction
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.templatetags.wagtailadmin_tags import user_display_name
from wagtail.admin.views.pages.edit import EditView as PageEditView
from wagtail.admin.views.pages.revisions import RevisionsRevertView as PageRevertView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page, Revision
from wagtail.snippets.views.snippets import EditView
from wagtail.utils.timestamps import render_timestamp


class ConflictGuard:
    """For edit views of rows and pages. A view says which row it edits and how it shows its form again."""

    def edited_rows(self):
        """A queryset with the one row that is edited."""
        raise NotImplementedError

    def form_again(self, message):
        """The response that shows the form as it was sent, with this message."""
        raise NotImplementedError

    def address_of(self, revision, opened) -> str:
        """Where to see what the other person changed since the `opened` revision, or the whole version without it."""
        raise NotImplementedError

    def post(self, request, *args, **kwargs):
        with transaction.atomic():
            newest = self.edited_rows().select_for_update().values_list("latest_revision_id", flat=True).get()
            self.latest_revision = Revision.objects.select_related("user").filter(pk=newest).first()
            self.__dict__.pop("latest_revision_created_at", None)
            if self.is_out_of_date and not self.expects_json_response:
                return self._conflict()
            return super().post(request, *args, **kwargs)

    @cached_property
    def is_out_of_date(self):
        named = self.request.POST.get("overwrite_revision_id") or self.request.POST.get("loaded_revision_id")
        return super().is_out_of_date if named else self.latest_revision is not None

    def _conflict(self):
        self.autosave_enabled = False  # typing on must not save by itself
        opened = self.request.POST.get("loaded_revision_id", "")
        changed_since = opened.isdecimal() and int(opened) != self.latest_revision.pk
        message = format_html(
            '{} <a href="{}" target="_blank" rel="noreferrer">{}</a>',
            _(
                "Not saved: %(person)s saved another version of this on %(moment)s, while you were working. "
                "What you typed still stands below. Look at the other version, take over what should stay, "
                "and save again: your version then replaces it."
            )
            % {
                "person": user_display_name(self.latest_revision.user) or _("someone else"),
                "moment": render_timestamp(self.latest_revision.created_at),
            },
            self.address_of(self.latest_revision, opened if changed_since else None),
            _("See what the other changed") if changed_since else _("See the other version"),
        )
        response = self.form_again(message)
        response.status_code = 409
        return response


class GuardedEditView(ConflictGuard, EditView):
    """Edits a row with revisions (an EditorialRow)."""

    def edited_rows(self):
        return self.model._base_manager.filter(pk=self.object.pk)

    def form_again(self, message):
        self.object.latest_revision = self.latest_revision
        self.produced_error_message = message
        return self.form_invalid(self.get_form())

    def address_of(self, revision, opened):
        url_name = self.model.snippet_viewset.get_url_name
        if opened:
            return reverse(url_name("revisions_compare"), args=[self.object.pk, opened, revision.pk])
        return reverse(url_name("revisions_view"), args=[self.object.pk, revision.pk])


class _GuardedPageView(ConflictGuard):
    def edited_rows(self):
        return Page.objects.filter(pk=self.page.pk)

    def form_again(self, message):
        self.page.latest_revision = self.latest_revision
        self.form = self.form_class(
            self.request.POST,
            self.request.FILES,
            instance=self.page,
            subscription=self.subscription,
            parent_page=self.parent,
            for_user=self.request.user,
        )
        self.has_unsaved_changes = True
        messages.error(self.request, message)
        return self.render_to_response(self.get_context_data())

    def address_of(self, revision, opened):
        if opened:
            return reverse("wagtailadmin_pages:revisions_compare", args=[self.page.pk, opened, revision.pk])
        return reverse("wagtailadmin_pages:revisions_view", args=[self.page.pk, revision.pk])


class GuardedPageEditView(_GuardedPageView, PageEditView):
    pass


class GuardedPageRevertView(_GuardedPageView, PageRevertView):
    pass


class GuardedPageViewSet(PageViewSet):
    """Wagtail's screens for a kind of page, with the guard on its edit form. Make one per page model."""

    edit_view_class = GuardedPageEditView
    revisions_revert_view_class = GuardedPageRevertView
