"""What leaves as open data about the agenda; interface.md promises the first names of each list.

Names of people never leave: a report is of an organisation. Rows come from the functions here, with all that is read.
"""

from operator import attrgetter

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from agenda.models import (
    Accelerator,
    ActionLine,
    ActionLineParty,
    Organisation,
    Priority,
    RoleState,
    Status,
    StatusUpdate,
)
from mra_portal.common.exports.fields import PublicField, Type, page_of

Role = ActionLineParty.Role


def _parties(role: str):
    return lambda line: [party.organisation.slug for party in line.parties_with_role(role) if party.takes_part]


# Words of the file, the same in every language.
ROLES = {Role.INITIATOR: "initiatiefnemer", Role.PARTNER: "partner"}
STATES = {
    RoleState.NAMED: "genoemd in de agenda",
    RoleState.CONFIRMED: "bevestigd",
    RoleState.DECLINED: "afgewezen",
    RoleState.ENDED: "beëindigd",
}


def _roles(line: ActionLine) -> list[str]:
    return [_role(party) for party in [*line.initiators, *line.partners]]


def _role(party: ActionLineParty) -> str:
    since = f" sinds {party.state_since.isoformat()}" if party.state_since else ""
    return f"{party.organisation.slug}: {ROLES[party.role]}, {STATES[party.state]}{since}"


def _slug(name: str):
    return lambda row: known.slug if (known := getattr(row, name)) else None


def _public_slug(name: str):
    return lambda row: known.slug if (known := getattr(row, name)) and known.live else None


ACCELERATOR_FIELDS = [
    PublicField("nummer", attrgetter("number"), _("its number in the agenda"), Type.WHOLE),
    PublicField("slug", attrgetter("slug")),
    PublicField("naam", attrgetter("name")),
    PublicField("streefbeeld", attrgetter("target_picture"), _("what should be true one day")),
    PublicField("rol_overheid", attrgetter("government_role"), _("what governments do for it")),
    PublicField("actielijnen", lambda row: [line.slug for line in row.listed_lines], many=True),
    PublicField("bron", attrgetter("source")),
    PublicField("pagina", page_of, kind=Type.ADDRESS),
]


def accelerators_for_open_data():
    lines = ActionLine.objects.published().in_printed_order()
    return Accelerator.objects.published().prefetch_related(Prefetch("action_lines", lines, to_attr="listed_lines"))


LINE_FIELDS = [
    PublicField("slug", attrgetter("slug"), _("number of the accelerator and letter, as 1a")),
    PublicField("versneller", lambda line: line.accelerator.slug, _("its accelerator, by slug")),
    PublicField("letter", attrgetter("letter"), _("its letter within the accelerator")),
    PublicField("titel", attrgetter("official_title"), _("the official title, section 5.2 of the agenda")),
    PublicField("omschrijving", attrgetter("summary")),
    PublicField("prioriteit", lambda line: line.priority or None, _("its priority, where one is set"), words=Priority),
    PublicField("status", lambda line: str(line.status), _("how it stands"), words=Status),
    PublicField("status_sinds", attrgetter("status_since"), _("since when, where that is known"), Type.DAY),
    PublicField(
        "initiatiefnemers",
        _parties(Role.INITIATOR),
        _("who starts it and did not leave: organisations, by slug"),
        many=True,
    ),
    PublicField("initiatiefnemers_zoals_gedrukt", attrgetter("initiators_printed"), _("the words of the agenda")),
    PublicField(
        "partners", _parties(Role.PARTNER), _("who takes part and did not leave: organisations, by slug"), many=True
    ),
    PublicField("partners_zoals_gedrukt", attrgetter("partners_printed"), _("the words of the agenda")),
    PublicField("bron", attrgetter("source")),
    PublicField("url", page_of, _("the page about it in the portal"), Type.ADDRESS),
    PublicField("afspraken", attrgetter("agreements"), _("what was agreed, a sentence each"), many=True),
    PublicField("laatst_gemeld_op", attrgetter("status_reported_at"), _("when it was last reported"), Type.MOMENT),
    PublicField("bladzijde", attrgetter("source_page"), _("the page in the agenda"), Type.WHOLE),
    PublicField(
        "rollen",
        _roles,
        _(
            "how every role stands: organisation (by slug), role, state (named in the agenda, confirmed, declined or "
            "ended) and since when, as “horizon-flevoland: initiatiefnemer, beëindigd sinds 2026-11-03”"
        ),
        many=True,
    ),
]


def lines_for_open_data(lines):
    """`lines` carry a status already: that of now or that of a day."""
    return lines.select_related("accelerator").with_parties_and_states()


UPDATE_FIELDS = [
    PublicField("slug", lambda row: str(row.pk), _("the number of the report; it never changes")),
    PublicField("actielijn", lambda row: row.action_line.slug),
    PublicField("organisatie", _public_slug("organisation"), _("who reported it: an organisation, by slug")),
    PublicField("voorgesteld_door", _public_slug("proposed_by"), _("the partner that wrote it, by slug")),
    PublicField("status", attrgetter("status"), _("how the line stands"), words=Status),
    PublicField("sinds", attrgetter("since"), _("since when, where that is known"), Type.DAY),
    PublicField("gemeld_op", attrgetter("reported_at"), _("when it was reported"), Type.MOMENT),
    PublicField("tekst", attrgetter("text"), _("what happened, for everybody")),
    PublicField("reden", attrgetter("reason"), _("why the status changed")),
    PublicField("volgende_stap", attrgetter("next_step"), _("what comes next")),
    PublicField("volgende_stap_op", attrgetter("next_step_on"), _("when that is planned"), Type.DAY),
    PublicField("links", lambda row: [link["url"] for link in row.links], _("addresses with more about it"), many=True),
    PublicField("bevestiging", attrgetter("is_confirmation"), _("it only says: still correct"), Type.YES_NO),
    PublicField(
        "corrigeert",
        lambda row: row.corrects_id and str(row.corrects_id),
        _("the report that it corrects, by number; that one stays as it was"),
    ),
    PublicField(
        "pagina",
        lambda row: f"{page_of(row.action_line)}#melding-{row.pk}",
        _("the page about it in the portal"),
        Type.ADDRESS,
    ),
]


def updates_for_open_data():
    rows = StatusUpdate.objects.filter(action_line__live=True).newest_first()
    return rows.select_related("action_line__accelerator", "organisation", "proposed_by")


ORGANISATION_FIELDS = [
    PublicField("slug", attrgetter("slug")),
    PublicField("naam", attrgetter("name")),
    PublicField("soort", attrgetter("kind"), _("what kind of organisation"), words=Organisation.Kind),
    PublicField("deelregio", _slug("subregion"), _("the subregion it sits in, by slug")),
    PublicField("url", attrgetter("url"), kind=Type.ADDRESS),
    PublicField("afkorting", attrgetter("abbreviation"), _("the short name")),
    PublicField("werkt_voor", lambda row: [area.slug for area in row.serves.all()], _("works for these"), many=True),
    PublicField("omschrijving", attrgetter("summary")),
    PublicField("bron", attrgetter("source")),
    PublicField("pagina", page_of, kind=Type.ADDRESS),
]


def organisations_for_open_data(rows):
    return rows.select_related("subregion").prefetch_related("serves")
