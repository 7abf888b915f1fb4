"""Every address behind the login, found in the URL configuration and filled in with real objects.

Nothing here lists addresses by hand: a new viewset, hook or package shows up by itself, and
tests/test_permissions.py fails until its table says who may go there.
"""

import re
from dataclasses import dataclass

from django.apps import apps
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.urls import get_resolver
from django.urls.resolvers import URLPattern
from taggit.models import Tag
from wagtail.admin.models import EditingSession
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, Locale, Site, Workflow
from wagtail.snippets.models import get_snippet_models

from agenda.models import ActionLine, Event, Membership, Organisation, StatusUpdate, UpdateProposal
from financing.models import CallWindow, Condition, OptionRelation
from hotspots.models import HotspotLink, Offer, ReachNote
from mra_portal.accounts.models import User
from mra_portal.cms.models import ChapterPage
from mra_portal.common.rows import ReviewedRow
from mra_portal.crossings.models import ActionLineInCrossPollination, OptionAtHotspot, PlaceInCrossPollination
from profiles.models import (
    CrossPollination,
    CrossPollinationEvent,
    Indicator,
    Observation,
    Subregion,
    SubregionProfilePage,
)
from tests.agenda.builders import make_event
from tests.financing import builders
from tests.hotspots.builders import make_hotspot, make_link
from tests.profiles.builders import cross_pollination

BEHIND_THE_LOGIN = ("beheer/", "django-admin/")
SNIPPETS, CHOOSERS, ADMIN = "wagtailsnippets_", "wagtailsnippetchoosers_", "admin:"
# Stands in every draft that `things_to_edit` makes, and nowhere else.
DRAFT_WORDS = "nog niet openbaar geheim concept"
NOTHING = 999_999
TOLD_TO_VISITORS = ("name", "official_title", "summary", "definition", "target_picture", "text_")


@dataclass(frozen=True)
class Address:
    """`view` is the name in the URL configuration; `model` is "app.model" where the address is about one model."""

    view: str
    path: str
    model: str = ""

    def __str__(self):
        return f"{self.path} ({self.view})"


def patterns() -> list[tuple[str, str]]:
    """(name with its namespaces, pattern) of everything behind the login."""
    return [found for found in _walk(get_resolver()) if found[1].startswith(BEHIND_THE_LOGIN)]


def _walk(resolver, prefix="", namespaces=()):
    for entry in resolver.url_patterns:
        pattern = prefix + str(entry.pattern).removeprefix("^").removesuffix("$")
        if isinstance(entry, URLPattern):
            yield ":".join((*namespaces, entry.name or "")), pattern
        else:
            yield from _walk(entry, pattern, (*namespaces, entry.namespace) if entry.namespace else namespaces)


def fill_in(pattern: str, values: dict) -> str:
    """`edit/<int:pk>/` -> `/edit/7/`. Raises KeyError on a part nobody has a value for: no address goes unseen."""
    path = re.sub(r"\(\?P<(\w+)>[^()]*\)|<(?:\w+:)?(\w+)>", lambda part: str(values[part[1] or part[2]]), pattern)
    return "/" + path.replace("\\.", ".")


def model_of(view: str, pattern: str) -> str:
    """The model an address is about: "agenda.actionline", or "" for addresses about none or any."""
    if view.startswith((SNIPPETS, CHOOSERS)):
        return ".".join(view.split(":")[0].split("_")[1:])
    about = re.match(r"django-admin/(\w+)/(\w+)/", pattern)
    return ".".join(about.groups()) if about and about[1] != "r" else ""


def addresses(things: dict) -> list[Address]:
    """Every address, filled in with `things`, and every bulk action."""
    found = []
    for view, pattern in patterns():
        if view == "bulk_actions":
            found += _bulk_actions(things)
        if view in ("bulk_actions", "wagtail_bulk_action"):  # the second one lies behind the first
            continue
        model = model_of(view, pattern)
        values = {**things["anything"], **things.get(view.split(":")[0], {}), **things.get(model, {})}
        found.append(Address(view, fill_in(pattern, values), model))
    return found


def _bulk_actions(things):
    bulk_action_registry.get_bulk_actions_for_model("", "")  # makes it look for them
    for app, models in bulk_action_registry.actions.items():
        for model, actions in models.items():
            row = things.get(f"{app}.{model}", {}).get("pk", NOTHING)
            for action in actions:
                path = f"/beheer/bulk/{app}/{model}/{action}/?id={row}"
                yield Address(f"bulk:{action}", path, f"{app}.{model}")


