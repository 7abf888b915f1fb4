"""The editing screens of links: a link is one row, whichever of its ends it is edited from."""

from django.forms import Select
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.permissions import policy_registry
from wagtail.snippets.views.snippets import CreateView

from hotspots.models import Hotspot, HotspotLink
from hotspots.models.links import DOUBLED
from hotspots.permissions import may_tie_anything, places_of
from mra_portal.common.editing import ContentForm, EditorialViewSet, SeenRowsChooserViewSet, identity, with_state


class LinkForm(ContentForm):
    """Leads to the link that is there already, and keeps a link of a host at one of its own places."""

    def clean(self):
        cleaned = super().clean()
        if self.for_user and not may_tie_anything(self.for_user):
            ends = [end.pk for name in ("from_hotspot", "to_hotspot") if (end := cleaned.get(name))]
            if not places_of(self.for_user).filter(pk__in=ends).exists():
                self.add_error("from_hotspot", _("One of the two ends is a place of your own organisation."))
        return cleaned

    def _post_clean(self):
        super()._post_clean()
        for name in self.fields:
            if self.has_error(name, DOUBLED):
                self.errors[name].append(self._way_to(self.instance.twin()))

    def _way_to(self, twin: HotspotLink) -> str:
        policy = policy_registry.get_by_type(HotspotLink)
        may_edit = self.for_user and policy.user_has_permission_for_instance(self.for_user, "change", twin)
        address = reverse(HotspotLink.snippet_viewset.get_url_name("edit" if may_edit else "inspect"), args=[twin.pk])
        words = _("Edit that link") if may_edit else _("Look at that link")
        return format_html('<a href="{}">{}</a>', address, words)


class LinkCreateView(CreateView):
    """Comes with one end filled in when it is opened from a place (`from_hotspot` or `to_hotspot`)."""

    def get_initial_form_instance(self):
        link = super().get_initial_form_instance() or self.model()
        for name in ("from_hotspot", "to_hotspot"):
            asked = self.request.GET.get(name, "")
            if asked.isascii() and asked.isdigit() and len(asked) < 10:
                setattr(link, name, Hotspot.objects.filter(pk=asked).first())
        return link


def _end(side: str, heading) -> MultiFieldPanel:
    return MultiFieldPanel(
        [
            FieldPanel(f"{side}_hotspot"),
            FieldPanel(f"{side}_subregion", widget=Select),
            FieldPanel(f"{side}_organisation"),
        ],
        heading=heading,
        help_text=_("Choose one: a place, a subregion or an organisation."),
    )


class HotspotLinkViewSet(EditorialViewSet):
    """Who may change which link is for OwnRowsPermissionPolicy to say."""

    model = HotspotLink
    icon = "link"
    menu_label = _("Links in the network")
    list_display = with_state("__str__", "kind", "topic_nl")
    list_filter = ["kind"]
    search_fields = ["slug", "topic_nl", "from_hotspot__name", "to_hotspot__name"]
    base_form_class = LinkForm
    add_view_class = LinkCreateView
    chooser_viewset_class = SeenRowsChooserViewSet
    panels = [
        FieldPanel("kind", help_text=_("Only “next place after” has a direction: from the first end to the second.")),
        _end("from", _("From")),
        _end("to", _("To")),
        MultiFieldPanel(
            [TitleFieldPanel("topic_nl", targets=["slug"]), FieldPanel("topic_en"), identity("slug")],
            heading=_("Topic"),
        ),
        FieldRowPanel([FieldPanel("stated_by"), FieldPanel("source")]),
    ]

    def get_queryset(self, request):
        return HotspotLink.objects.with_ends()
