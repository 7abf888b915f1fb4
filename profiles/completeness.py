"""What a profile has, what it misses, and which of its words are hard to read: what its keepers should look at."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from mra_portal.common.readability import Reading, read
from profiles.models import COLUMNS, SubregionProfilePage

# A key figure from before this many years ago is old.
FIGURE_HOLDS_YEARS = 3


@dataclass(frozen=True)
class Part:
    """One thing that a complete profile has."""

    label: str
    is_there: bool


@dataclass(frozen=True)
class HardPassage:
    """`where` is the part of the page."""

    where: str
    reading: Reading


def parts_of(page: SubregionProfilePage) -> list[Part]:
    """What a complete profile has, in the order of the page."""
    return [
        Part(_label(page, "lede"), bool(page.lede)),
        *(Part(_label(page, name), bool(getattr(page, name))) for name in ("body", *COLUMNS, "figures")),
        Part(_label(page, "contact_role"), bool(page.contact_role)),
        Part(_label(page, "source"), bool(page.source)),
    ]


def old_figures(page: SubregionProfilePage, today: date) -> list[str]:
    """The key figures that are older than they should be: "1.200 banen (2021)"."""
    values = (child.value for child in page.figures)
    old = (value for value in values if today.year - value["year"] > FIGURE_HOLDS_YEARS)
    return [f"{value['value']} {value['label']} ({value['year']})" for value in old]


def hard_passages(page: SubregionProfilePage) -> list[HardPassage]:
    """Passages in our own words that are hard to read; the words of the agenda are left as they are."""
    language = page.locale.language_code
    found = [HardPassage(where, read(text, language)) for where, text in _own_words(page)]
    return [passage for passage in found if passage.reading.is_hard]


def _own_words(page: SubregionProfilePage):
    yield _label(page, "lede"), page.lede
    for child in page.body:
        if child.block_type == "text":
            for paragraph in child.value.source.replace("</li>", "</p>").split("</p>"):
                yield _label(page, "body"), strip_tags(paragraph)
    for name in COLUMNS:
        for point in page.points(name):
            if point.text != point.printed:
                yield _label(page, name), point.text
            yield _label(page, name), point.explanation


def _label(page: SubregionProfilePage, name: str) -> str:
    return str(page._meta.get_field(name).verbose_name)


def stand_of(page: SubregionProfilePage) -> list[str]:
    """How the page stands with its public, in words: "public", "draft", "waits for review", …"""
    words = [pgettext("stand of a page", "public") if page.live else pgettext("stand of a page", "not public")]
    state = page.current_workflow_state
    if page.workflow_in_progress:
        words.append(pgettext("stand of a page", "waits for review"))
    elif state is not None:
        words.append(pgettext("stand of a page", "the reviewer asks for changes"))
    elif page.approved_schedule:
        moment = timezone.localtime(page.scheduled_revision.approved_go_live_at)
        words.append(_("goes public on %(moment)s") % {"moment": date_format(moment, "j F Y H:i")})
    elif page.has_unpublished_changes:
        words.append(pgettext("stand of a page", "there is a draft"))
    return words
