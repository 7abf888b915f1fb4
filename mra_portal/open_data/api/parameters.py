"""What every list of the API can be asked besides its filters: paging, columns, language, and what changed."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mra_portal.common.catalogue import PAGE_SIZE, PagingForm
from mra_portal.common.days import start_of
from mra_portal.common.exports.datasets import Dataset
from mra_portal.common.exports.problems import RefusedError
from mra_portal.common.filters import NOT_A_CHOICE

MOST_CHARACTERS = 8000  # of a query string; nobody asks that much by accident


class MomentField(forms.CharField):
    """A moment, or the start of a day. Without a zone it is a time in the Netherlands."""

    def clean(self, value):
        text = super().clean(value).strip().replace(" ", "+")  # a plus sign that was not written as %2B
        if not text:
            return None
        try:
            moment = parse_datetime(text) if "T" in text else None
            day = None if "T" in text else parse_date(text)
            if day:
                moment = start_of(day)
            if moment is None:
                raise ValueError
            moment = timezone.make_aware(moment) if timezone.is_naive(moment) else moment
            return moment.astimezone(UTC)
        except (ValueError, OverflowError):
            raise forms.ValidationError(
                _("This is no moment. Write it as 2026-12-31 or 2026-12-31T09:30:00Z.")
            ) from None


class CommonForm(forms.Form):
    velden = forms.CharField(required=False, label=gettext_lazy("Columns"))
    taal = forms.ChoiceField(
        choices=settings.LANGUAGES, required=False, label=gettext_lazy("Language"), error_messages=NOT_A_CHOICE
    )

    def __init__(self, data, dataset: Dataset):
        super().__init__(data)
        self.dataset = dataset

    def clean_velden(self) -> list[str]:
        names = [name.strip() for name in self.cleaned_data["velden"].split(",") if name.strip()]
        unknown = [name for name in names if name not in self.dataset.columns]
        if unknown:
            raise forms.ValidationError([NOT_A_CHOICE["invalid_choice"] % {"value": name[:100]} for name in unknown])
        return list(dict.fromkeys(names))


class ListForm(PagingForm, CommonForm):
    gewijzigd_na = MomentField(required=False, label=gettext_lazy("Changed after"))


@dataclass(frozen=True)
class Asked:
    """The parameters of one request, checked."""

    names: list[str]
    number: int = 1
    size: int = PAGE_SIZE
    changed_after: datetime | None = None


def asked_of_list(query: QueryDict, dataset: Dataset) -> Asked:
    """Raises RefusedError, naming every parameter that cannot be used."""
    form = _checked(ListForm, query, dataset)
    given = form.cleaned_data
    return Asked(given["velden"], given["pagina"] or 1, given["per_pagina"] or PAGE_SIZE, given["gewijzigd_na"])


def asked_of_row(query: QueryDict, dataset: Dataset) -> Asked:
    """Raises RefusedError."""
    return Asked(_checked(CommonForm, query, dataset).cleaned_data["velden"])


def _checked(form_class, query: QueryDict, dataset: Dataset):
    form = form_class({name: query.get(name, "").replace("\0", "") for name in form_class.base_fields}, dataset)
    if not form.is_valid():
        raise RefusedError(form.errors)
    return form
