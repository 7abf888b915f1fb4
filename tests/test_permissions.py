"""Who gets in where: every address behind the login, for every role, reading and writing.

`MAY` says what each role may do; `ASKS` says what each address asks for. An address that `ASKS` does not know fails
the first test: say there what a new screen asks for before it can be merged.
"""

import copy
from contextlib import nullcontext
from fnmatch import fnmatch
from unittest.mock import patch

import pytest
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.template.response import SimpleTemplateResponse

from agenda.models import Membership
from mra_portal.accounts.models import User
from mra_portal.roles import FACTS, ROLES, TEXTS
from profiles.models import Subregion
from tests import builders
from tests.browser.addresses import LAYOUTS
from tests.editorial_addresses import (
    DRAFT_WORDS,
    Address,
    addresses,
    content_tables,
    things_to_edit,
    with_own_profile,
    with_own_rows,
)

# Wagtail leaves the temporary file of a thumbnail to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file <tempfile:ResourceWarning")

# What a role may do with each kind of thing. Whoever has any line at all may "enter" the editing screens.
# "lines" are action lines of any initiator.
# "options", "places", "links" and "events" are those of any organisation, "own options" those of the organisation one
# works for.
# So with "pages" and "own pages": kopgroep members keep the profile of their own subregion.
OWNED = {
    "financing.financingoption": "options",
    "hotspots.hotspot": "places",
    "hotspots.hotspotlink": "links",
    "agenda.event": "events",
}
ROWS = ("texts", *OWNED.values())
LOOK, STEWARD = dict.fromkeys((*ROWS, "facts"), "look"), "look add change"
OWN_EVENTS = {"events": "look add", "own events": "look add change"}
EVERYTHING_ABOUT_TEXTS = "look add change delete publish lock unlock approve"
MAY = {
    "anonymous": {},
    "deactivated": {},  # was of the MRA-bureau and still has the cookie of her session
    "ambtenaar": {**LOOK, **OWN_EVENTS},
    "kopgroep": {
        **LOOK,
        **OWN_EVENTS,
        "files": "look add",
        "own pages": "look change",
        "own profile": "confirm",
    },
    "redacteur": {
        **dict.fromkeys(ROWS, "look add change"),
        "pages": "look add change",
        "files": "look add",
        "keeping": "look",
    },
    "mra-bureau": {
        **dict.fromkeys(ROWS, EVERYTHING_ABOUT_TEXTS),
        "facts": "look add change delete",
        "memberships": "look add change delete",
        "speaking": "look",
        "people": "change",
        "lines": "report",
        "pages": "look add change delete publish lock unlock approve",
        "files": "look add change delete",
        "keeping": "look",
    },
    "aanbieder": {"options": "look", "own options": "look change", "keeping": "look"},
    "gastheer": {"places": "look", "own places": "look change", "links": "look add", "own links": "look add change"},
    "datasteward": {
        **dict.fromkeys((*ROWS, "facts"), STEWARD),
        "tables": "look import export",
        "keeping": "look",
    },
    "superuser": "everything",
}

