"""What the MRA office looks after: silent lines, roles not confirmed, organisations where nobody can be mailed."""

from smtplib import SMTPException

from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Exists, OuterRef
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from agenda.forms import SeenForm
from agenda.models import ActionLineParty, Organisation, RoleState
from agenda.models.status_updates import AT_REST
from agenda.operations import OvertakenError, state_role
from agenda.progress import AgendaOn, reported_on
from agenda.reminders import due_mails, send
from agenda.reporting import active_parties, may_report_on_all
from agenda.wording import days_ago_in_words
from mra_portal.common.day_inputs import DayField

# How the table of lines can be sorted: the title of the column and what counts. "-" before the name turns it round.
ORDERS = {
    "code": (gettext_lazy("Action line"), lambda row: (row["line"].accelerator.number, row["line"].letter)),
    "gemeld": (
        gettext_lazy("Last reported"),
        lambda row: (row["reported_on"] is not None, row["reported_on"] or timezone.localdate()),
    ),
    "mensen": (gettext_lazy("People who report"), lambda row: row["people"]),
    "rollen": (gettext_lazy("Roles not confirmed"), lambda row: row["unconfirmed"]),
}
USUAL = "gemeld"
MOST_FIRST = ("rollen",)  # what one looks for there stands at the other end


class StateForm(SeenForm):
    """How a role stands, who said so, and when."""

    state = forms.ChoiceField(
        label=gettext_lazy("Status"), choices=[choice for choice in RoleState.choices if choice[0] != RoleState.NAMED]
    )
    said_on = DayField(label=gettext_lazy("Said on"))
    said_by = forms.CharField(label=gettext_lazy("Who said so"), max_length=160)


class OfficeView(WagtailAdminTemplateMixin, TemplateView):
    header_icon = "clipboard-list"

    def dispatch(self, request, *args, **kwargs):
        if not may_report_on_all(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]


class Maintenance(OfficeView):
    """One table; ticked lines can be reminded of at once."""

    page_title = gettext_lazy("Maintenance of the agenda")
    template_name = "agenda/beheer/maintenance.html"

    def get_context_data(self, **kwargs):
        asked = self.request.GET.get("sorteer", USUAL)
        order, turned = (asked, False) if asked in ORDERS else (asked.removeprefix("-"), True)
        order, turned = (order, turned) if order in ORDERS else (USUAL, False)
        downwards = turned != (order in MOST_FIRST)
        return super().get_context_data(
            rows=sorted(_line_rows(), key=ORDERS[order][1], reverse=downwards),
            columns=[
                {
                    "title": title,
                    "address": f"?sorteer={'-' if slug == order and not turned else ''}{slug}",
                    "sorted": ("descending" if downwards else "ascending") if slug == order else "",
                }
                for slug, (title, _key) in ORDERS.items()
            ],
            unreachable=_unreachable(),
            **kwargs,
        )

    def post(self, request):
        """Remind everybody of the ticked lines, now; who had a mail lately gets none."""
        rows = [row for row in _line_rows() if row["line"].slug in request.POST.getlist("regel")]
        if not rows:
            messages.error(request, _("Choose a line first."))
            return redirect("maintenance")
        sent, failed = 0, 0
        moment = timezone.now()
        for mail in due_mails(moment, only=[row["line"].slug for row in rows]):
            try:
                sent += send(mail, moment)
            except (SMTPException, OSError):
                failed += 1
        told = (
            ngettext("%(n)d person was mailed.", "%(n)d people were mailed.", sent) if sent else _("Nobody was mailed.")
        )
        lately = _("Who had a mail in the last %(days)d days gets no other one.")
        say = messages.success if sent else messages.warning
        say(request, f"{told} {lately}" % {"n": sent, "days": settings.PORTAL_REMINDER_DAYS})
        for reason, codes in _not_asked(rows):
            messages.warning(request, reason % {"codes": ", ".join(codes)})
        if failed:
            messages.error(request, _("%(n)d mails could not be sent. Try again later.") % {"n": failed})
        return redirect("maintenance")


