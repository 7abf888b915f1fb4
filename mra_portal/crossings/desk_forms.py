"""The questions on the desk of a cross-pollination; what is allowed is decided by the operations."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from profiles.models import CrossPollination, Sector, State, Subregion, Verdict

LONGEST = 2000


def _text(label, **kwargs) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=LONGEST, required=False, widget=forms.Textarea(attrs={"rows": 3}), **kwargs
    )


class AnswerForm(forms.Form):
    """Yes or no, for one side."""

    YES, NO = "ja", "nee"

    answer = forms.ChoiceField(
        label=_("Your answer"),
        choices=[(YES, _("Yes, we confirm it")), (NO, _("No, we decline it"))],
        widget=forms.RadioSelect,
    )
    reason = _text(_("Why"), help_text=_("Needed when you decline. The public reads it."))
    source = forms.CharField(label=_("Source"), max_length=300, required=False)


class MoveForm(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput)
    state = forms.ChoiceField(label=_("How it stands now"), choices=State.choices, widget=forms.RadioSelect)
    reason = _text(_("Reason in Dutch"), help_text=_("Needed when you park it. The public reads it."))
    reason_en = _text(_("Reason in English"))

    def __init__(self, *args, row: CrossPollination, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [(state, capfirst(State(state).label)) for state in row.next_states]


class PlanForm(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput)
    step = _text(_("Next step in Dutch"), help_text=_("Empty when there is none."))
    step_en = _text(_("Next step in English"))
    by = forms.DateField(
        label=_("Before"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class ProposeForm(forms.Form):
    owner = forms.ModelChoiceField(label=_("Of which subregion"), queryset=Subregion.objects.none(), empty_label=None)
    other = forms.ModelChoiceField(
        label=_("With which subregion"),
        queryset=Subregion.objects.all(),
        required=False,
        empty_label=_("none of these"),
    )
    outside = forms.CharField(label=_("Or with somebody outside the region"), max_length=120, required=False)
    topic_nl = forms.CharField(label=_("Topic in Dutch"), max_length=200)
    topic_en = forms.CharField(label=_("Topic in English"), max_length=200, required=False)
    sectors = forms.ModelMultipleChoiceField(
        label=_("Sectors"), queryset=Sector.objects.all(), required=False, widget=forms.CheckboxSelectMultiple
    )
    text_nl = _text(_("Explanation in Dutch"))
    text_en = _text(_("Explanation in English"))
    source = forms.CharField(
        label=_("Source"), max_length=300, required=False, help_text=_("Empty when the idea is your own.")
    )

    def __init__(self, *args, speaker, **kwargs):
        super().__init__(*args, **kwargs)
        own = Subregion.objects.all()
        if not speaker.is_office:
            own = own.filter(pk__in=[subregion.pk for subregion in speaker.subregions])
        self.fields["owner"].queryset = own
        self.fields["sectors"].label_from_instance = lambda sector: sector.label

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("other") and not cleaned.get("outside", "").strip():
            self.add_error("other", _("Choose a subregion, or write who it is outside the region."))
        return cleaned


class VerdictForm(forms.Form):
    gap = forms.CharField(widget=forms.HiddenInput, max_length=200)
    verdict = forms.ChoiceField(
        label=pgettext_lazy("on a gap", "Verdict"),
        choices=[
            (Verdict.ACCEPTED.value, _("Take it up: make it a cross-pollination")),
            (Verdict.PARKED.value, _("Park it")),
            (Verdict.REJECTED.value, _("Reject it: never offer it again")),
        ],
        widget=forms.RadioSelect,
    )
    topic = forms.CharField(
        label=_("Topic in Dutch"),
        max_length=200,
        required=False,
        help_text=_("When you take it up. Empty: the name of the sector."),
    )
    reason = _text(_("Why"), help_text=_("Needed when you park or reject it. The public reads it."))
