"""Keeping a line current: my lines, the form on a phone, proposals. Behind the login, in the look of the site."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin import messages

from agenda.forms import NEXT_STEP, NOTHING_SEEN, ReportForm
from agenda.freshness import freshness_on
from agenda.models import ActionLine, Decision, Membership, Status, StatusUpdate, UpdateProposal
from agenda.operations import (
    ChangedMeanwhileError,
    accept_proposal,
    confirm_status,
    decline_proposal,
    propose_update,
    report_status,
)
from agenda.progress import reported_on
from agenda.reporting import lines_to_propose, lines_to_report, own_reporter, proposers_for, reporters_for
from agenda.wording import days_ago_in_words, sentences
from mra_portal.common.breadcrumbs import breadcrumb

LAST_PROPOSALS = 3  # that a partner is told the outcome of
MOST_TOLD = 5  # of what others reported meanwhile


class LineView(View):
    """For views of one published line, by its slug."""

    @cached_property
    def line(self) -> ActionLine:
        lines = ActionLine.objects.published().select_related("accelerator")
        return get_object_or_404(lines, slug=self.kwargs["slug"])

    def rows(self):
        """The lines that this person may see here."""
        return lines_to_report(self.request.user)

    def dispatch(self, request, *args, **kwargs):
        if not self.rows().filter(pk=self.line.pk).exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def context(self, **more):
        return {
            "line": self.line,
            "newest": self.newest,
            "newest_sentences": sentences(self.newest) if self.newest else [],
            "breadcrumb": breadcrumb((_("My work"), reverse("wagtailadmin_home")), (self.line.code, "")),
            **more,
        }

    @cached_property
    def newest(self) -> StatusUpdate | None:
        return self.line.timeline[0] if self.line.timeline else None

    def home(self):
        return redirect("wagtailadmin_home")


class ReportView(LineView):
    """One report, looked at before it is published."""

    template_name = "agenda/report_form.html"
    kind = "report"
    form_class = ReportForm

    def organisations(self):
        return reporters_for(self.request.user, self.line)

    def own(self):
        return own_reporter(self.request.user, self.line)

    def initial(self) -> dict:
        seen = str(self.newest.pk) if self.newest else NOTHING_SEEN
        if self.newest is None:
            return {"seen": seen}
        kept = ("status", "since", *NEXT_STEP)
        return {"seen": seen, **{name: getattr(self.newest, name) for name in kept}}

    def form(self, data=None):
        given = {"line": self.line, "organisations": self.organisations(), "own": self.own()}
        form = self.form_class(data, initial=self.initial(), **given)
        form.is_correction = self.kind == "correction"
        return form

    def get(self, request, **kwargs):
        form = self.form()
        if request.GET.get("status") in dict(Status.reportable()):
            form.choose(request.GET["status"])
        return self.show(form)

    def post(self, request, **kwargs):
        form = self.form(request.POST)
        if meanwhile := self.reported_meanwhile(form):
            return self.show_meanwhile(meanwhile)
        if not form.is_valid():
            return self.show(form, status=422)
        if "bekijk" in request.POST:
            return self.show(form, preview=sentences(self.unsaved(form)), speaks_for=form.cleaned_data["organisation"])
        try:
            self.save(form)
        except ChangedMeanwhileError as meanwhile:
            return self.show_meanwhile(meanwhile.updates)
        except ValidationError as error:
            form.add_error(None, error)
            return self.show(form, status=422)
        messages.success(request, self.done())
        return self.home()

    def unsaved(self, form) -> StatusUpdate:
        return StatusUpdate(action_line=self.line, **vars(form.report))

    def save(self, form):
        return report_status(
            self.line,
            form.report,
            organisation=form.cleaned_data["organisation"],
            author=self.request.user,
            seen=form.seen_key,
        )

    def done(self) -> str:
        return _("Published: action line %(code)s is up to date again.") % {"code": self.line.code}

    def reported_meanwhile(self, form) -> list[StatusUpdate]:
        """What others reported since the form was opened, newest first. Told before anything that is wrong in it."""
        return [update for update in self.line.timeline if update.pk > (form.seen_key or 0)][:MOST_TOLD]

    def show_meanwhile(self, updates: list[StatusUpdate]):
        """What others reported while this was typed. Sending it again is a choice made knowingly."""
        data = self.request.POST.copy()
        data["seen"] = str(updates[0].pk) if updates else NOTHING_SEEN
        told = [(update, sentences(update)) for update in updates]
        form = self.form(data)
        form.errors.clear()  # first what the other reported, then what this one lacks
        return self.show(form, meanwhile=told, status=409)

    def show(self, form, status=200, **more):
        context = {
            "form": form,
            "kind": self.kind,
            "preview": None,
            "meanwhile": None,
            "proposal": None,
            "speaks_for": None,
            **more,
        }
        return render(self.request, self.template_name, self.context(**context), status=status)


class CorrectView(ReportView):
    """The newest report was a mistake: another one that points at it. Both stay."""

    kind = "correction"

    def get(self, request, **kwargs):
        if self.newest is None:
            return redirect("report", slug=self.line.slug)
        return super().get(request, **kwargs)

    def initial(self):
        kept = ("text_nl", "text_en", "links")
        more = {name: getattr(self.newest, name) for name in kept} if self.newest else {}
        return {**super().initial(), **more}

    def save(self, form):
        if self.newest is None:
            raise ValidationError(_("Nothing was reported yet, so there is nothing to correct."))
        return report_status(
            self.line,
            form.report,
            organisation=form.cleaned_data["organisation"],
            author=self.request.user,
            seen=form.seen_key,
            corrects=self.newest,
        )

    def done(self):
        return _("Corrected: visitors see the earlier report and the correction.")


class ProposeView(ReportView):
    """A partner's report, for an initiator to take over."""

    kind = "proposal"

    def rows(self):
        return lines_to_propose(self.request.user)

    def organisations(self):
        return proposers_for(self.request.user, self.line)

    def own(self):
        return self.organisations().first()

    def context(self, **more):
        """With what became of the last proposals of the own organisations."""
        own = self.line.proposals.filter(organisation__in=self.organisations())
        return super().context(**{"decided": own.newest_first()[:LAST_PROPOSALS], **more})

    def reported_meanwhile(self, form):
        """Nothing is published, so nothing is lost: the initiator decides."""
        return []

    def save(self, form):
        organisation = form.cleaned_data["organisation"]
        return propose_update(self.line, form.report, organisation=organisation, author=self.request.user)

    def done(self):
        return _("Sent: an initiator of action line %(code)s decides on your proposal.") % {"code": self.line.code}