# What an address asks for: "kind right", for reading and for writing; "open | write" where those differ.
# `*` in a name stands for anything. Kind "rows" is texts, facts or one of OWNED, whichever the address is about.
ASKS = {
    # Rows.
    "wagtailsnippets_*:list*": "rows look",
    "wagtailsnippets_*:inspect": "rows look",
    "wagtailsnippets_*:add": "rows add",
    "wagtailsnippets_*:preview_on_add": "rows add",
    "wagtailsnippets_*:edit": "rows change",
    "wagtailsnippets_*:preview_on_edit": "rows change",
    "wagtailsnippets_*:history*": "rows change",
    "wagtailsnippets_*:usage": "rows change",
    "wagtailsnippets_*:revisions_unschedule": "rows publish",
    "wagtailsnippets_*:revisions_*": "rows change",
    "wagtailsnippets_*:unpublish": "rows publish",
    "wagtailsnippets_*:delete": "rows delete",
    "wagtailsnippets_*:lock": "rows lock",
    "wagtailsnippets_financing_*:unlock": "superuser",  # these rows wait for approval
    "wagtailsnippets_hotspots_hotspot*:unlock": "superuser",  # idem
    "wagtailsnippets_agenda_event:unlock": "superuser",  # idem
    "wagtailsnippets_*:unlock": "rows unlock",
    "wagtailsnippets_*:workflow_history*": "rows change",
    "wagtailsnippets_*:confirm_workflow_cancellation": "rows change",
    "wagtailsnippets_*:*workflow*": "rows approve",
    # People: the office, and of administrators nobody (tests/accounts/test_people.py).
    "people:send_again": "nothing there | people change",
    "people:*activate": "nothing there | people change",
    "people:*": "people change",
    "memberships:index*": "memberships look",
    "memberships:add": "memberships add",
    "memberships:delete": "memberships delete",
    "memberships:*": "memberships change",
    # For people of a subregion and for the office; whose organisation is no subregion stays out. See tests/profiles.
    "*cross_pollination*": "speaking look",
    "gaps_to_judge": "speaking look",
    # Reports, by whoever initiates the line: see tests/agenda/test_report_form.py for people of organisations.
    "report": "lines report",
    "correct_report": "lines report",
    "confirm_status": "lines report",
    "propose": "nobody",
    "decide_proposal": "lines report",
    "line_desk": "lines report",
    "role_states": "lines report",
    "maintenance": "lines report",
    "status_sheet*": "lines report",
    "options_to_check": "keeping look",
    "confirm_option": "options change",
    "confirm_profile": "nobody",  # but people of that very subregion
    "wagtailsnippets:index": "nobody",
    "wagtailsnippetchoosers_*:create": "rows add",
    "wagtailsnippetchoosers_financing_financingoption:chosen": "rows look",
    "wagtailsnippetchoosers_hotspots_hotspot*:chosen": "rows look",
    "wagtailsnippetchoosers_agenda_event:chosen": "rows look",
    "wagtailsnippetchoosers_*": "enter",
    # Several at once: the page says what is left out, the action skips it.
    "bulk:* wagtailcore.page": "pages change | pages publish",
    "bulk:* accounts.user": "superuser",
    "bulk:* wagtaildocs.document": "files change | files delete",
    "bulk:* wagtailimages.image": "files change | files delete",
    "bulk:delete *": "rows change | rows delete",
    # Pages.
    "wagtailadmin_explore*": "pages look",
    "wagtailadmin_pages:search*": "pages look",
    "wagtailadmin_pages:type_use*": "pages look",
    "wagtailadmin_pages:usage": "pages look",
    "wagtailadmin_pages:history*": "pages look",
    "wagtailadmin_pages:workflow_history*": "pages look",
    "wagtailadmin_pages:revisions_index": "enter",
    "wagtailadmin_pages:revisions_unschedule": "pages publish",
    "wagtailadmin_pages:revisions_*": "pages change",
    "wagtailadmin_pages:add*": "pages add",
    "wagtailadmin_pages:copy": "pages add",
    "wagtailadmin_pages:preview_on_add": "pages add",
    "wagtailadmin_pages:choose_parent": "enter | pages add",
    "wagtailadmin_pages:edit": "pages change",
    "wagtailadmin_pages:preview_on_edit": "pages change",
    "wagtailadmin_pages:view_draft": "pages change",
    "wagtailadmin_pages:move*": "pages publish",
    "wagtailadmin_pages:set_page_position": "pages publish",
    "wagtailadmin_pages:set_privacy": "pages publish",
    "wagtailadmin_pages:unpublish": "pages publish",
    "wagtailadmin_pages:delete": "pages delete",
    "wagtailadmin_pages:lock": "pages lock",
    "wagtailadmin_pages:unlock": "superuser",  # this page waits for approval
    "wagtailadmin_pages:workflow_action": "pages approve",
    "wagtailadmin_pages:collect_workflow_action_data": "pages approve",
    "wagtailadmin_pages:workflow_preview": "pages approve",
    "wagtailadmin_pages:confirm_workflow_cancellation": "enter",
    "wagtailadmin_pages:convert_alias": "nothing there",
    "wagtailadmin_api:pages:action": "enter | pages publish",
    "wagtailadmin_api:pages:detail": "pages look",
    "wagtailadmin_api:*:listing": "enter",
    "wagtailadmin_api:*": "nothing there",
    "wagtailadmin_choose_page*": "enter",
    "wagtailadmin_block_preview": "nothing there",
    # Files.
    "wagtail*_chooser:create": "files add",
    "wagtail*_chooser:chosen": "files look | enter",
    "wagtailimages_chooser:select_format": "files look",
    "wagtail*_chooser:*": "enter",
    "wagtaildocs:index*": "files look",
    "wagtailimages:index*": "files look",
    "wagtail*:create_multiple_from_*": "nothing there",
    "wagtail*:delete_upload_multiple": "nothing there",
    "wagtaildocs:add*": "files add",
    "wagtailimages:add*": "files add",
    "wagtailimages:preview": "files change",
    "wagtailimages:url_generator*": "nothing there",
    "wagtailimages:*": "files change",
    "guarded_image": "files change",
    "guarded_document": "files change",
    "guarded_*": "superuser",
    "wagtaildocs:*": "files change",
    # Reports.
    "wagtailadmin_reports:locked_pages*": "pages unlock",
    "wagtailadmin_reports:*": "pages look",
    "site_history*": "pages look",
    "page_types*": "pages look",
    "wagtail_localize:translations_report*": "enter",
    # Oneself.
    "wagtailadmin_home": "enter",
    "wagtailadmin_account": "enter",
    "wagtailadmin_dismissibles": "enter",
    "wagtailadmin_editing_sessions:ping": "nothing there",
    "wagtailadmin_editing_sessions:release": "enter",
    "wagtailadmin_tag_autocomplete": "enter",
    "wagtailadmin_tag_model_autocomplete": "nothing there",
    "wagtail_localize:javascript_catalog": "enter",
    "wagtailadmin_logout": "leaving",
    "admin:logout": "leaving",
    # Doors that lead to the one way in (tests/accounts/test_way_in.py).
    "wagtailadmin_login": "leaving",
    "other_door": "leaving",
    "other_password_*": "anyone",
    "wagtailadmin_password_reset": "anyone",
    "wagtailadmin_password_reset_*": "nothing there",
    "wagtailadmin_sprite": "anyone",
    "wagtailadmin_javascript_catalog": "anyone",
    # How the site is built: nobody but the superuser.
    "wagtailadmin_workflows:task_chooser*": "enter | superuser",
    "wagtailadmin_workflows:task_chosen": "enter",
    "wagtailadmin_workflows:*": "superuser",
    "wagtailadmin_collections:*": "superuser",
    "wagtailredirects:*": "superuser",
    "wagtaillocales:*": "superuser",
    "wagtailusers_*": "superuser",
    "wagtailsites:*": "superuser",
    "wagtailsettings:*": "nothing there",
    "wagtail_localize:submit_page_translation": "superuser",
    "wagtail_localize:*": "nothing there",
    # Whole tables in and out.
    "admin:password_change": "anyone",  # leads to the one way in
    "admin:index": "tables look",
    "admin:app_list": "tables look",
    "admin:*_changelist": "tables look",
    "admin:*_import": "tables import",
    "admin:*_export": "tables export",
    "admin:*_history": "tables look",
    "admin:*_add": "nobody",
    "admin:*_change": "tables look | nobody",
    "admin:*_delete": "nobody",
    "admin:password_change_done": "tables look",
    "admin:jsi18n": "tables look",
    "admin:autocomplete": "nobody",
    "admin:login": "leaving",
    "admin:view_on_site": "nothing there",
    "admin:": "nothing there",
    "": "nothing there",
    "wagtailadmin_error_test": "breaks on purpose",
}
# The same screens of Wagtail's own tables in Django admin: not for data stewards.
FOREIGN_TABLES = ("auth.", "taggit.", "wagtaildocs.", "wagtailimages.")


