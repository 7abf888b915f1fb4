"""The texts of cross-pollinations on a form, for the MRA office. What owners say goes over their desk (desk.py)."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel

from mra_portal.common.editing import FactViewSet, both
from profiles.models import CrossPollination


class CrossPollinationViewSet(FactViewSet):
    model = CrossPollination
    icon = "group"
    list_display = ["topic_nl", "parties", "get_state_display"]
    list_filter = ["first", "second", "state"]
    search_fields = ["topic_nl", "topic_en", "outside"]
    panels = [
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("first"), FieldPanel("second")]), FieldPanel("outside")], heading=_("Owners")
        ),
        both("topic", _("Topic")),
        FieldPanel("slug"),
        FieldPanel("sectors", widget=forms.CheckboxSelectMultiple),
        MultiFieldPanel(
            [FieldPanel("note_nl"), FieldPanel("note_en"), FieldPanel("is_marked")], heading=_("How we read it")
        ),
        InlinePanel(
            "places",
            panels=[FieldPanel("hotspot"), FieldPanel("source")],
            heading=_("Places"),
            label=_("place"),
        ),
        InlinePanel(
            "action_lines",
            panels=[FieldPanel("action_line"), FieldPanel("source")],
            heading=_("Action lines"),
            label=_("action line"),
        ),
        FieldPanel("source"),
    ]
