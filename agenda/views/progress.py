"""How the agenda stands: today, on any day (`op`), between two days (`van`, `tot`), and as a note for a meeting."""

from datetime import date, timedelta

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from agenda.meeting_note import as_document, as_text, note_of
from agenda.models import Status
from agenda.operations import FIRST_DAY
from agenda.progress import AgendaOn, Period, reported_on
from agenda.views.catalogues import board_of
from agenda.wording import correction_in_words, last_reported_in_words, sentences
from mra_portal.common.breadcrumbs import breadcrumb
from mra_portal.common.day_inputs import DayField

# What a page shows when nobody names a period: about a quarter.
USUAL = timedelta(days=90)
# The note as a file: for every form what makes it and its type.
FILES = {
    "txt": (as_text, "text/plain; charset=utf-8"),
    "odt": (as_document, "application/vnd.oasis.opendocument.text"),
}


class DaysForm(forms.Form):
    """The days that can be asked for. A day that cannot be used is told about, and not used."""

    op = DayField(label=gettext_lazy("The agenda on"), required=False)
    van = DayField(label=gettext_lazy("Changes from"), required=False)
    tot = DayField(label=gettext_lazy("until and including"), required=False)

    def __init__(self, data):
        super().__init__(data)
        for field in self.fields.values():
            field.widget.attrs.update({"class": "input", "min": FIRST_DAY, "max": timezone.localdate()})
            field.error_messages["invalid"] = _("This is no day. Write it as 31-12-2026.")

    def _day(self, name: str) -> date | None:
        day = self.cleaned_data[name]
        if day and not FIRST_DAY <= day <= timezone.localdate():
            raise forms.ValidationError(
                _("Choose a day from %(first)s until today.") % {"first": date_format(FIRST_DAY, "j F Y")}
            )
        return day

    def clean_op(self):
        return self._day("op")

    def clean_van(self):
        return self._day("van")

    def clean_tot(self):
        return self._day("tot")

    def clean(self):
        first, last = self.cleaned_data.get("van"), self.cleaned_data.get("tot")
        if first and last and first > last:
            self.add_error("tot", _("This day comes before the first one."))
        return self.cleaned_data

    @property
    def day(self) -> date:
        return self._given("op") or timezone.localdate()

    @property
    def period(self) -> Period:
        last = self._given("tot") or self.day
        return Period(self._given("van") or max(FIRST_DAY, last - USUAL), last)

    def _given(self, name: str):
        return self.cleaned_data.get(name) if self.is_valid() else None


class Progress(TemplateView):
    template_name = "agenda/progress.html"

    def get_context_data(self, **kwargs):
        form = DaysForm(self.request.GET)
        day, today = form.day, timezone.localdate()
        agenda, period = AgendaOn(day, with_parties=True), form.period
        return super().get_context_data(
            form=form,
            day=day,
            is_today=day == today,
            board=board_of(agenda.lines),
            counts=_counts(agenda),
            statuses=[{"status": value, "label": label} for value, label in Status.choices],
            waiting=[
                {"line": line, "freshness": freshness, "told": last_reported_in_words(reported_on(line), day)}
                for line, freshness in agenda.waiting
            ],
            asks=agenda.asks,
            matrix=_matrix(agenda),
            lines=agenda.lines,
            **told(period),
            updates=[_told_of(update) for update in period.updates],
            breadcrumb=breadcrumb(
                (_("Agenda"), reverse("agenda:action_lines")), (_("Progress"), reverse("agenda:progress"))
            ),
            **kwargs,
        )


def _counts(agenda: AgendaOn) -> list[dict]:
    """Per accelerator a row with a cell per status, in the order of Status: its name and the number of lines."""
    return [
        {
            "accelerator": row["accelerator"],
            "cells": [{"label": status.label, "number": row["counts"][status]} for status in Status],
        }
        for row in agenda.count_by_accelerator()
    ]


def _matrix(agenda: AgendaOn) -> list[dict]:
    return [
        {
            "organisation": row["organisation"],
            "cells": [{"line": line, "role": _role(row["roles"].get(line.pk, ()))} for line in agenda.lines],
        }
        for row in agenda.organisations
    ]


def _role(roles) -> str:
    return "initiator" if "initiator" in roles else "partner" if roles else ""


def told(period: Period) -> dict:
    """What happened in a period, for page and note."""
    return {
        "period": period,
        "moves": period.moves,
        "milestones": period.milestone_changes,
        "fell_silent": [
            {"line": line, "told": last_reported_in_words(reported_on(line), period.last)}
            for line in period.fell_silent
        ],
        "asked": period.asked,
    }


def _told_of(update) -> dict:
    """A report with its sentences, and what marks it as corrected or as a correction."""
    return {"update": update, "sentences": sentences(update), "marks": correction_in_words(update)}


class MeetingNote(TemplateView):
    """One click before a meeting of the administrators: what moved, slipped, fell silent and was asked since the last.

    `van` is the day after the last meeting. Prints on paper; `notitie.odt` and
    `notitie.txt` are the same as a document.
    """

    template_name = "agenda/meeting_note.html"

    def get_context_data(self, **kwargs):
        form = DaysForm(self.request.GET)
        period = form.period
        return super().get_context_data(
            form=form,
            **told(period),
            agenda=period.after,
            reported=[_told_of(update) for update in period.reported],
            slipped=_slipped(period),
            breadcrumb=breadcrumb(
                (_("Agenda"), reverse("agenda:action_lines")),
                (_("Progress"), reverse("agenda:progress")),
                (_("Note for the meeting"), ""),
            ),
            **kwargs,
        )


class MeetingNoteFile(MeetingNote):
    """The note to take along. Days that cannot be used are told about on the page of the note."""

    def get(self, request, form):
        context = self.get_context_data()
        if not context["form"].is_valid():
            return self.response_class(request, self.template_name, context, using=self.template_engine, status=400)
        render, content_type = FILES[form]
        name = f"notitie-{context['period'].last.isoformat()}.{form}"
        return HttpResponse(
            render(note_of(context)),
            content_type=content_type,
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )


def _slipped(period: Period) -> dict:
    """What went the wrong way: lines that paused or stopped, milestones that slipped, and those whose day passed."""
    return {
        "moves": [move for move in period.moves if move.after in (Status.PAUSED, Status.STOPPED)],
        "milestones": [change for change in period.milestone_changes if change.slips],
        "overdue": period.overdue_milestones,
    }