def asked_by(address: Address, of_own: bool = False) -> tuple[str, str] | None:
    """What the address asks for reading and for writing; None when the table does not know it.

    `of_own`: the row it is about is one of the visitor's own organisation.
    """
    if address.model.startswith(FOREIGN_TABLES) and address.view.startswith("admin:") and address.view not in ASKS:
        return "superuser", "superuser"
    name = f"{address.view} {address.model}" if address.view.startswith("bulk:") else address.view
    rule = next((rule for pattern, rule in ASKS.items() if fnmatch(name, pattern)), None)
    if rule is None:
        return None
    rule = rule.replace("rows", kind_of(address.model))
    if of_own:
        kinds = (*OWNED.values(), "pages")
        rule = " | ".join(f"own {part}" if part.split()[0] in kinds else part for part in rule.split(" | "))
    reading, _bar, writing = rule.partition(" | ")
    return reading, writing or reading


def kind_of(model: str) -> str:
    if model in OWNED:
        return OWNED[model]
    return "texts" if model in TEXTS else "facts" if model in FACTS else "unknown kind"


def may(role: str, asked: str) -> bool:
    rights = MAY[role]
    if asked in ("anyone", "nobody"):
        return asked == "anyone"
    if rights == "everything":
        return True
    if asked in ("enter", "superuser"):
        return asked == "enter" and bool(rights)
    kind, right = asked.rsplit(" ", 1)
    return right in rights.get(kind, "").split()