def _not_asked(rows: list[dict]) -> list[tuple[str, list[str]]]:
    """Why the people of an initiator get no mail: (a sentence, the codes of those lines)."""
    at_rest = [row["line"].code for row in rows if row["line"].status in AT_REST]
    nobody = [row["line"].code for row in rows if row["line"].status not in AT_REST and not row["people"]]
    reasons = [
        (_("Nobody is reminded of %(codes)s: what is at rest needs no report."), at_rest),
        (_("No initiator of %(codes)s has somebody who can be mailed. Invite somebody, or report yourself."), nobody),
    ]
    return [(reason, codes) for reason, codes in reasons if codes]


def _line_rows() -> list[dict]:
    today = timezone.localdate()
    agenda = AgendaOn(today, with_parties=True)
    states = {party.pk: party.current_state for party in active_parties()}
    people = _people_by_organisation()
    rows = []
    for line in agenda.lines:
        initiators = [party for party in line.parties.all() if party.role == ActionLineParty.Role.INITIATOR]
        keys = {key for party in initiators for key in people.get(party.organisation_id, ())}
        rows.append(
            {
                "line": line,
                "freshness": agenda.freshness(line),
                "reported_on": reported_on(line),
                "ago": days_ago_in_words(reported_on(line), today),
                "people": len(keys),
                "unconfirmed": sum(states.get(party.pk) == RoleState.NAMED for party in line.parties.all()),
            }
        )
    return rows


def _people_by_organisation() -> dict[int, set[int]]:
    users = get_user_model().objects.filter(is_active=True).exclude(email="")
    found: dict[int, set[int]] = {}
    for organisation, user in users.exclude(memberships=None).values_list("memberships__organisation", "pk"):
        found.setdefault(organisation, set()).add(user)
    return found


def _unreachable() -> list[Organisation]:
    """Initiators without anybody who can be mailed, by name."""
    users = get_user_model().objects.filter(is_active=True, memberships__organisation=OuterRef("pk")).exclude(email="")
    initiators = active_parties().filter(role=ActionLineParty.Role.INITIATOR).values("organisation")
    return list(Organisation.objects.filter(pk__in=initiators).exclude(Exists(users)).by_name())


class RoleStates(OfficeView):
    """The roles on one line: how each stands, and a form to record what somebody said."""

    page_title = gettext_lazy("Roles on the action line")
    template_name = "agenda/beheer/role_states.html"

    @property
    def parties(self):
        parties = ActionLineParty.objects.filter(action_line__slug=self.kwargs["slug"])
        return parties.select_related("organisation", "action_line").prefetch_related("statements").in_printed_order()

    def get_context_data(self, refused=None, **kwargs):
        parties = list(self.parties)
        rows = [
            {
                "party": party,
                "statements": party.statements.all(),
                "form": refused[1] if refused and refused[0] == party.pk else _state_form(party),
            }
            for party in parties
        ]
        return super().get_context_data(rows=rows, line=parties[0].action_line if parties else None, **kwargs)

    def post(self, request, **kwargs):
        key = request.POST.get("party", "")
        party = self.parties.filter(pk=int(key) if key.isdecimal() and len(key) < 19 else 0).first()
        if party is None:
            messages.error(request, _("This role is not there any more. Choose another one."))
            return redirect("role_states", slug=self.kwargs["slug"])
        form = StateForm(request.POST, auto_id=f"id_{party.pk}_%s")
        if form.is_valid():
            try:
                state_role(party, **form.cleaned_data, author=request.user)
            except OvertakenError as error:
                form.data = {**form.data.dict(), "seen": _newest_of(party)}  # it stands above the form now
                form.add_error(None, error)
                return self.render_to_response(self.get_context_data(refused=(party.pk, form)), status=409)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, _("Recorded: %(name)s.") % {"name": party.organisation})
                return redirect("role_states", slug=self.kwargs["slug"])
        return self.render_to_response(self.get_context_data(refused=(party.pk, form)), status=422)


def _state_form(party) -> StateForm:
    return StateForm(initial={"seen": _newest_of(party)}, auto_id=f"id_{party.pk}_%s")


def _newest_of(party) -> int | None:
    """The key of the newest statement about this role: they come with the newest first."""
    return next((said.pk for said in party.statements.all()), None)
