"""Milestones and requests of one line, kept by who may report on it. Behind the login, in the look of the site."""

from collections.abc import Callable
from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from agenda.forms import OnBehalfForm, SeenForm
from agenda.models import Ask, Milestone
from agenda.operations import (
    OvertakenError,
    add_milestone,
    ask_for,
    drop_milestone,
    end_ask,
    plan_milestone,
    reach_milestone,
)
from agenda.reporting import own_reporter, reporters_for
from agenda.views.reporting import LineView
from mra_portal.common.day_inputs import DayField


class AskForm(OnBehalfForm):
    text_nl = forms.CharField(
        label=gettext_lazy("What do you look for?"),
        max_length=250,
        help_text=gettext_lazy("For example: a place for a pilot with shared batteries."),
    )
    text_en = forms.CharField(label=gettext_lazy("The same in English"), max_length=250, required=False)
    until = DayField(label=gettext_lazy("Until and including"))


class MilestoneForm(OnBehalfForm):
    title_nl = forms.CharField(label=gettext_lazy("What do you want to reach?"), max_length=200)
    title_en = forms.CharField(label=gettext_lazy("The same in English"), max_length=200, required=False)
    planned_on = DayField(label=gettext_lazy("When?"))


class MoveForm(OnBehalfForm, SeenForm):
    planned_on = DayField(label=gettext_lazy("New day"))
    reason_nl = forms.CharField(label=gettext_lazy("Why does it move?"), max_length=300)


class DropForm(OnBehalfForm, SeenForm):
    reason_nl = forms.CharField(label=gettext_lazy("Why is it dropped?"), max_length=300)


class ReopenForm(OnBehalfForm, SeenForm):
    planned_on = DayField(label=gettext_lazy("Planned for"))
    reason_nl = forms.CharField(label=gettext_lazy("Why is it open again?"), max_length=300)


class ReachForm(OnBehalfForm, SeenForm):
    done_on = DayField(label=gettext_lazy("Reached on"))


class MilestoneAction(NamedTuple):
    """What can be said of a milestone: its form, the words that open it, what it does and what is said afterwards."""

    form: type[forms.Form]
    words: str
    operation: Callable
    said: str


MILESTONE_ACTIONS = {
    "bereikt": MilestoneAction(
        ReachForm, gettext_lazy("Reached"), reach_milestone, gettext_lazy("Published: the milestone was reached.")
    ),
    "verplaatst": MilestoneAction(
        MoveForm,
        gettext_lazy("Moved"),
        plan_milestone,
        gettext_lazy("Published: visitors see the new day and why it moved."),
    ),
    "vervallen": MilestoneAction(
        DropForm,
        gettext_lazy("Dropped"),
        drop_milestone,
        gettext_lazy("Published: visitors see that the milestone was dropped, and why."),
    ),
    "weer-open": MilestoneAction(
        ReopenForm,
        gettext_lazy("That is not right, or it is open again"),
        plan_milestone,
        gettext_lazy("Published: visitors see that the milestone is open again, and why."),
    ),
}


class LineDesk(LineView):
    """`wat` in the form says which of the forms was sent."""

    template_name = "agenda/line_desk.html"

    def get(self, request, **kwargs):
        return self.show()

    def post(self, request, **kwargs):
        what = request.POST.get("wat", "")
        if what in MILESTONE_ACTIONS:
            return self._change(MILESTONE_ACTIONS[what])
        if what == "gevonden":
            ask = get_object_or_404(Ask.objects.filter(action_line=self.line), pk=_key(request))
            end_ask(ask, author=request.user)
            messages.success(request, _("Ended: visitors no longer see this request."))
            return self.again()
        actions = {"mijlpaal": self._plan, "gezocht": self._ask}
        return actions[what]() if what in actions else self.show(status=400)

    def _save(self, form, save, said):
        status = 422
        if form.is_valid():
            try:
                with transaction.atomic():
                    save(form.cleaned_data)
            except OvertakenError as error:
                form.overtaken, status = True, 409
                form.add_error(None, error)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(self.request, said)
                return self.again()
        return self.show(refused=form, status=status)

    def _form(self, form_class, **given):
        return form_class(self.request.POST, **self.speakers, **given)

    def _ask(self):
        def save(data):
            ask_for(self.line, data["text_nl"], data["until"], text_en=data["text_en"], **self._who(data))

        return self._save(self._form(AskForm), save, _("Published: the request stands on the page of the line."))

    def _plan(self):
        def save(data):
            told = {"title_en": data["title_en"], **self._who(data)}
            add_milestone(self.line, data["title_nl"], data["planned_on"], **told)

        said = _("Published: the milestone stands on the page of the line.")
        return self._save(self._form(MilestoneForm), save, said)

    def _change(self, action: MilestoneAction):
        """The fields of its form are what the operation asks for."""
        milestone = self._milestone()
        form = self._form(action.form, auto_id=_ids(milestone, action.form))
        return self._save(form, lambda data: action.operation(milestone, **data, author=self.request.user), action.said)

    def _who(self, data) -> dict:
        return {"organisation": data["organisation"], "author": self.request.user}

    def _milestone(self) -> Milestone:
        return get_object_or_404(Milestone.objects.filter(action_line=self.line), pk=_key(self.request))

    @cached_property
    def speakers(self) -> dict:
        """In whose name this person may speak, and does when she does not choose."""
        user = self.request.user
        return {"organisations": reporters_for(user, self.line), "own": own_reporter(user, self.line)}

    def again(self):
        return redirect("line_desk", slug=self.line.slug)

    def show(self, refused=None, status=200):
        def form(form_class, **given):
            return refused if isinstance(refused, form_class) else form_class(**self.speakers, **given)

        context = self.context(
            asks=self.line.open_asks,
            milestones=[self._row(milestone, refused) for milestone in self.line.milestones.for_line_page()],
            ask_form=form(AskForm),
            milestone_form=form(MilestoneForm),
            refused=refused,
        )
        return render(self.request, self.template_name, context, status=status)

    def _row(self, milestone, refused) -> dict:
        """A milestone with its forms; the one that was refused comes back as it was filled in."""
        newest = next(iter(milestone.changes.all()), None)
        seen = newest.pk if newest else None
        initial = {"seen": seen, "planned_on": milestone.planned_on if milestone.is_closed else None}
        is_refused = milestone.pk == _key(self.request) and refused is not None
        if is_refused and getattr(refused, "overtaken", False):  # what happened meanwhile stands above it now
            refused.data = refused.data.copy()
            refused.data["seen"] = str(seen or "")
        forms_of = []
        for what, action in MILESTONE_ACTIONS.items():
            shown = {"what": what, "words": action.words}
            if is_refused and type(refused) is action.form:
                forms_of.append({**shown, "form": refused})
            elif milestone.is_closed == (action.form is ReopenForm):
                given = {**self.speakers, "auto_id": _ids(milestone, action.form)}
                forms_of.append({**shown, "form": action.form(initial=initial, **given)})
        return {"milestone": milestone, "forms": forms_of}


def _ids(milestone, form_class) -> str:
    return f"id_{form_class.__name__.lower()}_{milestone.pk}_%s"


def _key(request) -> int:
    given = request.POST.get("pk", "")
    return int(given) if given.isdecimal() and len(given) < 19 else 0
