"""What a form showed when it was opened, kept in the form itself, so that a save can tell what changed since.

For rows without versions: a mark per field, and per field of every part of the row (formsets). Marks say whether a
value changed, not what it was, so nothing leaves that the form does not show anyway.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import blake2b

from django import forms
from django.db.models import Model
from django.forms import BaseFormSet, BaseModelForm
from django.utils import timezone
from django.utils.translation import gettext as _

FIELD = "opened_on"
_MOMENT = "moment"


class MarksField(forms.CharField):
    """Always shows the marks of now: a form that comes back after a conflict is one that saw the other version."""

    widget = forms.HiddenInput

    def __init__(self, marks: dict[str, str]):
        told = json.dumps({_MOMENT: timezone.now().isoformat(), **marks})
        super().__init__(required=False, initial=told)

    def bound_data(self, data, initial):
        return initial


def put_marks(form: BaseModelForm, fresh: BaseModelForm, *formsets: BaseFormSet) -> None:
    """Let this form carry the marks of `fresh`, the same form without input, and of the formsets beside it."""
    form.fields[FIELD] = MarksField({key: mark for key, (mark, _label, _value) in _read(fresh, formsets).items()})


def changes_since(sent, fresh: BaseModelForm, *formsets: BaseFormSet) -> list[tuple[str, str]] | None:
    """(label, value of now) of everything that changed since the sent form was opened; None when it carries no marks.

    `sent` is the POST data; `fresh` is the same form, with its formsets, over the row of now.
    """
    opened = _opened(sent)
    if opened is None:
        return None
    now = _read(fresh, formsets)
    changed = [(label, value) for key, (mark, label, value) in now.items() if opened.get(key) != mark]
    gone = [key for key in opened if key not in now]
    return [*dict.fromkeys(changed), *([(_("Removed"), str(len({_part(key) for key in gone})))] if gone else [])]


def opened_at(sent) -> datetime | None:
    try:
        return datetime.fromisoformat(json.loads(sent.get(FIELD, ""))[_MOMENT])
    except (ValueError, KeyError, TypeError):
        return None


def _opened(sent) -> dict[str, str] | None:
    try:
        marks = json.loads(sent.get(FIELD, ""))
    except ValueError:
        return None
    if not isinstance(marks, dict) or _MOMENT not in marks:
        return None
    return {key: mark for key, mark in marks.items() if key != _MOMENT}


def _part(key: str) -> str:
    return key.rsplit(":", 1)[0]


def _read(form, formsets: Iterable[BaseFormSet]) -> dict[str, tuple[str, str, str]]:
    """By key: mark, label and value in words of every field and every part that exists."""
    found = {name: _told(form, name) for name in form.fields if name != FIELD}
    for formset in (*formsets, *getattr(form, "formsets", {}).values()):
        for part in formset.initial_forms:
            name = str(part.instance._meta.verbose_name).capitalize()
            for field, (mark, label, value) in _fields_of_part(part):
                found[f"{formset.prefix}:{part.instance.pk}:{field}"] = mark, f"{name}, {label}", value
    return found


def _fields_of_part(part) -> Iterator[tuple[str, tuple[str, str, str]]]:
    own = {part.instance._meta.pk.name, "DELETE", *_parents_of(part)}
    return ((name, _told(part, name)) for name in part.fields if name not in own)


def _parents_of(part) -> set[str]:
    return {name for name, field in part.fields.items() if isinstance(field, forms.models.InlineForeignKeyField)}


def _told(form, name: str) -> tuple[str, str, str]:
    field = form.fields[name]
    value = form.get_initial_for_field(field, name)
    plain = field.prepare_value(value)
    plain = sorted(map(str, plain)) if isinstance(plain, list | tuple | set) else plain
    mark = blake2b(str("" if plain is None else plain).encode(), digest_size=6).hexdigest()
    return mark, str(field.label or name).capitalize(), _in_words(form, name, field, value)


def _in_words(form, name: str, field: forms.Field, value) -> str:
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(field, forms.ModelChoiceField) and not isinstance(value, list | tuple):
        row = getattr(form.instance, name, None)
        return str(row) if isinstance(row, Model) else "-"
    if isinstance(value, list | tuple | set):
        return ", ".join(sorted(map(str, value))) or "-"
    names = dict(getattr(field, "choices", ()))
    return str(names.get(value, value if value not in (None, "") else "-"))