@pytest.fixture
def things(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return things_to_edit(User.objects.create_superuser("maker@test.example", "x"))


@pytest.fixture
def employer(db):
    """The organisation for which everybody works who signs in."""
    return builders.organisation()


@pytest.fixture
def sign_in(client, employer):
    def as_role(slug):
        role = next((role for role in ROLES if role.slug == slug), None)
        if role:
            user = User.objects.create_user(f"{slug}@test.example", "x", is_staff=role.may_open_admin)
            user.groups.add(Group.objects.get(name=role.group))
            Membership.objects.create(user=user, organisation=employer)
            client.force_login(user)
        elif slug == "deactivated":
            gone = builders.person(role="MRA-bureau", works_for=[employer])
            client.force_login(gone)
            User.objects.filter(pk=gone.pk).update(is_active=False)
        elif slug == "superuser":
            client.force_login(User.objects.create_superuser(f"{slug}@test.example", "x"))
        client.raise_request_exception = False  # a form that misses its rows may break; the guard comes before
        return client

    return as_role


class Visit:
    """One request, undone afterwards: was the visitor let in, what did it write, does it show a draft.

    `read` is False where nobody looks at what the page says: then its template is left alone, which is half the time.
    """

    # Forms with rows of their own break without these, before they say anything about rights.
    ROWS = (
        *("comments", "workflow_pages", "page_permissions", "workflow_tasks", "content_types"),
        *("windows", "conditions", "relations", "offers", "reach_notes"),
        *("places", "action_lines"),
    )
    BODY = {"body-count": 0, **{f"{rows}-{number}_FORMS": 0 for rows in ROWS for number in ("TOTAL", "INITIAL")}}
    DOORS = ("/beheer/", "/beheer/login/", "/django-admin/login/")

    def __init__(self, client, cookies, method, path, *, read=True):
        client.cookies = copy.deepcopy(cookies)
        self.written = set()
        page = nullcontext() if read else patch.object(SimpleTemplateResponse, "rendered_content", "")
        with transaction.atomic(), connection.execute_wrapper(self._note_writing), page:
            self.response = client.get(path) if method == "GET" else client.post(path, self.BODY)
            transaction.set_rollback(True)

    def _note_writing(self, execute, sql, *rest):
        if sql.startswith(("INSERT", "UPDATE", "DELETE")):
            self.written.add(sql.split('"')[1])
        return execute(sql, *rest)

    @property
    def is_out(self):
        to = self.response.headers.get("Location", "").partition("?")[0]
        return self.response.status_code == 403 or to in self.DOORS

    @property
    def is_nothing(self):
        return self.is_out or self.response.status_code in (400, 404, 405)

    @property
    def shows_a_draft(self):
        return not self.response.streaming and DRAFT_WORDS in self.response.content.decode()


def test_the_table_knows_every_address(things):
    unknown = [str(address) for address in addresses(things) if asked_by(address) is None]

    assert unknown == []


def test_the_table_names_no_address_that_is_gone(things):
    names = {
        f"{address.view} {address.model}" if address.view.startswith("bulk:") else address.view
        for address in addresses(things)
    }

    gone = [pattern for pattern in ASKS if not any(fnmatch(name, pattern) for name in names)]

    assert gone == []


def test_the_table_knows_every_role():
    assert {*MAY} == {"anonymous", "deactivated", "superuser", *(role.slug for role in ROLES)}


# Whose rights are asked of the rows. What the others may is a list of permissions, wherever that is stored.
RIGHTS_BY_ROW = {"ambtenaar", "kopgroep", "aanbieder", "gastheer"}
SEE_EVERYTHING = {"mra-bureau", "superuser"}  # between them every screen is opened whole, and may not break
KINDS_BY_ROW = {*OWNED.values(), "pages", "lines"}


@pytest.mark.parametrize(
    "role", [role if role in RIGHTS_BY_ROW else pytest.param(role, marks=pytest.mark.any_database) for role in MAY]
)
def test_the_right_person_gets_in_and_the_wrong_one_stays_out(role, things, sign_in):
    asked = [(address, asked_by(address)) for address in addresses(things)]
    if connection.vendor != "sqlite":
        asked = [(address, rules) for address, rules in asked if {rule.split()[0] for rule in rules} & KINDS_BY_ROW]

    wrong = walk(sign_in(role), role, asked)

    assert len(asked) > 150
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("role", "kinds"),
    [
        ("aanbieder", {"options"}),
        ("gastheer", {"places", "links"}),
        ("ambtenaar", {"events"}),
        ("kopgroep", {"events"}),
    ],
)
def test_people_of_an_organisation_get_into_its_own_rows(things, employer, sign_in, role, kinds):
    client = sign_in(role)
    maker = User.objects.get(email="maker@test.example")
    own = with_own_rows(things, maker, employer)
    about_own = [
        (address, asked_by(address, of_own=True))
        for address in addresses(own)
        if kind_of(address.model) in kinds or (address.view == "confirm_option" and role == "aanbieder")
    ]

    wrong = walk(client, role, about_own)

    assert len(about_own) > 20 * len(kinds)
    assert not wrong, "\n".join(wrong)


