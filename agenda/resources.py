"""The tables of the action agenda, as CSV columns."""

from django.core.exceptions import ValidationError
from django.db.models import CharField, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from import_export import fields

from agenda.models import Accelerator, ActionLine, ActionLineParty, Event, Milestone, MilestoneChange, Organisation
from agenda.models.events import check_subregions
from agenda.operations import next_milestone_change
from agenda.reporting import active_parties
from mra_portal.common.content.resources import (
    ContentResource,
    DayWidget,
    flag_column,
    slug_column,
    slug_list_column,
    text_column,
)
from profiles.models import Municipality, Sector, Subregion


class AcceleratorResource(ContentResource):
    class Meta(ContentResource.Meta):
        model = Accelerator
        fields = [
            "slug",
            "number",
            "name",
            "name_en",
            "target_picture_nl",
            "target_picture_en",
            "government_role_nl",
            "government_role_en",
            "source",
        ]


class OrganisationResource(ContentResource):
    subregion = slug_column("subregion", Subregion)
    serves = slug_list_column("serves", Subregion)

    class Meta(ContentResource.Meta):
        model = Organisation
        fields = [
            "slug",
            "name",
            "abbreviation",
            "kind",
            "subregion",
            "serves",
            "url",
            "summary_nl",
            "summary_en",
            "source",
        ]


class ActionLineResource(ContentResource):
    accelerator = slug_column("accelerator", Accelerator)
    title = text_column("title", "official_title")

    class Meta(ContentResource.Meta):
        model = ActionLine
        fields = [
            "slug",
            "accelerator",
            "letter",
            "title",
            "title_en",
            "title_summary",
            "title_chapter4",
            "summary_nl",
            "summary_en",
            "agreements_nl",
            "agreements_en",
            "initiators_printed",
            "partners_printed",
            "priority",
            "source_page",
            "source",
        ]


class ActionLinePartyResource(ContentResource):
    action_line = slug_column("action_line", ActionLine)
    organisation = slug_column("organisation", Organisation)
    is_interpretation = flag_column("is_interpretation")

    class Meta(ContentResource.Meta):
        model = ActionLineParty
        import_id_fields = ["action_line", "organisation", "role"]
        fields = [
            "action_line",
            "organisation",
            "role",
            "position",
            "printed",
            "is_interpretation",
            "note_nl",
            "note_en",
        ]


class EventResource(ContentResource):
    municipality = slug_column("municipality", Municipality)
    is_online = flag_column("is_online")
    organisers = slug_list_column("organisers", Organisation)
    subregions = slug_list_column("subregions", Subregion)
    sectors = slug_list_column("sectors", Sector)
    lines = slug_list_column("lines", ActionLine)

    class Meta(ContentResource.Meta):
        model = Event
        fields = [
            "slug",
            "name",
            "name_en",
            "kind",
            "starts_on",
            "starts_at",
            "ends_on",
            "ends_at",
            "place",
            "municipality",
            "is_online",
            "organisers",
            "organisers_printed",
            "subregions",
            "sectors",
            "lines",
            "summary_nl",
            "summary_en",
            "url",
            "register_by",
            "cancelled_because_nl",
            "cancelled_because_en",
            "source",
            "checked_on",
        ]

    def import_instance(self, instance, row, **kwargs):
        """Lists come after the row itself, so what ties the two is checked here."""
        super().import_instance(instance, row, **kwargs)
        column = self.fields["subregions"]
        asked = column.column_name in row
        check_subregions(instance.municipality, column.clean(row) if asked else instance.subregions.all())


class MilestoneResource(ContentResource):
    """Milestones with their newest change. A row with another day adds a change; what was recorded stays."""

    action_line = slug_column("action_line", ActionLine)
    planned_on = fields.Field(column_name="planned_on", attribute="planned_on", widget=DayWidget())
    done_on = fields.Field(column_name="done_on", attribute="done_on", widget=DayWidget())
    is_dropped = flag_column("is_dropped")
    reason_nl = text_column("reason_nl", "reason_nl")
    recorded_by = text_column("recorded_by", "recorded_by")

    class Meta(ContentResource.Meta):
        model = Milestone
        fields = [
            "slug",
            "action_line",
            "title_nl",
            "title_en",
            "planned_on",
            "done_on",
            "is_dropped",
            "reason_nl",
            "recorded_by",
            "source",
        ]

    def get_queryset(self):
        return _with_newest_change(super().get_queryset())

    def filter_export(self, queryset, **kwargs):
        return super().filter_export(_with_newest_change(queryset), **kwargs)

    def init_instance(self, row=None):
        milestone = super().init_instance(row)
        milestone.planned_on = milestone.done_on = None
        milestone.is_dropped = False
        milestone.reason_nl = milestone.recorded_by = ""
        return milestone

    def before_save_instance(self, instance, row, **kwargs):
        super().before_save_instance(instance, row, **kwargs)
        before = instance.changes.order_by("-recorded_at", "-pk").first() if instance.pk else None
        instance.new_change = _change_of(instance, before)

    def after_save_instance(self, instance, row, **kwargs):
        super().after_save_instance(instance, row, **kwargs)
        if instance.new_change is not None:
            instance.new_change.milestone, instance.new_change.author = instance, kwargs.get("user")
            instance.new_change.save()


def _with_newest_change(milestones):
    newest = MilestoneChange.objects.filter(milestone=OuterRef("pk")).order_by("-recorded_at", "-pk")
    told = {"reason_nl": "reason_nl", "recorded_by": "organisation__slug"}
    return milestones.with_current_state().annotate(
        **{
            name: Coalesce(Subquery(newest.values(of)[:1], output_field=CharField()), Value(""))
            for name, of in told.items()
        }
    )


def _change_of(milestone: Milestone, before: MilestoneChange | None) -> MilestoneChange | None:
    """What this row says that the newest change does not; None when it says the same. Raises ValidationError."""
    told = milestone.planned_on, milestone.done_on, milestone.is_dropped
    if told == ((before.planned_on, before.done_on, before.is_dropped) if before else (None, None, False)):
        known = (before.reason_nl, before.organisation.slug) if before else ("", "")
        if (milestone.reason_nl, milestone.recorded_by) != known:
            raise ValidationError({"reason_nl": _("What was recorded stays. Give a new day with a new reason.")})
        return None
    if before and before.closes:  # by a file that is older than that, it would come back unseen
        raise ValidationError(_("This milestone was reached or dropped. Open it again on the page of its line first."))
    is_new_reason = milestone.reason_nl != (before.reason_nl if before else "")
    reason = milestone.reason_nl if is_new_reason else ""
    planned_on, done_on, is_dropped = told
    change = next_milestone_change(
        before,
        planned_on=planned_on,
        done_on=done_on,
        is_dropped=is_dropped,
        reason_nl=reason,
        today=timezone.localdate(),
    )
    initiators = active_parties().filter(action_line=milestone.action_line_id, role=ActionLineParty.Role.INITIATOR)
    party = initiators.filter(organisation__slug=milestone.recorded_by).select_related("organisation").first()
    if party is None:
        raise ValidationError({"recorded_by": _("Give the slug of an organisation that initiates this line.")})
    change.organisation = party.organisation
    return change
