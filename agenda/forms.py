"""The form of a report: as few questions as can be, on a phone."""

import json

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agenda.models import ActionLine, Organisation, Status, StatusUpdate
from agenda.models.status_updates import AT_REST, LONGEST_STEP, LONGEST_TEXT, validate_links
from agenda.operations import Report
from mra_portal.common.day_inputs import DayField

NOTHING_SEEN = "geen"
NEXT_STEP = ("next_step_nl", "next_step_en", "next_step_on")


class LinksField(forms.CharField):
    """Web addresses, one per line, as a list."""

    widget = forms.Textarea(attrs={"rows": 2})

    def clean(self, value):
        links = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        validate_links(links)
        return links

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value


def _text(label, longest, rows=3, **kwargs):
    return forms.CharField(
        label=label, max_length=longest, widget=forms.Textarea(attrs={"rows": rows}), strip=True, **kwargs
    )


class OnBehalfForm(forms.Form):
    """Asks in whose name, unless it can only be one's own organisation. Nobody speaks for another one unasked."""

    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=_("On behalf of"), empty_label=_("Choose"))

    def __init__(self, *args, organisations, own: Organisation | None, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        field.initial = own and own.pk
        field.empty_label = None if own else field.empty_label
        field.queryset = organisations
        if own and len(organisations[:2]) == 1:
            field.widget = forms.HiddenInput()


class SeenForm(forms.Form):
    """Carries the key of the newest thing that stood there when the form was opened (agenda.operations: `seen`)."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


class ReportForm(OnBehalfForm):
    """One report. `seen` is the newest update that the form was opened on; who reported meanwhile is told apart."""

    status = forms.ChoiceField(label=_("Status"), choices=Status.reportable, widget=forms.RadioSelect)
    since = DayField(label=_("Since when?"), required=False)
    text_nl = _text(_("What happened? One or two sentences for everybody"), LONGEST_TEXT)
    reason_nl = _text(
        _("Why did the status change?"),
        LONGEST_STEP,
        rows=2,
        required=False,
        help_text=_("Asked only when the status changes."),
    )
    next_step_nl = forms.CharField(label=_("What is the next step?"), max_length=LONGEST_STEP, required=False)
    next_step_on = DayField(label=_("When is the next step?"), required=False)
    text_en = _text(_("The same in English"), LONGEST_TEXT, required=False)
    next_step_en = forms.CharField(label=_("Next step, in English"), max_length=LONGEST_STEP, required=False)
    links = LinksField(label=_("Links to read more"), required=False, help_text=_("One web address per line."))
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    # What stands behind "More": seldom needed.
    EXTRA = ("text_en", "next_step_en", "links")

    def __init__(self, *args, line: ActionLine, **kwargs):
        super().__init__(*args, **kwargs)
        self.line = line
        self.fields["reason_nl"].is_asked_sometimes = True
        for name, bound in self.fields.items():
            if isinstance(bound.widget, forms.Textarea | forms.TextInput | forms.DateInput | forms.Select):
                bound.widget.attrs.setdefault("class", "input")
            if name == "since":
                bound.widget.attrs["max"] = timezone.localdate().isoformat()

    def choose(self, status: str) -> None:
        """Open with this status, from a link in a mail: what is left to do is the sentence, so the cursor stands there.

        What was told of the old status makes way, as it does on the page itself (report.js).
        """
        self.fields["text_nl"].widget.attrs["autofocus"] = True
        if status == self.current_status:
            return
        self.initial["status"] = status
        if self.initial.get("since"):
            self.initial["since"] = timezone.localdate()
        if status in AT_REST:
            self.initial |= dict.fromkeys(NEXT_STEP)

    @property
    def kept_of_now(self) -> str:
        """What was told of the status as it is now, for the script: it comes back when that status is chosen again."""
        now = self.before
        told = {name: str(getattr(now, name) or "") if now else "" for name in ("since", *NEXT_STEP)}
        return json.dumps(told)

    @property
    def report(self) -> Report:
        """Of a valid form."""
        data = self.cleaned_data
        names = ("status", "since", "text_nl", "text_en", "reason_nl", "next_step_nl", "next_step_en", "next_step_on")
        return Report(**{name: data[name] for name in names}, links=data["links"])

    @property
    def seen_key(self) -> int | None:
        """The newest update that its sender knew; None when there was none."""
        seen = self.data.get("seen", "")
        return int(seen) if seen.isdecimal() and len(seen) < 19 else None

    def clean(self):
        super().clean()
        if "status" in self.cleaned_data and not self.errors:
            try:
                self.report.check(self.before, timezone.localdate())
            except ValidationError as error:
                self.add_error(None, error)
        return self.cleaned_data

    # A correction explains a mistake, not a change.
    is_correction = False

    @property
    def before(self) -> StatusUpdate | None:
        """The report that this one follows; none for a correction."""
        return self.line.timeline[0] if self.line.timeline and not self.is_correction else None

    @property
    def current_status(self) -> str:
        return self.before.status if self.before else Status.NONE.value

    @property
    def at_rest(self) -> str:
        """The statuses without a next step, for the script."""
        return " ".join(AT_REST)

    @property
    def main_fields(self):
        return [self[name] for name in self.fields if name not in (*self.EXTRA, "status", "seen")]

    @property
    def extra_fields(self):
        return [self[name] for name in self.EXTRA]
