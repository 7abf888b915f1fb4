"""The editing screens of events: what stands on the form, and whose events one may add."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, TitleFieldPanel

from agenda.calendar.permissions import is_own, may_add_anything, subregions_kept_by
from agenda.models import Event, Membership, Organisation
from agenda.models.events import check_subregions
from mra_portal.common.editing import (
    ContentForm,
    EditorialViewSet,
    SeenRowsChooserViewSet,
    both,
    identity,
    with_state,
)
from mra_portal.common.kind_checkboxes import KindCheckboxes
from profiles.permissions import keeps_own_profile


class EventForm(ContentForm):
    """Keeps an event in the subregion of its municipality, and with who may only add events of her own."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        user = self.for_user
        if self.instance.pk is None:
            self.initial.setdefault("checked_on", timezone.localdate())
            if user and not may_add_anything(user):  # without one of these the event would be refused
                own = Organisation.objects.filter(pk__in=Membership.objects.organisations_of(user))
                self.initial.setdefault("subregions", list(subregions_kept_by(user)))
                self.initial.setdefault("organisers", list(own))

    def clean(self):
        cleaned = super().clean()
        organisers, subregions = cleaned.get("organisers") or [], cleaned.get("subregions") or []
        try:
            check_subregions(cleaned.get("municipality"), subregions)
        except ValidationError as wrong:
            self.add_error(None, wrong)
        user = self.for_user
        if user and not may_add_anything(user) and not is_own(user, organisers, subregions):
            self.add_error("organisers", NOT_OWN_OR_NEAR if keeps_own_profile(user) else NOT_OWN)
        return cleaned


NOT_OWN = _(
    "This is not an event of your own organisation. Choose the organisation that you work for as an organiser, or ask "
    "the MRA office to add the event."
)
NOT_OWN_OR_NEAR = _(
    "This is not an event of your own. Choose the organisation that you work for as an organiser, or your own "
    "subregion among the subregions, or ask the MRA office to add the event."
)


class EventViewSet(EditorialViewSet):
    """Who may change which event is for OwnRowsPermissionPolicy to say."""

    model = Event
    icon = "date"
    menu_label = _("Events")
    list_display = with_state("name", "kind", "starts_on", "municipality")
    list_filter = ["kind", "subregions", "is_online"]
    search_fields = ["name", "name_en", "place", "organisers_printed"]
    base_form_class = EventForm
    chooser_viewset_class = SeenRowsChooserViewSet
    panels = [
        MultiFieldPanel(
            [
                TitleFieldPanel("name", targets=["slug"]),
                FieldPanel("name_en"),
                identity("slug"),
                FieldPanel("kind"),
            ],
            heading=_("Name"),
        ),
        both("summary", _("Summary")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_on"), FieldPanel("starts_at")]),
                FieldRowPanel([FieldPanel("ends_on"), FieldPanel("ends_at")]),
                FieldPanel("register_by"),
            ],
            heading=_("When"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("place"),
                FieldPanel("municipality", widget=forms.Select),
                FieldPanel("is_online"),
                FieldPanel("subregions", widget=forms.CheckboxSelectMultiple),
            ],
            heading=_("Where, and for whom"),
        ),
        MultiFieldPanel(
            [FieldPanel("organisers", widget=KindCheckboxes), FieldPanel("organisers_printed")],
            heading=_("Organisers"),
        ),
        FieldPanel("url"),
        FieldPanel("sectors", widget=forms.CheckboxSelectMultiple),
        FieldPanel("lines", widget=forms.CheckboxSelectMultiple),
        both("cancelled_because", _("Called off")),
        MultiFieldPanel([FieldPanel("source"), FieldPanel("checked_on")], heading=_("Where it comes from")),
    ]

    def get_queryset(self, request):
        return Event.objects.for_listing()
