"""Cross-pollinations in the editing screens: what waits for my subregion, and what I can do with each."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from mra_portal.crossings.desk_forms import AnswerForm, MoveForm, PlanForm, ProposeForm, VerdictForm
from profiles.cross_pollinations import operations
from profiles.cross_pollinations.gaps import read_gaps
from profiles.cross_pollinations.speaking import Speaker, speaker_of
from profiles.cross_pollinations.wording import as_timeline, said_by
from profiles.models import CrossPollination, State

OUTSIDE = "buiten"


def waiting_for(speaker: Speaker) -> list[dict]:
    """[{subregion, rows}]: what each of her subregions should answer."""
    return [
        {"subregion": subregion, "rows": list(CrossPollination.objects.waiting_for(subregion).for_listing().in_order())}
        for subregion in speaker.subregions
    ]


class SpeakerMixin(WagtailAdminTemplateMixin):
    """For who may speak for a subregion, or for all of them; nobody else gets in."""

    header_icon = "group"

    def dispatch(self, request, *args, **kwargs):
        self.speaker = speaker_of(request.user)
        if not self.speaker.may_speak:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        board = {"url": reverse("cross_pollination_board"), "label": BoardView.page_title}
        here = [] if isinstance(self, BoardView) else [board]
        return [*self.breadcrumbs_items, *here, {"url": "", "label": self.get_page_title()}]


class BoardView(SpeakerMixin, TemplateView):
    """What waits for my subregion, what is ours, and the chances that nobody judged."""

    page_title = gettext_lazy("Cross-pollinations")
    template_name = "crossings/admin/board.html"

    def get_context_data(self, **kwargs):
        rows = CrossPollination.objects.for_listing().in_order()
        mine = [row for row in rows if self.speaker.may_lead(row)]
        gaps = [gap for gap in read_gaps() if gap.is_open and may_judge(self.speaker, gap)]
        return super().get_context_data(
            waiting=waiting_for(self.speaker),
            mine=[{"row": row, "said": said_by(row)} for row in mine],
            gaps=len(gaps),
            **kwargs,
        )


class DeskMixin(SpeakerMixin):
    """One cross-pollination, for its owners and the MRA office."""

    template_name = "crossings/admin/desk.html"

    @cached_property
    def row(self) -> CrossPollination:
        return get_object_or_404(CrossPollination.objects.for_listing(), pk=self.kwargs["pk"])

    def dispatch(self, request, *args, **kwargs):
        speaker = speaker_of(request.user)
        speaker.require(speaker.may_lead(self.row))
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        return self.row.topic_nl

    def get_page_subtitle(self):
        return self.row.parties

    def get_context_data(self, **kwargs):
        row = self.row
        seen = {"seen": row.version}
        step = {**seen, "step": row.next_step_nl, "step_en": row.next_step_en, "by": row.next_step_by}
        forms = {
            "answer_forms": self.answer_forms() if row.state == State.NAMED else [],
            "move_form": MoveForm(row=row, initial=seen, prefix="stand"),
            "plan_form": PlanForm(initial=step, prefix="stap"),
        }
        return super().get_context_data(
            **{**forms, "row": row, "said": said_by(row), "timeline": as_timeline(row), **kwargs}
        )

    def answer_forms(self, given: AnswerForm | None = None) -> list[dict]:
        """One per side that this person may speak for and that did not say yes yet."""
        forms = []
        for stance in self.row.stances:
            if stance.has_agreed or not self.speaker.may_speak_for(self.row, stance.side):
                continue
            slug = OUTSIDE if stance.side.is_outside else stance.side.subregion.slug
            form = given if given and given.prefix == slug else AnswerForm(prefix=slug)
            url = reverse("answer_cross_pollination", args=[self.row.pk, slug])
            forms.append({"side": stance.side, "form": form, "url": url})
        return forms


class DeskView(DeskMixin, TemplateView):
    pass


class DeskFormView(DeskMixin, FormView):
    """One thing to do. What cannot be done comes back with the message and with what was typed."""

    http_method_names = ["post"]
    context_name = ""
    said = gettext_lazy("Saved.")

    def act(self, given: dict) -> None:
        raise NotImplementedError

    def form_valid(self, form):
        try:
            self.act(form.cleaned_data)
        except operations.OutdatedError as outdated:
            messages.error(self.request, str(outdated))
            return self._again(form, 409)
        except ValidationError as error:
            put_errors(form, error)
            return self.form_invalid(form)
        messages.success(self.request, self.said)
        return redirect("cross_pollination_desk", self.row.pk)

    def form_invalid(self, form):
        return self._again(form, 400)

    def _again(self, form, status):
        self.__dict__.pop("row", None)  # as it is now
        return self.render_to_response(self.get_context_data(**self.shown(form)), status=status)

    def shown(self, form) -> dict:
        return {"form": None, self.context_name: form}


class AnswerView(DeskFormView):
    form_class = AnswerForm
    said = gettext_lazy("Your answer is noted.")

    def get_prefix(self):
        return self.kwargs["side"]

    def act(self, given):
        side = next((side for side in self.row.sides if self.kwargs["side"] == _slug_of(side)), None)
        if side is None:
            raise ValidationError(_("This side is no owner of this cross-pollination."))
        agrees = given["answer"] == AnswerForm.YES
        today = timezone.localdate()
        operations.answer(self.speaker, self.row, side, agrees, today, given["reason"], given["source"])

    def form_valid(self, form):
        """The right on this very side, before anything else."""
        for side in self.row.sides:
            if self.kwargs["side"] == _slug_of(side):
                self.speaker.require(self.speaker.may_speak_for(self.row, side))
        return super().form_valid(form)

    def shown(self, form):
        return {"form": None, "answer_forms": self.answer_forms(form)}


def _slug_of(side) -> str:
    return OUTSIDE if side.is_outside else side.subregion.slug


class MoveView(DeskFormView):
    form_class, context_name, prefix = MoveForm, "move_form", "stand"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "row": self.row}

    def act(self, given):
        today = timezone.localdate()
        told = given["seen"], given["reason"], given["reason_en"]
        operations.move(self.speaker, self.row, given["state"], today, *told)


class PlanView(DeskFormView):
    form_class, context_name, prefix = PlanForm, "plan_form", "stap"

    def act(self, given):
        today = timezone.localdate()
        told = given["seen"], given["step"], given["step_en"], given["by"]
        operations.plan(self.speaker, self.row, today, *told)


class ProposeView(SpeakerMixin, FormView):
    page_title = gettext_lazy("Propose a cross-pollination")
    template_name = "crossings/admin/propose.html"
    form_class = ProposeForm

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "speaker": self.speaker}

    def form_valid(self, form):
        try:
            row = operations.propose(self.speaker, operations.Idea(**form.cleaned_data), timezone.localdate())
        except ValidationError as error:
            put_errors(form, error)
            return self.form_invalid(form)
        messages.success(self.request, _("Proposed. The other side is asked to say yes or no."))
        return redirect("cross_pollination_desk", row.pk)


class GapsView(SpeakerMixin, FormView):
    """Chances to judge: take up, park or reject."""

    page_title = gettext_lazy("Chances for cross-pollination")
    template_name = "crossings/admin/gaps.html"
    form_class = VerdictForm
    success_url = reverse_lazy("gaps_to_judge")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        given = context["form"] if context["form"].is_bound else None
        return {
            **context,
            "given": given,
            "gaps": [
                {"gap": gap, "form": self._form_of(gap, given)}
                for gap in read_gaps()
                if not gap.is_rejected and may_judge(self.speaker, gap)
            ],
        }

    def _form_of(self, gap, given):
        if given and given.data.get("gap") == gap.address:
            return given
        return VerdictForm(initial={"gap": gap.address}, auto_id=f"id_{gap.address.replace(':', '-')}_%s")

    def form_valid(self, form):
        given = form.cleaned_data
        gap = next((gap for gap in read_gaps() if gap.address == given["gap"]), None)
        if gap is None:
            form.add_error(None, _("This chance is not there any more."))
            return self.render_to_response(self.get_context_data(form=form), status=409)
        today = timezone.localdate()
        try:
            row = operations.judge_gap(self.speaker, gap, given["verdict"], today, given["reason"], given["topic"])
        except operations.OutdatedError as outdated:
            form.add_error(None, str(outdated))
            return self.render_to_response(self.get_context_data(form=form), status=409)
        except ValidationError as error:
            put_errors(form, error)
            return self.form_invalid(form)
        messages.success(self.request, _("Your verdict is noted."))
        return redirect("cross_pollination_desk", row.pk) if row else super().form_valid(form)


def may_judge(speaker: Speaker, gap) -> bool:
    return speaker.is_office or any(speaker.is_member_of(owner) for owner in gap.pair)


def put_errors(form, error: ValidationError) -> None:
    """What a row refuses, beside the field of the form that it is about."""
    found = error.message_dict if hasattr(error, "error_dict") else {None: error.messages}
    for name, texts in found.items():
        for text in texts:
            form.add_error(name if name in form.fields else None, text)


class CrossPollinationMenuItem(MenuItem):
    """Says how many answers my subregions owe."""

    def __init__(self, **kwargs):
        address = reverse_lazy("cross_pollination_board")
        super().__init__(BoardView.page_title, address, name="cross-pollinations", icon_name="group", **kwargs)

    def is_shown(self, request):
        return speaker_of(request.user).may_speak

    def render_component(self, request):
        count = sum(len(found["rows"]) for found in waiting_for(speaker_of(request.user)))
        label = _("Cross-pollinations (%(count)s)") % {"count": count} if count else _("Cross-pollinations")
        return LinkMenuItem(self.name, label, str(self.url), icon_name=self.icon_name)
