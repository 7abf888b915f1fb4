"""Milestones and requests of one line, kept by who may report on it. Behind the login, in the look of the site."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from agenda.forms import OnBehalfForm, SeenForm
from agenda.models import Ask, Milestone
from agenda.operations import OvertakenError, ask_for, end_ask, plan_milestone, reach_milestone
from agenda.reporting import reporters_for
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


class ReachForm(OnBehalfForm, SeenForm):
    done_on = DayField(label=gettext_lazy("Reached on"))


class LineDesk(LineView):
    """`wat` in the form says which of the forms was sent."""

    template_name = "agenda/line_desk.html"

    def get(self, request, **kwargs):
        return self.show()

    def post(self, request, **kwargs):
        actions = {"mijlpaal": self._plan, "verplaatst": self._move, "bereikt": self._reach, "gezocht": self._ask}
        what = request.POST.get("wat", "")
        if what == "gevonden":
            ask = get_object_or_404(Ask.objects.filter(action_line=self.line), pk=_key(request))
            end_ask(ask, author=request.user)
            messages.success(request, _("Ended: visitors no longer see this request."))
            return self.again()
        if what not in actions:
            return self.show(status=400)
        return actions[what]()

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
        return form_class(self.request.POST, organisations=self.organisations, **given)

    def _ask(self):
        def save(data):
            ask_for(self.line, data["text_nl"], data["until"], text_en=data["text_en"], **self._who(data))

        return self._save(self._form(AskForm), save, _("Published: the request stands on the page of the line."))

    def _plan(self):
        def save(data):
            milestone = Milestone.objects.create(
                slug=_free_slug(self.line, data["title_nl"]),
                action_line=self.line,
                title_nl=data["title_nl"],
                title_en=data["title_en"],
            )
            plan_milestone(milestone, data["planned_on"], **self._who(data))

        said = _("Published: the milestone stands on the page of the line.")
        return self._save(self._form(MilestoneForm), save, said)

    def _move(self):
        milestone = self._milestone()

        def save(data):
            told = {"reason_nl": data["reason_nl"], "seen": data["seen"]}
            plan_milestone(milestone, data["planned_on"], **told, **self._who(data))

        form = self._form(MoveForm, auto_id=_ids(milestone, "move"))
        return self._save(form, save, _("Published: visitors see the new day and why it moved."))

    def _reach(self):
        milestone = self._milestone()

        def save(data):
            reach_milestone(milestone, data["done_on"], seen=data["seen"], **self._who(data))

        form = self._form(ReachForm, auto_id=_ids(milestone, "reach"))
        return self._save(form, save, _("Published: the milestone was reached."))

    def _who(self, data) -> dict:
        return {"organisation": data["organisation"], "author": self.request.user}

    def _milestone(self) -> Milestone:
        return get_object_or_404(Milestone.objects.filter(action_line=self.line), pk=_key(self.request))

    @property
    def organisations(self):
        return reporters_for(self.request.user, self.line)

    def again(self):
        return redirect("line_desk", slug=self.line.slug)

    def show(self, refused=None, status=200):
        def form(form_class, **given):
            return refused if isinstance(refused, form_class) else form_class(organisations=self.organisations, **given)

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
        row = {"milestone": milestone}
        for name, form_class in (("reach", ReachForm), ("move", MoveForm)):
            given = {"organisations": self.organisations, "auto_id": _ids(milestone, name)}
            row[name] = form_class(initial={"seen": seen}, **given)
            if isinstance(refused, form_class) and milestone.pk == _key(self.request):
                row[name] = refused
                if getattr(refused, "overtaken", False):  # what happened meanwhile stands above it now
                    refused.data = refused.data.copy()
                    refused.data["seen"] = str(seen or "")
        return row


def _ids(milestone, name: str) -> str:
    return f"id_{name}_{milestone.pk}_%s"


def _key(request) -> int:
    given = request.POST.get("pk", "")
    return int(given) if given.isdecimal() and len(given) < 19 else 0


def _free_slug(line, title: str) -> str:
    """The code of the line and the title, with a number where that is taken."""
    base = f"{line.slug}-{slugify(title)}"[:70].strip("-")
    taken = set(Milestone.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    options = [base, *(f"{base}-{number}" for number in range(2, len(taken) + 2))]
    return next(slug for slug in options if slug not in taken)
