"""The glossary and the pages in the editing screens."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.panels import FieldPanel, FieldRowPanel, TitleFieldPanel
from wagtail.snippets.models import register_snippet

from mra_portal.cms.models import ChapterPage, HomePage, InfoPage, StoryIndexPage, Term
from mra_portal.common.conflicts import GuardedPageViewSet
from mra_portal.common.editing import EditorialViewSet, both, identity, with_state


class TermViewSet(EditorialViewSet):
    model = Term
    icon = "help"
    menu_label = _("Terms")
    menu_order = 300
    add_to_admin_menu = True
    list_display = with_state("name", "name_en")
    search_fields = ["name", "name_en", "variants"]
    panels = [
        FieldRowPanel([TitleFieldPanel("name", targets=["slug"]), FieldPanel("name_en")]),
        identity("slug"),
        both("definition", _("Definition")),
        FieldPanel("variants"),
        FieldPanel("source"),
    ]


register_snippet(TermViewSet)


@hooks.register("register_admin_viewset")
def guard_the_pages():
    """Every kind of page refuses to overwrite what somebody else saved in between."""
    return [GuardedPageViewSet(model=model) for model in (HomePage, StoryIndexPage, ChapterPage, InfoPage)]


@hooks.register("before_move_page")
def only_movers_see_what_moves(request, page, destination):
    """Wagtail asks for the right at the move itself, not on the page before it, which shows the draft title."""
    if not page.permissions_for_user(request.user).can_move():
        raise PermissionDenied


@hooks.register("construct_page_chooser_queryset")
def only_editors_choose_pages(pages, request):
    """The chooser shows draft titles; Wagtail opens it to everyone who may enter the editing screens."""
    return pages if user_has_any_page_permission(request.user) else pages.none()
