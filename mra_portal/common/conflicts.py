"""Two people edit the same thing: the second one to save gets a page that says so, and nothing is overwritten.

Wagtail's edit forms carry the revision they were opened on, and Wagtail refuses a stale autosave. A stale save or
publish by hand it lets through. Here both are refused: the row is locked, the revision is compared inside that lock,
and on a mismatch the form comes back with what was typed, a link to the other version, and status 409. Sending that
form again is a choice made knowingly: it carries the newest revision.

Stale means that somebody else saved since. One's own versions since then are the autosaves of the same form, which a
save by hand does not name; two windows of one person are therefore not told apart (Wagtail shows a notice there).
A form that names no revision was opened before the first one, so every version of somebody else is newer.

Rows without drafts have no revisions. Their forms carry a mark of every value they showed (marks.py); the same lock,
the same page and the same status then name what is different now, whoever changed it and by whatever door.
"""

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.templatetags.wagtailadmin_tags import user_display_name
from wagtail.admin.views.generic import EditView as RowEditView
from wagtail.admin.views.pages.edit import EditView as PageEditView
from wagtail.admin.views.pages.revisions import RevisionsRevertView as PageRevertView
from wagtail.admin.views.pages.workflow import WorkflowActionView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.log_actions import registry as log_registry
from wagtail.models import Page, Revision
from wagtail.snippets.views.snippets import EditView
from wagtail.utils.timestamps import render_timestamp

from mra_portal.common import marks


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
            self.latest_revision = Revision.objects.filter(pk=newest).first()
            self.__dict__.pop("latest_revision_created_at", None)
            other = None if self.expects_json_response else self._newest_of_others()
            return self._conflict(other) if other else super().post(request, *args, **kwargs)

    @cached_property
    def is_out_of_date(self):
        """Wagtail's question about an autosave; it lets those through that name no revision."""
        named = self.request.POST.get("overwrite_revision_id") or self.request.POST.get("loaded_revision_id")
        return super().is_out_of_date if named else self._newest_of_others() is not None

    def _newest_of_others(self) -> Revision | None:
        """The last version that somebody else saved after this form was opened."""
        versions = self.edited_rows().get().revisions.exclude(user=self.request.user).select_related("user")
        if opened := self._opened():
            overwritten = Q(pk=opened, created_at__gt=self._opened_at()) if self._opened_at() else Q()
            versions = versions.filter(Q(pk__gt=opened) | overwritten)
        return versions.order_by("-created_at", "-pk").first()

    def _opened(self) -> int | None:
        """The revision that the form was opened on."""
        named = self.request.POST.get("loaded_revision_id", "")
        return int(named) if named.isdecimal() else None

    def _opened_at(self) -> datetime | None:
        """When that revision had last been saved: an autosave of somebody else may have overwritten it since."""
        try:
            return datetime.fromisoformat(self.request.POST.get("loaded_revision_created_at", ""))
        except ValueError:
            return None

    def _conflict(self, other):
        self.autosave_enabled = False  # typing on must not save by itself
        changed_since = self._opened() if self._opened() != other.pk else None
        message = format_html(
            '{} <span class="buttons"><a class="button button-small button-secondary" href="{}" target="_blank" '
            'rel="noreferrer">{}</a></span>',
            _(
                "Not saved: %(person)s saved another version of this on %(moment)s, while you were working. "
                "What you typed still stands below. Look at the other version, take over what should stay, "
                "and save again: your version then replaces it."
            )
            % {
                "person": user_display_name(other.user) or _("someone else"),
                "moment": render_timestamp(other.created_at),
            },
            self.address_of(other, changed_since),
            _("See what the other changed") if changed_since else _("See the other version"),
        )
        response = self.form_again(message)
        response.status_code = 409
        return response


def told_of_own_change(request) -> None:
    """Approving and changing in one go: the reviewer is the author of the newest version then."""
    messages.warning(
        request,
        _("Saved, but not approved: you changed it yourself. Somebody else can approve it, or you publish it."),
    )


