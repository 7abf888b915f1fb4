"""What the editing screens of rows share: the panels, the form and the screens for texts and for facts."""

from functools import reduce
from operator import or_

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.forms import ModelChoiceField, Select
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.forms.choosers import BaseFilterForm, SearchFilterMixin
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, extract_panel_definitions_from_model_class
from wagtail.admin.ui.tables import LiveStatusTagColumn, UpdatedAtColumn
from wagtail.permissions import policy_registry
from wagtail.snippets.views import snippets
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetChosenMultipleView,
    SnippetChosenView,
)
from wagtail.snippets.views.snippets import IndexView, InspectView, SnippetViewSet

from mra_portal.common.choice_list import ChoiceListField
from mra_portal.common.conflicts import GuardedEditView, GuardedFactView


def both(name: str, heading) -> MultiFieldPanel:
    """The Dutch and the English text of one thing, under each other."""
    return MultiFieldPanel([FieldPanel(f"{name}_nl"), FieldPanel(f"{name}_en")], heading=heading)


def identity(name: str) -> FieldPanel:
    """A part of the public address: wanted from the first draft on, because two rows cannot share an empty one."""
    return FieldPanel(name, required_on_save=True)


class ContentForm(WagtailAdminModelForm):
    """The parts of a public address can be chosen until the row is public, and never changed after that."""

    fixed_once_public = ("slug", "accelerator", "letter", "number")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        row = self.instance
        if row.pk and (getattr(row, "live", True) or row.first_published_at):
            for name in self.fixed_once_public:
                if name in self.fields:
                    self._fix(self.fields[name])

    def _fix(self, field):
        if isinstance(field, ModelChoiceField):  # the chooser would still offer another choice
            field.widget = Select(choices=field.choices)
        field.disabled = True
        field.help_text = _("Fixed: links, bookmarks and open data point here.")


class RowGuard:
    """For views of one row: asks for the right on this very row, where Wagtail asks for it on any row (wagtail#13314).

    It matters where the permission policy of a model tells one row from another.
    """

    guarded_right = "change"

    def dispatch(self, request, *args, **kwargs):
        rows = policy_registry.get_by_type(self.model).instances_user_has_permission_for(
            request.user, self.guarded_right
        )
        if not rows.filter(pk=unquote(str(kwargs["pk"]))).exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


def guarded(view_class: type, right: str = "change") -> type:
    """The same view behind a RowGuard."""
    return type(view_class.__name__, (RowGuard, view_class), {"guarded_right": right})


class OwnRowsIndexView(IndexView):
    """Lists every row that the visitor may look at, and offers to edit those that the visitor may change."""

    @cached_property
    def changeable(self) -> set[int]:
        rows = self.permission_policy.instances_user_has_permission_for(self.request.user, "change")
        return {*rows.values_list("pk", flat=True)}

    def get_edit_url(self, instance):
        return super().get_edit_url(instance) if instance.pk in self.changeable else None


class PublishedInspectView(InspectView):
    """Shows what is public, under its public name: who may only look sees no draft, not even its title."""

    def get_page_subtitle(self):
        return str(self.object)

    def get_edit_url(self):
        return super().get_edit_url() if self.user_has_permission_for_instance("change", self.object) else None

    def get_field_display_value(self, field_name, field):
        """Words of a vocabulary by their names."""
        value = super().get_field_display_value(field_name, field)
        if not isinstance(field, ChoiceListField):
            return value
        names = dict(field.vocabulary.choices)
        return ", ".join(str(names.get(word, word)) for word in value) or "-"


class NameSearchForm(SearchFilterMixin, BaseFilterForm):
    """Searches a chooser by any part of the fields that the list searches, as an editor types it.

    The search of the public site knows whole words only, in the form its analyser gives them.
    """

    def filter(self, objects):
        words = self.cleaned_data.get("q")
        if not words:
            return objects
        self.is_searching, self.search_query = True, words
        fields = objects.model.snippet_viewset.search_fields
        return objects.filter(reduce(or_, (Q(**{f"{field}__icontains": words}) for field in fields)))


