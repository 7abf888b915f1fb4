"""Turns a route into what the components show; no queries beyond what the page prepared."""

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agenda.models import Organisation
from financing.company import Company
from financing.models import FinancingOption
from financing.route import LATER, NEARLY, NEXT, NOW, Route, Section, Step
from financing.shortlist import Shortlist, kept_context
from financing.templatetags.financing import card_of
from financing.wording import in_a_sentence

register = template.Library()


@register.simple_tag(takes_context=True)
def explained(context, steps: list[Step]) -> list[dict]:
    """The steps of a section: `card` for components/result.html, and the step itself for its reasons."""
    data = context["request"].GET
    shortlist, along = Shortlist.of(data), kept_context(data)
    return [{"card": _back_here(card_of(step.option, data, shortlist, along)), "step": step} for step in steps]


def _back_here(card: dict) -> dict:
    """Picking an option reloads the page: come back to where it stood."""
    action = card["action"]
    return {**card, "action": {**action, "url": f"{action['url']}#{action['id']}"}}


@register.simple_tag(takes_context=True)
def option_links(context, options: list[FinancingOption]) -> list[dict]:
    """For components/link_list.html."""
    along = kept_context(context["request"].GET)
    return [{"title": option.full_name, "url": option.get_absolute_url() + along} for option in options]


@register.filter
def section_title(section: Section) -> str:
    """ "Nu: proof of concept"."""
    phases = in_a_sentence(section.phase_labels)
    titles = {
        NOW: _("Now: %(phases)s"),
        NEXT: _("Next: %(phases)s"),
        LATER: _("Later: %(phases)s"),
        NEARLY: _("Nearly: one thing does not fit"),
    }
    return titles[section.slug] % {"phases": phases}


@register.filter
def section_count(section: Section) -> str:
    if section.slug == NEARLY:
        words = ngettext(
            "%(n)d option would fit after one change", "%(n)d options would fit after one change", section.count
        )
    else:
        words = ngettext("%(n)d option fits or may fit", "%(n)d options fit or may fit", section.count)
    return words % {"n": section.count}


@register.filter
def left_out_in_words(route: Route) -> str:
    words = ngettext(
        "%(n)d other option is not in your route: more than one thing does not fit, or it is for another phase.",
        "%(n)d other options are not in your route: more than one thing does not fit, or they are for another phase.",
        route.left_out,
    )
    return words % {"n": route.left_out}


@register.filter
def as_agency_links(agencies: list[Organisation], company: Company) -> list[dict]:
    """For components/link_list.html: the agency, and for whom it works or what it does."""
    return [
        {
            "title": agency.name,
            "url": agency.url or agency.get_absolute_url(),
            "note": agency.summary
            if company.municipality
            else in_a_sentence([row.name for row in agency.serves.all()]),
        }
        for agency in agencies
    ]
