"""Turns options into what the components show; no queries beyond what the page prepared."""

from datetime import date

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from financing.amounts import amount_in_words, euros
from financing.coverage import area_in_words
from financing.models import Condition, FinancingOption
from financing.models.vocabulary import Rhythm
from financing.option_page import option_page
from financing.shortlist import Shortlist, kept_context
from financing.wording import (
    capitalised,
    expected_opening,
    in_a_sentence,
    kind_in_words,
    long_date,
    phase_list_in_words,
    phases_in_words,
    state_facts,
    state_in_words,
    state_of,
    stations_of,
    window_in_words,
)
from mra_portal.common.languages import DEFAULT, LocalisedText, per_language

register = template.Library()

# Stands for the slug of any option while an address is made; no slug looks like it.
ANY = "-any-option-"


@register.filter
def kind_and_provider(option: FinancingOption) -> str:
    """ "Lening van RVO (regionaal via ROM's)"."""
    return _kind_and_provider(option.kind, option.provider_printed)


@per_language(4000)
def _kind_and_provider(kind: str, provider: str) -> str:
    printed = LocalisedText(provider, DEFAULT)
    return format_html(_("{kind} from {provider}"), kind=kind_in_words(kind), provider=printed)


@per_language(10)
def _address_of_any() -> str:
    return reverse("financing:option", args=[ANY])


class Cards:
    """Makes the context of components/result.html for the options of one page.

    `data` is the question of this page, `along` what goes along to the page of an option.
    """

    def __init__(self, data, shortlist: Shortlist, along: str):
        self.data, self.shortlist, self.along = data, shortlist, along
        self.today = timezone.localdate()
        self.state, self.kind = state_in_words.now(), _kind_and_provider.now()
        self.amount, self.phases = amount_in_words.now(), phase_list_in_words.now()
        self.address = _address_of_any()
        self.adding = shortlist.with_toggled(data, ANY)
        self.add, self.take_off, self.unknown = _("Put on your list"), _("Take off your list"), _("amount not known")

    def of(self, option: FinancingOption) -> dict:
        amount = self.amount(option.amount_min, option.amount_max)
        return {
            "title": option.full_name,
            "url": self.address.replace(ANY, option.slug) + self.along,
            **self.state(*state_facts(option), self.today),
            "kind": self.kind(option.kind, option.provider_printed),
            "summary": option.summary,
            "audience": option.audience,
            "amount": amount or self.unknown,
            "amount_is_unknown": not amount,
            "stations": stations_of(option.phases),
            "stations_label": self.phases(*option.phases),
            "action": self.action(option.slug),
        }

    def action(self, slug: str) -> dict:
        picked = slug in self.shortlist
        return {
            "url": self.shortlist.with_toggled(self.data, slug) if picked else self.adding.replace(ANY, slug),
            "label": self.take_off if picked else self.add,
            "id": f"lijst-{slug}",
            "is_on": picked,
        }


def card_of(option: FinancingOption, data, shortlist: Shortlist, along: str) -> dict:
    return Cards(data, shortlist, along).of(option)


@register.simple_tag(takes_context=True)
def cards(context, options) -> list[dict]:
    """The options of a list as cards that know the question of this page."""
    data = context["request"].GET
    made = Cards(data, Shortlist.of(data), kept_context(data))
    return [made.of(option) for option in options]


@register.simple_tag(takes_context=True)
def page_of(context, option: FinancingOption) -> dict:
    """What the page of an option tells beyond its own facts (see financing.option_page)."""
    return option_page(option, context["request"].GET)


@register.filter
def checked_on(option: FinancingOption) -> date:
    """When somebody last said that the facts are right; a preview only knows what the row says."""
    return getattr(option, "last_checked_on", option.checked_on)


