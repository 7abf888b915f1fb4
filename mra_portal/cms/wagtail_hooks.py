"""The glossary in the editing screens."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from mra_portal.cms.models import Term


class TermViewSet(SnippetViewSet):
    model = Term
    icon = "help"
    menu_label = _("Terms")
    menu_order = 300
    add_to_admin_menu = True
    list_display = ["name", "name_en"]
    inspect_view_enabled = True
    copy_view_enabled = False
    panels = [
        FieldRowPanel([TitleFieldPanel("name", targets=["slug"]), FieldPanel("name_en")]),
        FieldPanel("slug"),
        MultiFieldPanel([FieldPanel("definition_nl"), FieldPanel("definition_en")], heading=_("Definition")),
        FieldPanel("variants"),
        FieldPanel("source"),
    ]


register_snippet(TermViewSet)