class _ChooseView(ChooseView):
    filter_form_class = NameSearchForm


class _ChooseResultsView(ChooseResultsView):
    filter_form_class = NameSearchForm


class ContentChooserViewSet(SnippetChooserViewSet):
    choose_view_class = _ChooseView
    choose_results_view_class = _ChooseResultsView


class _SeenRows:
    def _seen(self, rows):
        policy = policy_registry.get_by_type(rows.model)
        seen = policy.instances_user_has_any_permission_for(self.request.user, ["view", "change"])
        return rows.filter(pk__in=seen.values("pk"))

    def get_object_list(self):
        return self._seen(super().get_object_list())

    def get_object(self, pk):
        return self._seen(self.model_class._default_manager.all()).get(pk=pk)

    def get_objects(self, pks):
        return self._seen(super().get_objects(pks))


class SeenRowsChooserViewSet(ContentChooserViewSet):
    """A chooser of rows with owners (agenda.own_rows): offers those that the person may see in the list."""

    choose_view_class = type("ChooseView", (_SeenRows, _ChooseView), {})
    choose_results_view_class = type("ResultsView", (_SeenRows, _ChooseResultsView), {})
    chosen_view_class = type("ChosenView", (_SeenRows, SnippetChosenView), {})
    chosen_multiple_view_class = type("ChosenMultipleView", (_SeenRows, SnippetChosenMultipleView), {})


class FactViewSet(SnippetViewSet):
    """Screens for rows without drafts: list, look, edit. Copying is off: a copy has no address of its own."""

    edit_view_class = GuardedFactView
    inspect_view_enabled = True
    copy_view_enabled = False
    search_backend_name = None  # search by any part of `search_fields`
    search_fields = ["name"]
    chooser_viewset_class = ContentChooserViewSet
    base_form_class = ContentForm

    def get_edit_handler(self):
        panels = getattr(self, "panels", None) or extract_panel_definitions_from_model_class(self.model)
        return ObjectList(panels, base_form_class=self.base_form_class).bind_to_model(self.model)


def with_state(*columns: str) -> list:
    """The columns of a list of texts, followed by what an editor looks for: is it public, when was it saved."""
    return [*columns, LiveStatusTagColumn(), UpdatedAtColumn()]


class EditorialViewSet(FactViewSet):
    """Screens for an EditorialRow: drafts, no silent overwriting, an address that stays. Set `panels`.

    Every view of one row asks for the right on that row; looking (`inspect`) is for everyone who sees the list.
    """

    index_view_class = OwnRowsIndexView
    inspect_view_class = PublishedInspectView
    edit_view_class = guarded(GuardedEditView)
    delete_view_class = guarded(snippets.DeleteView, "delete")
    usage_view_class = guarded(snippets.UsageView)
    history_view_class = guarded(snippets.HistoryView)
    revisions_view_class = guarded(snippets.PreviewRevisionView)
    revisions_compare_view_class = guarded(snippets.RevisionsCompareView)
    revisions_unschedule_view_class = guarded(snippets.RevisionsUnscheduleView, "publish")
    unpublish_view_class = guarded(snippets.UnpublishView, "publish")
    preview_on_edit_view_class = guarded(snippets.PreviewOnEditView)
    lock_view_class = guarded(snippets.LockView, "lock")
    unlock_view_class = guarded(snippets.UnlockView, "unlock")
    workflow_action_view_class = guarded(snippets.WorkflowActionView)
    collect_workflow_action_data_view_class = guarded(snippets.CollectWorkflowActionDataView)
    confirm_workflow_cancellation_view_class = guarded(snippets.ConfirmWorkflowCancellationView)
    workflow_preview_view_class = guarded(snippets.WorkflowPreviewView)
    workflow_history_view_class = guarded(snippets.WorkflowHistoryView)
    workflow_history_detail_view_class = guarded(snippets.WorkflowHistoryDetailView)
