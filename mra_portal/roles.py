"""Who may do what: one group per role, with exactly these rights (`manage.py set_up_roles` puts them in place).

Rights on single rows come with memberships: people of an organisation change its financing options, and the places
that it hosts with their links, and no others (`change_own`). In the same way a kopgroep member keeps the profile of her
own subregion (profiles.permissions). Civil servants and kopgroep members also add and change events that are their own
(agenda.calendar.permissions); the rest they look at.
"""

from dataclasses import dataclass

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowContentType,
    WorkflowTask,
)
from wagtail.snippets.models import get_workflow_enabled_models

from mra_portal.common.models import ReviewByAnother


@dataclass(frozen=True)
class Role:
    """`rights` maps an app's models to the actions the role has on them; `pages` are rights on the page tree.

    `files` are rights on images and documents: who may "add" may also change and remove their own, who may "change"
    may do so with everyone's.
    """

    slug: str
    group: str
    rights: dict[str, tuple[str, ...]]
    pages: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    may_open_admin: bool = False  # Django admin: bulk import and export

    @property
    def needs_organisation(self) -> bool:
        """Whether nothing can be done in it without a membership."""
        return any("change_own" in actions for actions in self.rights.values())


TEXTS = (
    "agenda.accelerator",
    "agenda.actionline",
    "agenda.organisation",
    "agenda.event",
    "cms.term",
    "financing.financingoption",
    "financing.family",
    "financing.regionalnuance",
    "hotspots.hotspot",
    "hotspots.hotspotlink",
)
FACTS = (
    "agenda.actionlineparty",
    "profiles.subregion",
    "profiles.municipality",
    "profiles.sector",
    "profiles.transitiontheme",
    "profiles.cluster",
    "profiles.crosspollination",
    "profiles.indicator",
    "profiles.observation",
    "hotspots.station",
    "crossings.optionathotspot",
)
# Edited with the text or the line they are part of; tables of their own only for data stewards.
PARTS = (
    "agenda.milestone",
    "financing.callwindow",
    "financing.condition",
    "financing.optionrelation",
    "hotspots.offer",
    "hotspots.reachnote",
    "profiles.crosspollinationevent",
    "crossings.placeincrosspollination",
    "crossings.actionlineincrosspollination",
)

# Who is asked when a page or a row is submitted for approval.
APPROVERS = "MRA-bureau"
# Wagtail's own group for that, in which nobody sits, and the name it gives to the review.
NOBODY = "Moderators"
NAMELESS = "Moderators approval"
REVIEW = "Beoordeling door het MRA-bureau"

ROLES = [
    Role(
        "mra-bureau",
        APPROVERS,
        {
            **dict.fromkeys(TEXTS, ("add", "change", "delete", "publish", "lock", "unlock", "view")),
            **dict.fromkeys(FACTS, ("add", "change", "delete", "view")),
            "agenda.membership": ("add", "change", "delete", "view"),
            "profiles.crosspollination": ("add", "change", "delete", "view", "moderate"),
            # The right to the screens of mra_portal/people; not Wagtail's own right to change users.
            "accounts.user": ("invite",),
            # "add" is the right to report on every line, for an organisation that initiates it.
            "agenda.statusupdate": ("add", "view"),
        },
        pages=("add", "change", "publish", "lock", "unlock"),
        files=("add", "change", "choose"),
    ),
    Role(
        "redacteur",
        "Redacteuren",
        dict.fromkeys(TEXTS, ("add", "change", "view")),
        pages=("add", "change"),
        files=("add", "choose"),
    ),
    Role(
        "ambtenaar",
        "Ambtenaren",
        {**dict.fromkeys((*TEXTS, *FACTS), ("view",)), "agenda.event": ("view", "change_own")},
    ),
    Role(
        "kopgroep",
        "Kopgroep",
        {
            **dict.fromkeys((*TEXTS, *FACTS), ("view",)),
            "agenda.event": ("view", "change_own"),
            "profiles.crosspollination": ("view", "change_own"),
            "profiles.subregionprofilepage": ("change_own",),
        },
        files=("add", "choose"),
    ),
    Role("aanbieder", "Aanbieders", {"financing.financingoption": ("view", "change_own")}),
    Role(
        "gastheer",
        "Gastheren",
        dict.fromkeys(("hotspots.hotspot", "hotspots.hotspotlink"), ("view", "change_own")),
    ),
    Role(
        "datasteward",
        "Datastewards",
        {
            **dict.fromkeys((*TEXTS, *FACTS, *PARTS), ("add", "change", "view")),
            "agenda.statusupdate": ("view",),
        },
        may_open_admin=True,
    ),
]


def set_up_roles() -> None:
    """Create the groups and give them exactly their rights. Running it again changes nothing."""
    for role in ROLES:
        group, _created = Group.objects.get_or_create(name=role.group)
        group.permissions.set(_permissions(role))
        GroupPagePermission.objects.filter(group=group).delete()
        root = Page.get_first_root_node()
        for action in role.pages:
            permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=f"{action}_page")
            GroupPagePermission.objects.create(group=group, page=root, permission=permission)
        _share_files(group, role.files)
    _ask_the_approvers()
    _review_rows()


def _permissions(role: Role) -> list[Permission]:
    wanted = Q(content_type__app_label="wagtailadmin", codename="access_admin")
    for model, actions in role.rights.items():
        app, name = model.split(".")
        wanted |= Q(content_type__app_label=app, codename__in=[f"{action}_{name}" for action in actions])
    return list(Permission.objects.filter(wanted))


def _share_files(group: Group, actions: tuple[str, ...]) -> None:
    GroupCollectionPermission.objects.filter(group=group).delete()
    everywhere = Collection.get_first_root_node()
    names = [f"{action}_{kind}" for action in actions for kind in ("image", "document")]
    for permission in Permission.objects.filter(codename__in=names):
        GroupCollectionPermission.objects.create(group=group, collection=everywhere, permission=permission)


def _ask_the_approvers() -> None:
    """Steps that still ask Wagtail's own group ask ours instead, and never the author; a step chosen since stays."""
    for task in GroupApprovalTask.objects.filter(groups__name=NOBODY):
        task.groups.remove(Group.objects.get(name=NOBODY))
        task.groups.add(Group.objects.get(name=APPROVERS))
        review = ReviewByAnother.objects.create(name=REVIEW if task.name == NAMELESS else task.name)
        review.groups.set(task.groups.all())
        WorkflowTask.objects.filter(task=task).update(task=review)
    Workflow.objects.filter(name=NAMELESS).update(name=REVIEW)


def _review_rows() -> None:
    """Rows are reviewed as pages are, unless another workflow was chosen for them."""
    workflow = Page.get_first_root_node().get_workflow()
    if workflow is not None:
        for content_type in ContentType.objects.get_for_models(*get_workflow_enabled_models()).values():
            WorkflowContentType.objects.get_or_create(content_type=content_type, defaults={"workflow": workflow})
