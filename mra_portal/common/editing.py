"""What the editing screens of rows share: the panels, the form and the screens for texts and for facts."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, extract_panel_definitions_from_model_class
from wagtail.snippets.views.snippets import InspectView, SnippetViewSet

from mra_portal.common.conflicts import GuardedEditView


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
                    self.fields[name].disabled = True
                    self.fields[name].help_text = _("Fixed: links, bookmarks and open data point here.")


class PublishedInspectView(InspectView):
    """Shows what is public, under its public name: who may only look sees no draft, not even its title."""

    def get_page_subtitle(self):
        return str(self.object)


class FactViewSet(SnippetViewSet):
    """Screens for rows without drafts: list, look, edit. Copying is off: a copy has no address of its own."""

    inspect_view_enabled = True
    copy_view_enabled = False

    def get_edit_handler(self):
        panels = getattr(self, "panels", None) or extract_panel_definitions_from_model_class(self.model)
        return ObjectList(panels, base_form_class=ContentForm).bind_to_model(self.model)


class EditorialViewSet(FactViewSet):
    """Screens for an EditorialRow: drafts, no silent overwriting, an address that stays. Set `panels`."""

    edit_view_class = GuardedEditView
    inspect_view_class = PublishedInspectView