def things_to_edit(owner: User) -> dict:
    """One of everything, with a waiting draft where drafts exist: the parts of the addresses by model or namespace."""
    page = ChapterPage.objects.first()
    page.title = page.lede = DRAFT_WORDS
    draft = page.save_revision(user=owner)
    workflow = Workflow.objects.filter(active=True).first()
    state = workflow.start(page, owner)
    home = page.get_parent()
    image = Image.objects.create(title="Plaatje", file=get_test_image_file())
    document = Document.objects.create(title="Stuk", file=ContentFile(b"stuk", name="stuk.txt"))
    things = {
        "anything": {
            **dict.fromkeys(("translation_id", "string_segment_id", "overridable_segment_id"), NOTHING),
            **dict.fromkeys(("translation_source_id", "uploaded_file_id", "pk", "object_id"), NOTHING),
            "page_id": page.pk,
            "page_pk": page.pk,
            "page_to_move_id": page.pk,
            "parent_page_id": home.pk,
            "destination_id": home.pk,
            "revision_id": draft.pk,
            "revision_id_a": "live",
            "revision_id_b": draft.pk,
            "content_type_app_name": "cms",
            "content_type_model_name": "chapterpage",
            "app_label": "cms",
            "model_name": "chapterpage",
            "app_name": "cms",
            "action_name": "approve",
            "task_id": state.current_task_state.task_id,
            "task_state_id": state.current_task_state_id,
            "workflow_state_id": state.pk,
            "workflow_pk": workflow.pk,
            "session_id": EditingSession.objects.create(
                user=owner,
                content_type=ContentType.objects.get_for_model(page),
                object_id=page.pk,
                last_seen_at=draft.created_at,
            ).pk,
            "image_id": image.pk,
            "filter_spec": "original",
            "document_id": document.pk,
            "doc_id": document.pk,
            "collection_id": Collection.get_first_root_node().add_child(name="Map").pk,
            "redirect_id": Redirect.objects.create(old_path="/oud", redirect_link="/").pk,
            "content_type_id": ContentType.objects.get_for_model(page).pk,
            "url": "nergens",
            "mode": "",
            "uidb64": "x",
            "token": "x",
        },
        "wagtailadmin_pages": {"pk": page.pk},
        "wagtailadmin_api": {"pk": page.pk, "action_name": "publish"},
        "wagtailadmin_workflows": {"pk": workflow.pk, "app_label": "wagtailcore", "model_name": "groupapprovaltask"},
        "wagtailadmin_collections": {"pk": Collection.objects.last().pk},
        "wagtaillocales": {"pk": Locale.objects.last().pk},
        "wagtailsites": {"pk": Site.objects.get().pk},
        "wagtailusers_users": {"pk": owner.pk},
        "wagtailusers_groups": {"pk": Group.objects.first().pk},
        "wagtaildocs_chooser": {"pk": document.pk},
        "wagtailimages_chooser": {"pk": image.pk},
        "wagtailcore.page": {"pk": page.pk},
        "accounts.user": {"pk": owner.pk},
        "taggit.tag": {"object_id": Tag.objects.create(name="Etiket").pk},
        "auth.group": {"pk": Group.objects.first().pk, "object_id": Group.objects.first().pk},
        "wagtailimages.image": {"pk": image.pk, "object_id": image.pk},
        "wagtaildocs.document": {"pk": document.pk, "object_id": document.pk},
    }
    addresses_before_wagtails = {
        "guarded_collection": "wagtailadmin_collections",
        "guarded_workflow": "wagtailadmin_workflows",
        "guarded_site": "wagtailsites",
        "guarded_locale": "wagtaillocales",
        "guarded_group": "wagtailusers_groups",
        "guarded_user": "wagtailusers_users",
    }
    things |= {ours: things[wagtails] for ours, wagtails in addresses_before_wagtails.items()}
    things["guarded_task"] = {"pk": workflow.workflow_tasks.first().task_id}
    foreign = SubregionProfilePage.objects.in_language("nl").get(subregion__slug="zaanstreek-waterland")
    foreign.title = foreign.lede = DRAFT_WORDS
    foreign.save_revision(user=owner)
    made = made_rows()
    for model in get_snippet_models():
        row = made.get(model) or _removable_copy(model.objects.first())
        things[model._meta.label_lower] = _row_to_edit(row, owner)
    things["confirm_option"] = things["financing.financingoption"]
    things["confirm_profile"] = {"pk": Subregion.objects.first().pk}
    desk = {"pk": CrossPollination.objects.first().pk, "side": "ijmond"}
    things |= dict.fromkeys((f"{word}_cross_pollination" for word in ("answer", "move", "plan")), desk)
    things["cross_pollination_desk"] = desk
    parts = (CallWindow, Condition, OptionRelation, Offer, ReachNote, PlaceInCrossPollination, CrossPollinationEvent)
    for model in (*parts, ActionLineInCrossPollination):
        things[model._meta.label_lower] = {"object_id": model.objects.first().pk}
    line = ActionLine.objects.get(slug="1b")
    initiator = line.parties.filter(role="initiator").first().organisation
    StatusUpdate.objects.create(action_line=line, organisation=initiator, status="voorbereiding", author=owner)
    proposal = UpdateProposal.objects.create(action_line=line, organisation=initiator, status="in-uitvoering")
    for view in ("report", "correct_report", "confirm_status", "propose", "line_desk", "role_states"):
        things[view] = {"slug": line.slug}
    milestone = line.milestones.create(slug="proef", title_nl="Proef")
    things["agenda.milestone"] = {"object_id": milestone.pk}
    things["decide_proposal"] = {"pk": proposal.pk}
    things["status_sheet_file"] = {"form": "csv"}
    membership = Membership.objects.create(user=owner, organisation=Organisation.objects.first())
    things["people"] = {"pk": User.objects.create_user("bekende@test.example").pk}
    things["memberships"] = things["agenda.membership"] = {"pk": membership.pk}
    return things


