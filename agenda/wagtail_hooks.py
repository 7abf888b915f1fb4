"""The action agenda in the editing screens."""

from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import DeleteView
from wagtail.admin.views.home import WorkflowObjectsToModeratePanel
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from agenda.calendar.editing import EventViewSet
from agenda.calendar.permissions import events_of
from agenda.models import Accelerator, ActionLine, ActionLineParty, Event, Membership, Organisation, UpdateProposal
from agenda.own_rows import CHANGE, OwnRowsPermissionPolicy
from agenda.reporting import lines_to_report, may_report_on_all
from agenda.views.line_desk import LineDesk
from agenda.views.maintenance import Maintenance, RoleStates
from agenda.views.reporting import ConfirmView, CorrectView, DecideView, ProposeView, ReportView, my_lines
from agenda.views.status_sheets import StatusSheet, StatusSheetFile
from mra_portal.common.conflicts import GuardedRowView
from mra_portal.common.editing import EditorialViewSet, FactViewSet, both, identity, with_state

# Before anything asks for the rights on events. People also add events, of their own.
register_permission_policy(Event, OwnRowsPermissionPolicy(Event, events_of, (CHANGE, "add")))


class AcceleratorViewSet(EditorialViewSet):
    model = Accelerator
    icon = "pick"
    menu_label = _("Accelerators")
    list_display = with_state("number", "name")
    search_fields = ["name", "name_en"]
    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("name_en")]),
        both("target_picture", _("Target picture")),
        both("government_role", _("Role of government")),
        FieldPanel("source"),
        MultiFieldPanel([FieldRowPanel([identity("number"), identity("slug")])], heading=_("Public address")),
    ]


class ActionLineViewSet(EditorialViewSet):
    model = ActionLine
    icon = "list-ul"
    menu_label = _("Action lines")
    list_display = with_state("slug", "official_title", "accelerator")
    search_fields = ["slug", "official_title", "title_en"]
    list_filter = ["accelerator"]
    panels = [
        MultiFieldPanel(
            [
                FieldPanel("official_title"),
                FieldPanel("title_en"),
                FieldPanel("title_summary", help_text=_("Only where it differs from the official title.")),
                FieldPanel("title_chapter4", help_text=_("Only where it differs from the official title.")),
            ],
            heading=_("Titles"),
        ),
        both("summary", _("Summary")),
        both("agreements", _("What was agreed")),
        MultiFieldPanel([FieldPanel("initiators_printed"), FieldPanel("partners_printed")], heading=_("As printed")),
        FieldPanel("priority"),
        FieldRowPanel([FieldPanel("source_page"), FieldPanel("source")]),
        MultiFieldPanel(
            [FieldRowPanel([identity("slug"), identity("accelerator"), identity("letter")])],
            heading=_("Public address"),
        ),
    ]


class ActionLinePartyViewSet(FactViewSet):
    model = ActionLineParty
    icon = "group"
    menu_label = _("Roles on action lines")
    list_display = ["action_line", "role", "organisation", "printed"]
    search_fields = ["printed", "organisation__name", "action_line__official_title"]
    list_filter = ["role", "action_line", "organisation"]


class OrganisationViewSet(EditorialViewSet):
    model = Organisation
    icon = "home"
    menu_label = _("Organisations")
    list_display = with_state("name", "kind", "subregion")
    search_fields = ["name", "abbreviation"]
    list_filter = ["kind", "subregion"]
    panels = [
        TitleFieldPanel("name", targets=["slug"]),
        identity("slug"),
        FieldRowPanel([FieldPanel("abbreviation"), FieldPanel("kind"), FieldPanel("subregion")]),
        FieldPanel("url"),
        both("summary", _("Summary")),
        FieldPanel("source"),
    ]


