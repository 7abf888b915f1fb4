"""Components that stand on a page many times, rendered once per shape and then only filled in.

A shape is what a component's template can tell apart: which texts are empty, which switches are on, whether a number
is nought, one or more, how long a list is. For every shape the template is rendered once, with marks where the texts
and numbers go; after that a component is a matter of joining strings. So the template stays the one place where the
markup stands, and the texts are never kept.

This holds for templates that print texts and numbers or ask whether they are there, and do nothing else with them: no
filters, no comparing with other texts. In development (DEBUG) templates are rendered as always.
"""

import re
from dataclasses import is_dataclass
from functools import lru_cache
from html import escape

from django.conf import settings
from django.template import Context
from django.template.loader import get_template
from django.utils.formats import localize
from django.utils.functional import Promise
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

# Characters of the private use area do not occur in texts.
_BEGIN, _END = "\ue000", "\ue001"
# Marks for numbers are numbers themselves, far beyond what is counted here.
_FIRST_NUMBER = 4_000_000_000
_TEXT, _NUMBER, _NOUGHT, _ONE, _DICT, _LIST = range(1000, 1006)


def filled(template: str, context: dict) -> SafeString:
    """The component with this context: texts, numbers, switches and None, in dicts, lists and dataclasses."""
    if settings.DEBUG:
        return get_template(template).template.render(Context(context))
    found: list = []
    shape = _shape(context, found)
    pieces, places = _skeleton(template, get_language(), shape)
    pieces = pieces.copy()
    for place, number in places:
        pieces[place] = found[number]
    return mark_safe("".join(pieces))


def _shape(value, found: list):
    """The shape of a value; its texts and numbers are added to `found` as they are printed."""
    kind = type(value)
    if kind is str:
        if not value:
            return ""
        found.append(escape(value))
        return _TEXT
    if kind is bool or value is None:
        return value
    if kind is dict:
        return (_DICT, tuple(value), tuple([_shape(item, found) for item in value.values()]))
    if kind is list or kind is tuple:
        return (_LIST, tuple([_shape(item, found) for item in value]))
    if kind is int:
        if 0 <= value <= 1:
            return _ONE if value else _NOUGHT
        found.append(localize(value))
        return _NUMBER
    if is_dataclass(value):
        return _shape(vars(value), found)
    if isinstance(value, str | Promise):
        found.append(conditional_escape(value))
        return _TEXT if found[-1] else found.pop()
    raise TypeError(f"A component cannot be filled with {kind.__name__}")


@lru_cache(maxsize=2048)
def _skeleton(template: str, language: str, shape: tuple) -> tuple[list[str], list[tuple[int, int]]]:
    """The rendered template in pieces, and for each piece to fill in: its place, and the number of the text found."""
    marks: list[str] = []
    html = get_template(template).template.render(Context(_marked(shape, marks)))
    pieces = re.split("(" + "|".join(map(re.escape, marks)) + ")", html) if marks else [html]
    numbers = {mark: number for number, mark in enumerate(marks)}
    return pieces, [(place, numbers[piece]) for place, piece in enumerate(pieces) if piece in numbers]


def _marked(shape, marks: list[str]):
    """A value of this shape, with marks for its texts and numbers."""
    if shape is None or isinstance(shape, bool | str):
        return shape
    if shape == _TEXT:
        marks.append(f"{_BEGIN}{len(marks)}{_END}")
        return mark_safe(marks[-1])
    if shape == _NUMBER:
        number = _FIRST_NUMBER + len(marks)
        marks.append(localize(number))
        return number
    if shape in (_NOUGHT, _ONE):
        return int(shape == _ONE)
    if shape[0] == _DICT:
        return {name: _marked(part, marks) for name, part in zip(*shape[1:], strict=True)}
    return [_marked(part, marks) for part in shape[1]]
