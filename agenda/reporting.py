"""Who may report on which action line, and for which organisation. Membership is the only ground, besides the office.

An organisation that initiates a line (for "Allen": every subregion and province, as the roles say) reports on it; a
partner proposes. Who declined a role or ended it does neither. A right ends with the membership, at once.
"""

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import models

from agenda.models import ActionLine, ActionLineParty, Membership, Organisation

# The right to report on every line, for the organisation that initiates it: the MRA office.
REPORT_ON_ALL = "agenda.add_statusupdate"
Role = ActionLineParty.Role


def active_parties() -> models.QuerySet[ActionLineParty]:
    """Roles on published lines that nobody declined or ended; adds `current_state` (a RoleState value)."""
    return ActionLineParty.objects.on_published_lines().taking_part()


def may_report_on_all(user) -> bool:
    return user.is_active and user.has_perm(REPORT_ON_ALL)


def _parties_of(user, role: str) -> models.QuerySet[ActionLineParty]:
    if not user.is_active:
        return active_parties().none()
    own = Membership.objects.organisations_of(user)
    return active_parties().filter(role=role, organisation__in=own)


def lines_to_report(user) -> models.QuerySet[ActionLine]:
    """The published lines on which this person may report."""
    lines = ActionLine.objects.published()
    if may_report_on_all(user):
        return lines
    return lines.filter(pk__in=_parties_of(user, Role.INITIATOR).values("action_line"))


def lines_to_propose(user) -> models.QuerySet[ActionLine]:
    """The published lines for which this person may propose an update, and may not report."""
    joined = _parties_of(user, Role.PARTNER).values("action_line")
    return ActionLine.objects.published().filter(pk__in=joined).exclude(pk__in=lines_to_report(user).values("pk"))


def reporters_for(user, line: ActionLine) -> models.QuerySet[Organisation]:
    """The organisations in whose name this person may report on this line, by name."""
    initiators = active_parties().filter(action_line=line, role=Role.INITIATOR)
    if not may_report_on_all(user):
        initiators = initiators.filter(organisation__in=Membership.objects.organisations_of(user))
    found = Organisation.objects.filter(pk__in=initiators.values("organisation"))
    if may_report_on_all(user):  # a line that names nobody is the office's own
        own = Membership.objects.organisations_of(user)
        found = found | Organisation.objects.filter(pk__in=own)
    return found.by_name()


def require_reporter(user, line: ActionLine, organisation: Organisation) -> None:
    """Raises PermissionDenied unless this person may report on this line in the name of this organisation."""
    if not reporters_for(user, line).filter(pk=organisation.pk).exists():
        raise PermissionDenied


def initiates(user, line: ActionLine) -> bool:
    """Whether this person works for an initiator of the line."""
    return _parties_of(user, Role.INITIATOR).filter(action_line=line).exists()


def own_reporter(user, line: ActionLine) -> Organisation | None:
    """In whose name this person reports when she does not choose: an organisation she works for, by name the first.

    None for somebody of the office who works for none: she chooses for whom she speaks.
    """
    own = Membership.objects.organisations_of(user)
    return reporters_for(user, line).filter(pk__in=own).first()


def proposers_for(user, line: ActionLine) -> models.QuerySet[Organisation]:
    """The partners in whose name this person may propose an update of this line, by name."""
    own = _parties_of(user, Role.PARTNER).filter(action_line=line).values("organisation")
    return Organisation.objects.filter(pk__in=own).by_name()


def people_who_report(line: ActionLine):
    """The active people of the initiators, who are asked to keep the line current."""
    initiators = active_parties().filter(action_line=line, role=Role.INITIATOR).values("organisation")
    people = get_user_model().objects.filter(is_active=True, memberships__organisation__in=initiators)
    return people.distinct().order_by("email")