def test_a_kopgroep_member_gets_into_the_profile_of_her_own_subregion(things, employer, sign_in):
    client = sign_in("kopgroep")
    employer.kind, employer.subregion = "deelregio", Subregion.objects.get(slug="ijmond")
    employer.save()
    own = with_own_profile(things, User.objects.get(email="maker@test.example"), employer.subregion)
    about_own = [
        (address, asked_by(address, of_own=True))
        for address in addresses(own)
        if address.view.startswith("wagtailadmin_pages:") and f"/{own['anything']['page_id']}/" in address.path
    ]
    about_own += [
        (address, ("own profile confirm", "own profile confirm"))
        for address in addresses(own)
        if address.view == "confirm_profile"
    ]

    wrong = walk(client, "kopgroep", about_own)

    assert len(about_own) > 20
    assert not wrong, "\n".join(wrong)


def walk(client, role, asked_addresses) -> list[str]:
    """Open and post to each of the addresses; what is wrong with the answers."""
    cookies = copy.deepcopy(client.cookies)
    tables = content_tables()
    wrong = []
    for address, (reading, writing) in asked_addresses:
        if reading in ("leaving", "breaks on purpose") or (role == "superuser" and bureau_may(reading, writing)):
            continue
        for method, asked in (("GET", reading), ("POST", writing)):
            opens = role in SEE_EVERYTHING and method == "GET"
            read = opens or sees_no_draft(role) or asked == "nothing there" or not may(role, asked)
            visit = Visit(client, cookies, method, address.path, read=read)
            wrong += [f"{method} {address}: {problem}" for problem in problems(visit, role, asked, reading, tables)]
            if visit.shows_a_draft and sees_no_draft(role):
                wrong.append(f"{method} {address}: {role} sees a draft")
    return wrong


def bureau_may(*asked) -> bool:
    """What the MRA-bureau may, a superuser is not asked again: it would double the time of the test."""
    return "nothing there" not in asked and all(may("mra-bureau", right) for right in asked)


def sees_no_draft(role) -> bool:
    """Who edits nothing, and who edits only what is their own: the drafts with DRAFT_WORDS are somebody else's."""
    return MAY[role] != "everything" and not any(
        "change" in rights for kind, rights in MAY[role].items() if not kind.startswith("own ")
    )


def problems(visit, role, asked, reading, tables):
    """What is wrong with this visit, if the address asks `asked` for it and `reading` for opening the page."""
    if asked == "nothing there":
        if not visit.is_nothing and visit.response.status_code not in (200, 301, 302):
            yield f"answered {visit.response.status_code}"
        if visit.written & tables:
            yield f"wrote {sorted(visit.written & tables)}"
        return
    if may(role, asked):
        if visit.is_out or visit.response.status_code == 404:
            yield f"{role} may {asked} but was refused ({visit.response.status_code})"
        return
    if visit.written & tables:
        yield f"{role} may not {asked} but wrote {sorted(visit.written & tables)}"
    if asked == reading and not visit.is_nothing:
        yield f"{role} may not {asked} but was let in ({visit.response.status_code})"


def test_no_draft_shows_up_on_a_public_address(things, client):
    """The canary: its words stand in a draft of every kind of text and page, of any organisation or subregion."""
    files = ("/agenda/export.atom", "/financiering/export.csv", "/hotspots/export.geojson", "/sitemap.xml")
    files += ("/kalender/export.ics", "/kalender/export.atom")
    word = DRAFT_WORDS.split()[-2]

    showing = []
    pages = (*LAYOUTS, "/begrippen/", "/agenda/organisaties/", "/deelregios/zaanstreek-waterland/")
    for address in (*pages, *files, f"/zoeken/?q={word}"):
        answer = client.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        showing += [address] if DRAFT_WORDS in body.decode() else []

    assert showing == []


def test_no_address_is_about_status_updates(things):
    """What was reported is never edited: a correction is a new report (StatusUpdate)."""
    assert [str(address) for address in addresses(things) if "statusupdate" in address.path.lower()] == []