class GuardedEditView(ConflictGuard, EditView):
    """Edits a row with revisions (an EditorialRow)."""

    def save_instance(self):
        """Who decides on a version without changing it makes no new one, which would have to be reviewed again."""
        if self.action == "workflow-action" and not self.form.has_changed():
            self.new_revision = None
            return self.object
        return super().save_instance()

    def workflow_action_action(self):
        if self.workflow_action == "approve" and self.new_revision:
            return told_of_own_change(self.request)
        return super().workflow_action_action()

    def get_success_message(self):
        if self.action == "workflow-action" and not self.new_revision:
            decided = {
                "approve": _("“%(object)s” is approved. Once every step of the review agrees, it is public."),
                "reject": _("“%(object)s” went back to its author, with what you said about it."),
            }
            if told := decided.get(self.workflow_action):
                return told % {"object": self.object}
        return super().get_success_message()

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

    def perform_workflow_action(self):
        if self.has_content_changes and self.workflow_action == "approve":
            told_of_own_change(self.request)
            return self.save_action()
        return super().perform_workflow_action()


class GuardedPageEditView(_GuardedPageView, PageEditView):
    pass


class GuardedPageRevertView(_GuardedPageView, PageRevertView):
    pass


class TellingWorkflowActionView(WorkflowActionView):
    """Approving publishes; where the page itself refuses that, the reviewer reads why and nothing changes."""

    def post(self, request, *args, **kwargs):
        try:
            with transaction.atomic():
                return super().post(request, *args, **kwargs)
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            return self.render_modal_json(request, {"step": "success", "redirect": self.redirect_url})
        return redirect(self.redirect_url)


class GuardedPageViewSet(PageViewSet):
    """Wagtail's screens for a kind of page, with the guard on its edit form. Make one per page model."""

    edit_view_class = GuardedPageEditView
    revisions_revert_view_class = GuardedPageRevertView
    workflow_action_view_class = TellingWorkflowActionView


class FactGuard:
    """For edit views of rows without drafts."""

    def parts_of(self, stored) -> Sequence[marks.Part]:
        """The formsets and forms that the screen has beside its form, over the stored row."""
        return ()

    def post(self, request, *args, **kwargs):
        with transaction.atomic():
            pk = self.get_object().pk
            self.model._base_manager.select_for_update().filter(pk=pk).first()
            self.object = self.get_object()  # as it is now
            fresh = self._fresh_form()
            changed = marks.changes_since(request.POST, fresh, *self.parts_of(fresh.instance))
            if changed == []:
                return super().post(request, *args, **kwargs)
            self.produced_error_message = told_meanwhile(request, self.object, changed)
            response = self.form_invalid(self.get_form())
            response.status_code = 409
            return response

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        fresh = self._fresh_form()
        marks.put_marks(form, fresh, *self.parts_of(fresh.instance))
        return form

    def _fresh_form(self):
        """The form over the stored row, without what was sent: that would write itself into the row."""
        stored = self.model._base_manager.get(pk=self.object.pk)
        sent = ("data", "files", "instance")
        given = {name: value for name, value in self.get_form_kwargs().items() if name not in sent}
        return self.get_form_class()(**given, instance=stored)


def told_meanwhile(request, row, changed: list[tuple[str, str]] | None) -> str:
    """What the second of two people reads above her own input: who was first, and what stands there now."""
    entries = log_registry.get_logs_for_instance(row).select_related("user")
    opened = marks.opened_at(request.POST)
    last = entries.filter(timestamp__gt=opened).order_by("-timestamp").first() if opened else None
    who = last and user_display_name(last.user)
    message = (
        _("Not saved: %(person)s changed this on %(moment)s, while you were working.")
        % {"person": who, "moment": render_timestamp(last.timestamp)}
        if who
        else _("Not saved: this was changed while you were working.")
    )
    return format_html(
        "{} {} <ul>{}</ul>",
        message,
        _("What you typed still stands below. This stands there now: take over what should stay, and save again."),
        format_html_join("", "<li>{}: {}</li>", changed or []),
    )


class GuardedFactView(FactGuard, EditView):
    """Edits a row without drafts."""


class GuardedRowView(FactGuard, RowEditView):
    """Edits a row that is no snippet."""
