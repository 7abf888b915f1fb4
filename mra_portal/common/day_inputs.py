"""Fields for days and hours, asked by the browser itself, in forms and in the editing screens.

Wagtail's own calendar replaces what it cannot read by today, without a word. The browser's field writes a day as its
owner is used to, and never changes what was typed.
"""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.forms.models import register_form_field_override

# As people type it, and as browsers send it.
DAYS = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y"]


class DayInput(forms.DateInput):
    """The browser's own choice of a day, which takes one as 2026-12-31 and warns about anything else."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__({"max": "9999-12-31", **(attrs or {})})  # without it browsers take years of six digits

    def format_value(self, value):
        if isinstance(value, str):
            try:
                value = forms.DateField(input_formats=DAYS).to_python(value)
            except ValidationError:
                return ""
        return value.isoformat() if value else ""


class DayField(forms.DateField):
    """A day: 31-12-2026 as people type it, 2026-12-31 as browsers send it."""

    def __init__(self, **kwargs):
        super().__init__(input_formats=DAYS, widget=DayInput(), **kwargs)


class HourInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%H:%M")


def use_in_editing_screens() -> None:
    """For every day and hour of a row. Call it when the apps are ready."""
    register_form_field_override(models.DateField, override={"form_class": DayField})
    register_form_field_override(models.TimeField, override={"widget": HourInput})
