"""What a form showed when it was opened, kept in the form itself, so that a save can tell what changed since.

For rows without versions: a mark per field, and per field of every part of the row: the formsets and further forms
beside the form. Marks say whether a value changed, not what it was, so nothing leaves that the form does not show
anyway.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import blake2b

from django import forms
from django.db.models import Model
from django.forms import BaseForm, BaseFormSet, BaseModelForm
from django.utils import timezone
from django.utils.translation import gettext as _

FIELD = "opened_on"
_MOMENT = "moment"

Part = BaseFormSet | BaseForm


class MarksField(forms.CharField):
    """Always shows the marks of now: a form that comes back after a conflict is one that saw the other version."""

    widget = forms.HiddenInput

    def __init__(self, marks: dict[str, str]):
        told = json.dumps({_MOMENT: timezone.now().isoformat(), **marks})
        super().__init__(required=False, initial=told)

    def bound_data(self, data, initial):
        return initial


def put_marks(form: BaseModelForm, fresh: BaseModelForm, *parts: Part) -> None:
    """Let this form carry the marks of `fresh`, the same form without input, and of the parts beside it."""
    form.fields[FIELD] = MarksField({key: mark for key, (mark, _label, _value) in _read(fresh, parts).items()})


def changes_since(sent, fresh: BaseModelForm, *parts: Part) -> list[tuple[str, str]] | None:
    """(label, value of now) of everything that changed since the sent form was opened; None when it carries no marks.

    `sent` is the POST data; `fresh` is the same form, with its parts, over the row of now.
    """
    opened = _opened(sent)
    if opened is None:
        return None
    now = _read(fresh, parts)
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


def _read(form, parts: Iterable[Part]) -> dict[str, tuple[str, str, str]]:
    """By key: mark, label and value in words of every field and every part that exists."""
    found = {name: _told(form, name) for name in form.fields if name != FIELD}
    for part in (*parts, *getattr(form, "formsets", {}).values()):
        for key, name, inner in _forms_of(part):
            for field, (mark, label, value) in _fields_of(inner):
                found[f"{key}:{field}"] = mark, f"{name}, {label}" if name else label, value
    return found


def _forms_of(part: Part) -> Iterator[tuple[str, str, BaseForm]]:
    """Key, name in words and form of everything in it that exists."""
    if not isinstance(part, BaseFormSet):
        yield f"{part.prefix or type(part).__name__}:0", "", part
        return
    for number, inner in enumerate(part.initial_forms):
        if row := getattr(inner, "instance", None):
            yield f"{part.prefix}:{row.pk}", str(row._meta.verbose_name).capitalize(), inner
        else:
            yield f"{part.prefix}:{number}", "", inner


def _fields_of(form: BaseForm) -> Iterator[tuple[str, tuple[str, str, str]]]:
    own = {"DELETE", *_parents_of(form)}
    if row := getattr(form, "instance", None):
        own.add(row._meta.pk.name)
    return ((name, _told(form, name)) for name in form.fields if name not in own)


def _parents_of(form) -> set[str]:
    return {name for name, field in form.fields.items() if isinstance(field, forms.models.InlineForeignKeyField)}


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
        row = value if isinstance(value, Model) else getattr(getattr(form, "instance", None), name, None)
        return str(row) if isinstance(row, Model) else "-"
    if isinstance(value, list | tuple | set):
        return ", ".join(sorted(map(str, value))) or "-"
    names = dict(getattr(field, "choices", ()))
    return str(names.get(value, value if value not in (None, "") else "-"))
