"""The editing screens of places and stations: what stands on the forms."""

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, Panel, TitleFieldPanel
from wagtail.permissions import policy_registry

from hotspots.geography import Point, looks_swapped
from hotspots.models import Hotspot, HotspotLink, Station
from hotspots.models.vocabulary import LinkKind
from hotspots.point_panels import OfferedPanel, PickPointPanel
from hotspots.point_rules import SWAPPED
from mra_portal.common.editing import (
    ContentForm,
    EditorialViewSet,
    FactViewSet,
    SeenRowsChooserViewSet,
    both,
    identity,
    with_state,
)
from mra_portal.common.kind_checkboxes import KindCheckboxes


class HotspotForm(ContentForm):
    """Offers to swap latitude and longitude when they came the wrong way round."""

    swap_point = forms.BooleanField(
        label=_("Swap latitude and longitude"), required=False, help_text=_("Tick this and save again.")
    )

    @property
    def offered(self) -> set[str]:
        """The fields that are offered only after something went wrong."""
        asked = self.is_bound and self.add_prefix("swap_point") in self.data
        return {"swap_point"} if asked or (self.is_bound and self.has_error("latitude", SWAPPED)) else set()

    def clean(self):
        cleaned = super().clean()
        latitude, longitude = cleaned.get("latitude"), cleaned.get("longitude")
        is_asked = cleaned.get("swap_point") and None not in (latitude, longitude)
        if is_asked and looks_swapped(Point(float(latitude), float(longitude))):
            cleaned |= {"latitude": longitude, "longitude": latitude}
        return cleaned


class LinksPanel(Panel):
    """The links of a place as seen from it. They are rows of their own; here one gets to them, and adds one."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "hotspots/admin/links.html"

        def is_shown(self):
            return self.instance.pk is not None

        def get_context_data(self, parent_context=None):
            policy, user = policy_registry.get_by_type(HotspotLink), self.request.user
            changeable = {*policy.instances_user_has_permission_for(user, "change").values_list("pk", flat=True)}
            links = HotspotLink.objects.of(self.instance).with_ends().order_by("kind", "slug")
            add = reverse(HotspotLink.snippet_viewset.get_url_name("add"))
            may_add = policy.user_has_permission(user, "add")
            return {
                **super().get_context_data(parent_context),
                "rows": [
                    {
                        "link": link,
                        "kind": kind_seen_from(link, self.instance),
                        "other": link.other_end(self.instance),
                        "edit_url": reverse(HotspotLink.snippet_viewset.get_url_name("edit"), args=[link.pk])
                        if link.pk in changeable
                        else "",
                    }
                    for link in links
                ],
                "add_from_url": f"{add}?from_hotspot={self.instance.pk}" if may_add else "",
                "add_to_url": f"{add}?to_hotspot={self.instance.pk}" if may_add else "",
            }


def kind_seen_from(link: HotspotLink, place: Hotspot) -> str:
    """What the other end is to this place; only a succession differs from side to side."""
    if link.kind != LinkKind.NEXT_PLACE:
        return link.get_kind_display()
    return _("Next place after this one") if link.start == place else _("This is the next place after")


OFFER_PANELS = [
    FieldRowPanel([FieldPanel("kind"), FieldPanel("is_there")]),
    FieldPanel("text_nl"),
    FieldPanel("text_en"),
    FieldRowPanel([FieldPanel("price_nl"), FieldPanel("price_en")]),
    FieldPanel("source"),
]
REACH_PANELS = [FieldPanel("kind"), FieldPanel("text_nl"), FieldPanel("text_en"), FieldPanel("source")]
HOTSPOT_PANELS = [
    MultiFieldPanel(
        [
            TitleFieldPanel("name", targets=["slug"]),
            identity("slug"),
            FieldRowPanel([FieldPanel("kind"), FieldPanel("stage")]),
        ],
        heading=_("Name"),
    ),
    both("summary", _("Summary")),
    MultiFieldPanel(
        [
            FieldRowPanel(
                [FieldPanel("subregion", widget=forms.Select), FieldPanel("municipality", widget=forms.Select)]
            ),
            FieldPanel("address"),
            FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
            OfferedPanel("swap_point"),
            PickPointPanel(),
            FieldPanel("lies_outside"),
            FieldPanel("point_note_nl"),
            FieldPanel("point_note_en"),
        ],
        heading=_("Where it is"),
    ),
    MultiFieldPanel(
        [FieldPanel("sectors", widget=forms.CheckboxSelectMultiple), FieldPanel("phases")],
        heading=_("For whom"),
    ),
    InlinePanel("offers", panels=OFFER_PANELS, heading=_("What is on offer"), label=_("thing on offer")),
    both("admission", _("Who may come in")),
    MultiFieldPanel(
        [
            FieldPanel("hosts", widget=KindCheckboxes),
            FieldPanel("partners", widget=KindCheckboxes),
            FieldPanel("partners_printed"),
        ],
        heading=_("Hosts and partners"),
    ),
    LinksPanel(heading=_("Links in the network")),
    InlinePanel("reach_notes", panels=REACH_PANELS, heading=_("Reachability"), label=_("note on reachability")),
    FieldPanel("action_lines", widget=forms.CheckboxSelectMultiple),
    FieldPanel("url"),
    MultiFieldPanel(
        [
            FieldPanel("source"),
            FieldRowPanel([FieldPanel("checked_on"), FieldPanel("confidence")]),
            FieldPanel("uncertainty_nl"),
            FieldPanel("uncertainty_en"),
        ],
        heading=_("How sure we are"),
    ),
]


class HotspotViewSet(EditorialViewSet):
    """Who may change which place is for OwnRowsPermissionPolicy to say."""

    model = Hotspot
    icon = "site"
    menu_label = _("Hotspots")
    list_display = with_state("name", "kind", "stage", "municipality")
    list_filter = ["kind", "stage", "subregion", "confidence", "lies_outside"]
    search_fields = ["name", "address", "partners_printed"]
    panels = HOTSPOT_PANELS
    base_form_class = HotspotForm
    chooser_viewset_class = SeenRowsChooserViewSet

    def get_queryset(self, request):
        return Hotspot.objects.for_listing()


class StationViewSet(FactViewSet):
    model = Station
    icon = "map"
    menu_label = pgettext_lazy("menu", "Stations and stops")
    list_display = ["name", "kind", "municipality", "confidence"]
    list_filter = ["kind", "municipality"]
    panels = [
        TitleFieldPanel("name", targets=["slug"]),
        identity("slug"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("municipality", widget=forms.Select)]),
        FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
        FieldPanel("confidence"),
        FieldPanel("source"),
    ]

    def get_queryset(self, request):
        return Station.objects.select_related("municipality")
