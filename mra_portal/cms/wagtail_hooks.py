"""The glossary and the pages in the editing screens."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.panels import FieldPanel, FieldRowPanel, TitleFieldPanel
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail.snippets.models import register_snippet

from mra_portal.cms.models import ChapterPage, HomePage, InfoPage, RegionPage, StoryIndexPage, Term
from mra_portal.common.conflicts import GuardedPageViewSet
from mra_portal.common.editing import EditorialViewSet, both, identity, with_state
from profiles.models import SubregionProfilePage
from profiles.models.profile_page import SECOND_PROFILE


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
    models = (HomePage, StoryIndexPage, ChapterPage, RegionPage, SubregionProfilePage, InfoPage)
    return [GuardedPageViewSet(model=model) for model in models]


@hooks.register("before_move_page")
def only_movers_see_what_moves(request, page, destination):
    """Wagtail asks for the right at the move itself, not on the page before it, which shows the draft title."""
    if not page.permissions_for_user(request.user).can_move():
        raise PermissionDenied


@hooks.register("construct_page_chooser_queryset")
def only_editors_choose_pages(pages, request):
    """The chooser shows draft titles; Wagtail opens it to everyone who may enter the editing screens.

    Who keeps one profile chooses among pages without a draft.
    """
    if policy_registry.get_by_type(Page).user_has_permission(request.user, "add"):
        return pages
    return (
        pages.live().filter(has_unpublished_changes=False)
        if user_has_any_page_permission(request.user)
        else pages.none()
    )


@hooks.register("after_edit_page")
def say_that_it_was_not_published(request, page):
    """Wagtail makes a draft of what somebody without the right wants to publish, and does not tell."""
    if "action-publish" in request.POST and not page.permissions_for_user(request.user).can_publish():
        messages.warning(
            request,
            _("Not published: what you changed is kept as a draft. Submit it for review; somebody else publishes it."),
        )


@hooks.register("before_bulk_action")
def refuse_second_profiles(request, action_type, pages, action):
    """Publishing many pages at once: a second profile of a subregion is named and nothing is published."""
    if action_type != "publish" or not issubclass(action.model, Page):
        return None
    chosen = [page.pk for page in pages]
    for page in SubregionProfilePage.objects.filter(pk__in=chosen).not_live().select_related("subregion"):
        rival = page.rival()
        if rival is not None:
            messages.error(request, SECOND_PROFILE % {"subregion": rival.subregion, "title": rival.title})
            return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None


@hooks.register("after_copy_page")
def say_what_became_of_copies(request, page, copy):
    """A copy or alias that would be a second live profile was kept as a draft (SubregionProfilePage.save)."""
    copies = SubregionProfilePage.objects.descendant_of(copy, inclusive=True).not_live()
    if any(one.rival() for one in copies.select_related("subregion")):
        messages.warning(
            request,
            _("The copy is a draft: its subregion already has a live profile in this language."),
        )