class MembershipDeleteView(DeleteView):
    """Says what it ends. Nothing refers to a membership, so there is no list of where it is used."""

    def get_usage_url(self):
        return None

    @property
    def confirmation_message(self):
        return _(
            "Are you sure? From then on %(person)s can report and edit nothing on behalf of %(organisation)s. "
            "What was reported stays."
        ) % {"person": self.object.user, "organisation": self.object.organisation}


class MembershipViewSet(ModelViewSet):
    """Who works for whom. Not a snippet: a chooser and the bulk actions would show it to all who may enter."""

    model = Membership
    edit_view_class = GuardedRowView
    delete_view_class = MembershipDeleteView
    name = "memberships"
    icon = "user"
    menu_label = _("Memberships")
    form_fields = ["user", "organisation", "is_coordinator"]
    list_display = [
        "user",
        "organisation",
        Column(
            "is_coordinator", label=_("Coordinator"), accessor=lambda row: _("yes") if row.is_coordinator else _("no")
        ),
    ]
    search_fields = ["user__email", "organisation__name"]
    search_backend_name = None
    list_filter = ["organisation"]
    copy_view_enabled = False
    add_to_reference_index = False


class AgendaGroup(SnippetViewSetGroup):
    items = (
        AcceleratorViewSet,
        ActionLineViewSet,
        ActionLinePartyViewSet,
        OrganisationViewSet,
        EventViewSet,
        MembershipViewSet,
    )
    menu_label = _("Agenda")
    menu_icon = "list-ul"
    menu_order = 150


register_snippet(AgendaGroup)


@hooks.register("register_admin_urls")
def reporting_urls():
    return [
        path("actielijnen/status/", StatusSheet.as_view(), name="status_sheet"),
        path("actielijnen/onderhoud/", Maintenance.as_view(), name="maintenance"),
        path("actielijnen/<slug:slug>/rollen/", RoleStates.as_view(), name="role_states"),
        path("actielijnen/<slug:slug>/", LineDesk.as_view(), name="line_desk"),
        path("actielijnen/<slug:slug>/melden/", ReportView.as_view(), name="report"),
        path("actielijnen/<slug:slug>/verbeteren/", CorrectView.as_view(), name="correct_report"),
        path("actielijnen/<slug:slug>/klopt-nog/", ConfirmView.as_view(), name="confirm_status"),
        path("actielijnen/<slug:slug>/voorstellen/", ProposeView.as_view(), name="propose"),
        path("actielijnen/status.<str:form>", StatusSheetFile.as_view(), name="status_sheet_file"),
        path("voorstellen/<int:pk>/", DecideView.as_view(), name="decide_proposal"),
    ]


class MyLinesPanel(Component):
    """The first thing a civil servant sees: her lines, and what partners propose for them."""

    name = "my_lines"
    template_name = "agenda/beheer/my_lines.html"
    order = 7

    def get_context_data(self, parent_context):
        request = parent_context["request"]
        lines = lines_to_report(request.user)
        proposals = UpdateProposal.objects.waiting().filter(action_line__in=lines)
        rows = my_lines(request.user)
        return {
            "rows": rows,
            "may_report": any(row["may_report"] for row in rows),
            "proposals": proposals.select_related("action_line", "organisation"),
            "csrf_token": parent_context.get("csrf_token"),
        }


@hooks.register("construct_homepage_panels")
def show_my_lines(request, panels):
    if request.user.memberships.exists() or request.user.has_perm("agenda.add_statusupdate"):
        panels.insert(0, MyLinesPanel())
    for panel in panels:
        if isinstance(panel, WorkflowObjectsToModeratePanel):
            panel.order = 5  # somebody waits for it


class MaintenanceMenuItem(MenuItem):
    def is_shown(self, request):
        return may_report_on_all(request.user)


@hooks.register("register_admin_menu_item")
def maintenance_menu_item():
    return MaintenanceMenuItem(
        Maintenance.page_title, reverse_lazy("maintenance"), name="maintenance", icon_name="clipboard-list", order=155
    )
