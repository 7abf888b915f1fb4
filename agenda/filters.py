"""What can be asked of action lines and organisations; the names are promised in interface.md."""

from django.utils.translation import gettext_lazy as _

from agenda.models import Accelerator, ActionLine, ActionLineParty, Organisation, Priority, Status
from mra_portal.common.filters import CatalogueFilterSet, FacetFilter, SortFilter
from profiles.models import Subregion

Role = ActionLineParty.Role


def _accelerators():
    return [(row.slug, f"{row.number}. {row.title}") for row in Accelerator.objects.published()]


def _subregions():
    return Subregion.objects.values_list("slug", "name")


def _parties(role):
    def options():
        return Organisation.objects.published().with_role(role).values_list("slug", "name")

    return options


class ActionLineFilterSet(CatalogueFilterSet):
    versneller = FacetFilter(
        options=_accelerators,
        counted="accelerator__slug",
        label=_("Accelerator"),
    )
    status = FacetFilter(
        options=lambda: Status.choices,
        counted="current_status",
        countable=lambda rows: rows.with_current_status(),
        label=_("Status"),
    )
    deelregio = FacetFilter(
        options=_subregions,
        counted="parties__organisation__subregion__slug",
        countable=lambda rows: rows.with_party_taking_part(),
        label=_("Subregion"),
    )
    initiator = FacetFilter(
        options=_parties(Role.INITIATOR),
        counted="parties__organisation__slug",
        countable=lambda rows: rows.with_party_taking_part(role=Role.INITIATOR),
        collapsible=True,
        label=_("Initiator"),
    )
    partner = FacetFilter(
        options=_parties(Role.PARTNER),
        counted="parties__organisation__slug",
        countable=lambda rows: rows.with_party_taking_part(role=Role.PARTNER),
        collapsible=True,
        label=_("Partner"),
    )
    prioriteit = FacetFilter(
        options=lambda: [(value or "onbekend", label) for value, label in Priority.choices],
        counted="priority_slug",
        countable=lambda rows: rows.with_priority_slug(),
        collapsible=True,
        label=_("Priority"),
    )
    sorteer = SortFilter(
        orders={
            "nummer": (_("number"), lambda rows: rows.in_printed_order()),
            "titel": (_("title"), lambda rows: rows.by_title()),
            "gemeld": (_("last reported"), lambda rows: rows.by_last_report()),
        }
    )

    class Meta:
        model = ActionLine
        fields = []

    @classmethod
    def rows_at(cls, moment):
        return ActionLine.objects.published()


class OrganisationFilterSet(CatalogueFilterSet):
    soort = FacetFilter(options=lambda: Organisation.Kind.choices, counted="kind", label=_("Kind"))
    rol = FacetFilter(
        options=lambda: [("initiator", _("initiator")), ("partner", _("partner"))],
        counted="parties__role",
        countable=lambda rows: rows.with_party_taking_part(),
        label=_("Role on an action line"),
    )
    deelregio = FacetFilter(options=_subregions, counted="subregion__slug", label=_("Subregion"))
    sorteer = SortFilter(
        orders={
            "naam": (_("name"), lambda rows: rows.by_name()),
            "rollen": (_("most roles"), lambda rows: rows.by_roles()),
        }
    )

    class Meta:
        model = Organisation
        fields = []

    @classmethod
    def rows_at(cls, moment):
        return Organisation.objects.published()
