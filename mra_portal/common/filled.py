"""Components that stand on a page many times, rendered once per shape and after that only filled in.

A shape is what the template of a component can tell apart: which texts are empty, which switches are on, whether a
number is nought, one or more, how long a list is. For every shape the template is rendered once, with marks where
texts and numbers go; from then on a component is a matter of joining strings. So the template stays the one place
where the markup stands, and what a page says is never kept.

This holds for templates that print texts and numbers or ask whether they are there, and do nothing else with them: no
filters, no comparing with other texts. In development (DEBUG) templates are rendered as always.
"""

import re
from collections.abc import Iterable
from dataclasses import is_dataclass
from datetime import date
from functools import cache, lru_cache
from html import escape

from django.conf import settings
from django.core.signals import setting_changed
from django.template import Context
from django.template.loader import get_template
from django.utils.formats import localize
from django.utils.functional import Promise
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from mra_portal.common.facets import Option
from mra_portal.common.languages import LocalisedText

# Characters of the private use area do not occur in templates.
_BEGIN, _END = "\ue000", "\ue001"
# Marks for numbers are numbers themselves, and stand in no template either.
_MARK = 4_000_000_000
_TEXT, _NUMBER, _NOUGHT, _ONE, _DICT, _LIST = range(1000, 1006)


class Switches(tuple):
    """Part of a context that belongs to the shape as a whole: it holds no texts and takes few values."""


def filled(template: str, context: dict) -> SafeString:
    """The component with this context: texts, numbers, switches, days and None, in dicts, lists and dataclasses."""
    return _rendered(template, context) if settings.DEBUG else mark_safe(_joined(template, context, get_language()))


def filled_each(template: str, variable: str, items: list) -> list[str]:
    """The component with each of these items as `variable`."""
    if settings.DEBUG:
        return [_rendered(template, {variable: item}) for item in items]
    language = get_language()
    return [_joined(template, {variable: item}, language) for item in items]


def _joined(template: str, context: dict, language: str) -> str:
    found: list[str] = []
    shape = _shape(context, found, language)
    pieces, places = _skeleton(template, language, shape)
    pieces = pieces.copy()
    for place, number in places:
        pieces[place] = found[number]
    return "".join(pieces)


def filled_options(template: str, options: Iterable[Option], context: dict) -> SafeString:
    """Options of a facet, one on a line, each by this component as `option`: only the numbers are filled in.

    There are some hundreds of options in all and every page shows them: of these the texts are kept too.
    """
    if settings.DEBUG:
        return mark_safe("\n".join([_rendered(template, {**context, "option": option}) for option in options]))
    language, beside = get_language(), tuple(context.items())
    parts = []
    for option in options:
        value, label, count, checked, identifier = option
        is_many = count is not None and count > 1
        mark = _MARK if is_many else count
        if type(label) is not str:
            label = conditional_escape(label)
        pieces = _option(template, language, beside, type(label), value, label, mark, checked, identifier)
        parts.append(_written(count, language).join(pieces) if is_many else pieces[0])
    return mark_safe("\n".join(parts))


def _rendered(template: str, context: dict) -> SafeString:
    return get_template(template).template.render(Context(context))


def _shape(value, found: list, language: str):
    """The shape of a value; its texts and numbers are added to `found` as they are printed."""
    kind = type(value)
    if kind is str:
        if not value:
            return ""
        found.append(escape(value))
        return _TEXT
    if kind is bool or value is None or kind is Switches or kind is date:
        return value
    if kind is dict:
        return _DICT, tuple(value), tuple([_shape(item, found, language) for item in value.values()])
    if kind is list or kind is tuple:
        return _LIST, tuple([_shape(item, found, language) for item in value])
    if kind is int:
        if 0 <= value <= 1:
            return _ONE if value else _NOUGHT
        found.append(_written(value, language))
        return _NUMBER
    if kind is LocalisedText and value.lang == language:
        return _shape(value.plain, found, language)
    if is_dataclass(value):
        return _shape(vars(value), found, language)
    if isinstance(value, str | Promise):
        text = conditional_escape(value)
        found += [text] * bool(text)
        return _TEXT if text else ""
    raise TypeError(f"A component cannot be filled with {kind.__name__}")


@lru_cache(maxsize=2048)
def _skeleton(template: str, language: str, shape: tuple) -> tuple[list[str], list[tuple[int, int]]]:
    """The rendered template in pieces, and for each piece to fill in its place and the number of what was found."""
    marks: list[str] = []
    html = _rendered(template, _marked(shape, marks))
    pieces = re.split("(" + "|".join(map(re.escape, marks)) + ")", html) if marks else [html]
    numbers = {mark: number for number, mark in enumerate(marks)}
    return pieces, [(place, numbers[piece]) for place, piece in enumerate(pieces) if piece in numbers]


def _marked(shape, marks: list[str]):
    """A value of this shape, with marks for its texts and numbers."""
    if shape is None or isinstance(shape, bool | str | Switches | date):
        return shape
    if shape == _TEXT:
        marks.append(f"{_BEGIN}{len(marks)}{_END}")
        return mark_safe(marks[-1])
    if shape == _NUMBER:
        number = _MARK + len(marks)
        marks.append(localize(number))
        return number
    if shape in (_NOUGHT, _ONE):
        return int(shape == _ONE)
    if shape[0] == _DICT:
        return {name: _marked(part, marks) for name, part in zip(*shape[1:], strict=True)}
    return [_marked(part, marks) for part in shape[1]]


@lru_cache(maxsize=8192)
def _option(template: str, language: str, context: tuple, kind: type, *option) -> list[str]:
    """The rendered option, in pieces around its number when that is more than one. `kind`: the type of its label."""
    return _rendered(template, {**dict(context), "option": Option(*option)}).split(localize(_MARK))


def _written(number: int, language: str) -> str:
    """As `localize` writes it."""
    return str(number) if abs(number) < 1000 else f"{number:,}".replace(",", _separator(language))


def forget(**kwargs) -> None:
    """For tests that change the settings: where static files are, for one."""
    _skeleton.cache_clear()
    _option.cache_clear()


setting_changed.connect(forget)


@cache
def _separator(language: str) -> str:
    """What stands between thousands."""
    return localize(1234)[1:-3]
