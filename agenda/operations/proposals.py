"""A partner's report, which an initiator takes over or declines."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agenda.models import ActionLine, Decision, Organisation, UpdateProposal
from agenda.operations.meanwhile import ANY
from agenda.operations.reports import GIVEN, Report, newest_report, report_status
from agenda.reporting import lines_to_report, proposers_for


@transaction.atomic
def propose_update(line: ActionLine, report: Report, *, organisation: Organisation, author) -> UpdateProposal:
    """A partner's report, for an initiator to take over. Raises PermissionDenied and ValidationError."""
    if not proposers_for(author, line).filter(pk=organisation.pk).exists():
        raise PermissionDenied
    report.check(newest_report(line), timezone.localdate())
    proposal = UpdateProposal(action_line=line, organisation=organisation, author=author, **vars(report))
    proposal.clean_fields(exclude=GIVEN)
    proposal.save()
    return proposal


def _waiting(proposal: UpdateProposal, author) -> UpdateProposal:
    """The proposal, locked. Raises ValidationError when somebody decided already."""
    proposal = UpdateProposal.objects.select_for_update().get(pk=proposal.pk)
    if not lines_to_report(author).filter(pk=proposal.action_line_id).exists():
        raise PermissionDenied
    if proposal.decision != Decision.WAITING:
        raise ValidationError(_("Somebody decided on this proposal already."))
    return proposal


@transaction.atomic
def accept_proposal(proposal: UpdateProposal, report: Report, *, organisation: Organisation, author, seen=ANY):
    """The report that an initiator makes of a proposal, perhaps in other words. Raises as report_status does."""
    proposal = _waiting(proposal, author)
    update = report_status(
        proposal.action_line,
        report,
        organisation=organisation,
        author=author,
        seen=seen,
        proposed_by=proposal.organisation,
    )
    proposal.decision, proposal.became = Decision.ACCEPTED, update
    proposal.decided_by, proposal.decided_at = author, timezone.now()
    proposal.save()
    return update


@transaction.atomic
def decline_proposal(proposal: UpdateProposal, reason: str, *, author) -> UpdateProposal:
    """Raises ValidationError without a reason: the partner wants to know why."""
    proposal = _waiting(proposal, author)
    if not reason.strip():
        raise ValidationError({"decline_reason": _("Say in one sentence why.")})
    proposal.decision, proposal.decline_reason = Decision.DECLINED, reason.strip()
    proposal.decided_by, proposal.decided_at = author, timezone.now()
    proposal.full_clean()
    proposal.save()
    return proposal
