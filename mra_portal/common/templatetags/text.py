"""Small changes to how a text is shown, never to what it says."""

import re
from functools import lru_cache
from urllib.parse import urlsplit

import pyphen
from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from mra_portal.common.languages import LocalisedText

register = template.Library()

SOFT_HYPHEN = "\u00ad"
WORD_JOINER = "\u2060"
# Dutch compounds longer than this may break a narrow column. Letters.
LONG_WORD = 12
# At least this many letters stay together on either side of a break.
TOGETHER = 5

# Compounds of the agenda whose joint the patterns miss or hide among lesser breaks.
JOINTS = {
    joint.replace("|", ""): joint.index("|")
    for joint in (
        "vestigings|locaties",
        "vestigings|locatie",
        "financierings|mogelijkheden",
        "innovatie|hotspots",
        "innovatie|districten",
        "data|verzameling",
        "lobby|activiteiten",
        "mede|overheden",
        "onderwijs|niveaus",
        "onderwijs|instellingen",
        "bedrijven|terreinen",
    )
}

_LONG = re.compile(rf"[^\W\d_]{{{LONG_WORD},}}")
# "onderwijsniveaus en -instellingen": no break after the hyphen that stands for a word.
_LEADING_HYPHEN = re.compile(r"(?<=\s)-(?=\w)")


@register.filter
def soft_hyphens(text) -> SafeString:
    """The text with invisible break points in its long words (Dutch patterns), so that titles fit narrow columns."""
    html = _LONG.sub(lambda match: _broken(match[0]), conditional_escape(text))
    return mark_safe(_LEADING_HYPHEN.sub(f"-{WORD_JOINER}", html))


@lru_cache(maxsize=4096)
def _broken(word: str) -> str:
    joint = JOINTS.get(word.lower())
    if joint:
        return word[:joint] + SOFT_HYPHEN + word[joint:]
    for place in reversed(_dutch().positions(word)):
        if TOGETHER <= place <= len(word) - TOGETHER:
            word = word[:place] + SOFT_HYPHEN + word[place:]
    return word


@lru_cache(maxsize=1)
def _dutch() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="nl_NL")


@register.filter
def dutch(text: str) -> LocalisedText:
    """Words that are Dutch whatever the language of the page, such as the name of a source."""
    return LocalisedText(text, "nl")


@register.filter
def host(url: str) -> str:
    """ "rvo.nl" of an address."""
    return urlsplit(url).netloc.removeprefix("www.")