@register.filter
def main_facts(option: FinancingOption) -> list[dict]:
    """For components/facts.html: what decides."""
    facts = []
    if hasattr(option, "state"):  # a preview has no moment
        told = state_of(option, timezone.localdate())
        facts.append(
            {"label": _("Can you apply now?"), "value": capitalised(told["state"]), "note": told["state_note"]}
        )
    return [
        *facts,
        {
            "label": _("Amount"),
            "value": capitalised(amount_in_words(option.amount_min, option.amount_max)),
            "note": option.amount_note,
        },
        {"label": _("For whom"), "value": capitalised(option.audience)},
        {"label": _("Phase"), "value": phases_in_words(option.phases), "note": _("our estimate")},
        {"label": _("Where"), "value": capitalised(area_in_words(option))},
        {"label": _("Own contribution or rate"), "value": capitalised(option.contribution)},
    ]


@register.filter
def other_facts(option: FinancingOption, organisations: dict) -> list[dict]:
    """For components/facts.html: who is behind it, and how sure the portal is."""
    facts = [
        {"label": _("Sectors"), "value": capitalised(in_a_sentence([row.label for row in option.sectors.all()]))},
        {"label": _("Whose scheme is it?"), "value": option.get_level_display()},
        {"label": _("Paid by"), **_as_links(organisations["paid_by"])},
        {"label": _("Executed by"), **_as_links(organisations["executed_by"])},
        {"label": _("Takes place in"), "value": option.held_in.name if option.held_in else ""},
        {"label": _("How sure are we?"), "value": capitalised(option.get_confidence_display())},
    ]
    if not facts[0]["value"]:
        facts[0]["value"] = _("All sectors")
    return [fact for fact in facts if fact["value"] or fact["label"] != _("Takes place in")]


def _as_links(organisations) -> dict:
    public = [row for row in organisations if row.live]
    links = [{"title": row.name, "url": row.get_absolute_url()} for row in public]
    return {"links": links, "value": in_a_sentence([row.name for row in public])}


@register.filter
def asked_in_words(option: FinancingOption) -> list[Condition]:
    return list(option.conditions.all())


@register.filter
def windows_in_words(option: FinancingOption) -> list[dict]:
    """For components/link_list.html: every round on record, newest first."""

    def newest(window):
        return (window.opens_on or window.closes_on, window.closes_on or window.opens_on)

    rows = []
    for window in sorted(option.windows.all(), key=newest, reverse=True):
        notes = []
        if window.preregister_by:
            notes.append(_("pre-register by %(date)s") % {"date": long_date(window.preregister_by)})
        if window.allocation:
            notes.append(str(window.get_allocation_display()))
        if window.budget is not None:
            notes.append(_("budget %(amount)s") % {"amount": euros(window.budget)})
        if window.ran_out_on:
            notes.append(_("budget ran out on %(date)s") % {"date": long_date(window.ran_out_on)})
        if not window.is_confirmed:
            notes.append(_("we do not know whether it is held"))
        if window.note:
            notes.append(window.note.plain)
        rows.append({"title": capitalised(window_in_words(window)), "note": "; ".join(notes)})
    return rows


@register.filter
def rhythm_in_words(option: FinancingOption) -> str:
    """When one can apply, where no round is on record."""
    return {
        Rhythm.CONTINUOUS: _("You can apply at any time."),
        Rhythm.RECURRING: _("It opens in rounds. We have no dates on record: ask the provider."),
        Rhythm.ONE_OFF: _("It opens once. We have no dates on record: ask the provider."),
    }.get(option.rhythm, _("Not known. Ask the provider."))


@register.filter
def expected(option: FinancingOption) -> str:
    return expected_opening(list(option.windows.all()), timezone.now())


@register.filter
def who_to_call(option: FinancingOption, agencies) -> list[dict]:
    """For components/link_list.html: the contact of the option, then the agencies that know the way."""
    rows, named = [], set()
    if option.contact and option.contact.live:
        named.add(option.contact.pk)
        role = option.contact_role.plain
        rows.append({"title": option.contact.name, "url": option.contact.get_absolute_url(), "note": role})
    for agency in agencies or ():
        if agency.pk not in named:
            note = _("knows the way for %(areas)s") % {
                "areas": in_a_sentence([row.name for row in agency.serves.all()])
            }
            rows.append({"title": agency.name, "url": agency.get_absolute_url(), "note": note})
    return rows