def made_rows() -> dict:
    """By model, rows where the real content may hold none or where a copy would be a double; and their parts."""
    place = make_hotspot()
    Offer.objects.create(hotspot=place, kind="lab", text_nl="Een lab.", source="test")
    ReachNote.objects.create(hotspot=place, kind="kans", text_nl="Een brug.", source="test")
    joined = OptionAtHotspot.objects.create(hotspot=place, option=builders.option(), source="test")
    between = cross_pollination("ijmond", "amsterdam", "Onbesproken")
    ActionLineInCrossPollination.objects.create(
        cross_pollination=between, action_line=ActionLine.objects.first(), source="test"
    )
    fresh = CrossPollination.objects.create(
        slug="zz", first=between.first, outside="Delft", topic_nl="zz", source="test"
    )
    indicator = Indicator.objects.create(slug="zz", position=99, name_nl="zz", unit="aantal", source="test")
    figure = Observation.objects.create(slug="zz", indicator=Indicator.objects.first(), value=1, published="2025")
    return {
        Indicator: indicator,
        Observation: figure,
        Event: make_event(),
        OptionAtHotspot: joined,
        HotspotLink: make_link(place, make_hotspot()),
        CrossPollination: fresh,  # nothing happened to it yet, so it can be removed
    }


def with_own_rows(things: dict, owner: User, organisation: Organisation) -> dict:
    """The same, with rows that this organisation holds in the place of somebody else's."""
    place = make_hotspot(hosts=[organisation])
    held = make_event(organisers=[organisation])
    rows = (builders.option(executed_by=[organisation]), place, make_link(make_hotspot(), place), held)
    own = {row._meta.label_lower: _row_to_edit(row, owner, "een concept van onszelf") for row in rows}
    return {**things, **own, "confirm_option": own["financing.financingoption"]}


def with_own_profile(things: dict, owner: User, subregion: Subregion) -> dict:
    """The same, with the profile page of this subregion, waiting for review, in the place of another page."""
    page = SubregionProfilePage.objects.in_language("nl").get(subregion=subregion)
    page.lede = "een concept van onszelf"
    draft = page.save_revision(user=owner)
    state = page.get_workflow().start(page, owner)
    anything = {
        **things["anything"],
        **dict.fromkeys(("page_id", "page_pk", "page_to_move_id"), page.pk),
        **dict.fromkeys(("revision_id", "revision_id_b"), draft.pk),
        "task_id": state.current_task_state.task_id,
        "task_state_id": state.current_task_state_id,
        "workflow_state_id": state.pk,
    }
    own = {"anything": anything, "wagtailadmin_pages": {"pk": page.pk}, "confirm_profile": {"pk": subregion.pk}}
    return {**things, **own}


def _row_to_edit(row, owner, words=DRAFT_WORDS) -> dict:
    model = type(row)
    parts = {"pk": row.pk, "object_id": row.pk, "app_label": model._meta.app_label}
    if hasattr(row, "save_revision"):
        row.save_revision(clean=False).publish()
        for field in model._meta.concrete_fields:
            if field.name.startswith(TOLD_TO_VISITORS):
                setattr(row, field.name, words)
        parts["revision_id"] = parts["revision_id_b"] = row.save_revision(user=owner, clean=False).pk
    if isinstance(row, ReviewedRow):
        state = row.get_workflow().start(row, owner)
        parts["workflow_state_id"] = state.pk
        parts["task_state_id"] = state.current_task_state_id
        parts["task_id"] = state.current_task_state.task_id
    return parts


def _removable_copy(row):
    """A copy that nothing refers to, so that whoever has the right can delete it."""
    if not hasattr(row, "slug"):
        return row
    row.pk, row._state.adding, row.latest_revision, row.live_revision = None, True, None, None
    for field in row._meta.concrete_fields:
        if (field.unique and not field.primary_key) or field.name == "letter":
            setattr(row, field.name, 999 if "Integer" in field.get_internal_type() else "zz")
    row.save()
    return row


def content_tables() -> set[str]:
    """The tables whose rows the public sees, their history, the page tree, and the people and their rights."""
    content = ("accounts", "agenda", "cms", "financing", "profiles", "hotspots", "crossings")
    ours = {model._meta.db_table for app in content for model in _models(app)}
    return ours | {
        model._meta.db_table
        for app in ("wagtailcore", "auth", "wagtailimages", "wagtaildocs", "wagtailredirects", "wagtail_localize")
        for model in _models(app)
        if model.__name__ not in ("Rendition", "EditingSession")  # made while looking
    }


def _models(app):
    return apps.get_app_config(app).get_models(include_auto_created=True)