class DecideView(ReportView):
    """Take a proposal over, perhaps in other words, or decline it with the reason."""

    kind = "decision"

    @cached_property
    def proposal(self) -> UpdateProposal:
        return get_object_or_404(UpdateProposal.objects.select_related("organisation"), pk=self.kwargs["pk"])

    @cached_property
    def line(self):
        return self.proposal.action_line

    def initial(self):
        names = [name for name in ReportForm.base_fields if name not in ("organisation", "seen")]
        return {**super().initial(), **{name: getattr(self.proposal, name) for name in names}}

    def get(self, request, **kwargs):
        if self.proposal.decision != Decision.WAITING:
            messages.info(request, _("Somebody decided on this proposal already."))
            return self.home()
        return super().get(request, **kwargs)

    def post(self, request, **kwargs):
        if "afwijzen" not in request.POST:
            return super().post(request, **kwargs)
        try:
            decline_proposal(self.proposal, request.POST.get("decline_reason", ""), author=request.user)
        except ValidationError as error:
            return self.show(self.form(), decline_error=" ".join(error.messages), status=422)
        messages.success(request, _("Declined: the partner reads your reason."))
        return self.home()

    def save(self, form):
        return accept_proposal(
            self.proposal,
            form.report,
            organisation=form.cleaned_data["organisation"],
            author=self.request.user,
            seen=form.seen_key,
        )

    def show(self, form, status=200, **more):
        return super().show(form, status, proposal=self.proposal, **{"decline_error": "", **more})


class ConfirmView(LineView):
    """One press on "Still correct", from the start screen."""

    http_method_names = ["post"]

    def post(self, request, **kwargs):
        organisation = own_reporter(request.user, self.line)
        if organisation is None:
            messages.info(request, _("Choose on whose behalf you report that it is still correct."))
            return redirect("report", slug=self.line.slug)
        seen = request.POST.get("seen", "")
        try:
            key = int(seen) if seen.isdecimal() else None
            confirm_status(self.line, organisation=organisation, author=request.user, seen=key)
        except ChangedMeanwhileError:
            messages.warning(request, _("Somebody reported on this line meanwhile. Read that first."))
            return redirect("report", slug=self.line.slug)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("report", slug=self.line.slug)
        messages.success(request, _("Noted: the status of %(code)s still holds.") % {"code": self.line.code})
        return self.home()


def my_lines(user) -> list[dict]:
    """For the start screen: the lines to report on, the longest silent first, and then those of partners."""
    today = timezone.localdate()
    proposed = _rows(lines_to_propose(user), "propose", today)
    outcomes = _outcomes(user, [row["line"] for row in proposed])
    for row in proposed:
        row["outcome"] = outcomes.get(row["line"].pk, "")
    return [*_rows(lines_to_report(user), "report", today), *proposed]


def _outcomes(user, lines) -> dict[int, str]:
    """By key of the line what became of the last proposal of this person's organisations."""
    if not lines:
        return {}
    own = UpdateProposal.objects.filter(organisation__in=Membership.objects.organisations_of(user))
    found = own.filter(action_line__in=lines).newest_first()
    return {proposal.action_line_id: proposal.outcome for proposal in reversed(found)}


def _rows(lines, view: str, today) -> list[dict]:
    found = lines.select_related("accelerator").with_current_status().with_newest_update()
    rows = [
        {
            "line": line,
            "url": reverse(view, args=[line.slug]),
            "may_report": view == "report",
            "reported_on": reported_on(line),
        }
        for line in found.in_printed_order()
    ]
    for row in rows:
        row["ago"] = days_ago_in_words(row["reported_on"], today)
        row["freshness"] = freshness_on(today, row["reported_on"])
        row["can_confirm"] = row["reported_on"] is not None and row["reported_on"] < today
    return sorted(rows, key=lambda row: (row["reported_on"] is not None, row["reported_on"]))
