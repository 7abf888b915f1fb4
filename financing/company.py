"""What a visitor told about her company: nothing is required, nothing is stored, all of it stands in the address."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from financing.amounts import AmountField, euros
from financing.filters import FinancingFilterSet
from financing.models.vocabulary import Attribute, CompanySize
from financing.region import Region, region_of
from financing.wording import capitalised
from mra_portal.common.catalogue_index import index_of
from profiles.models import Municipality, Sector
from profiles.phases import Phase

YES, NO = "ja", "nee"
NOT_SETTLED = "nog-niet"
NO_COMPANY = "nog-geen-bedrijf"
NOT_IN_LIST = {"invalid_choice": gettext_lazy("We do not know “%(value)s”. Choose from the list.")}


@dataclass(frozen=True)
class Company:
    """The answers of a visitor; what she skipped is empty. `is_unsettled`: she has no place for it yet."""

    phase: str = ""
    municipality: Municipality | None = None
    sector: Sector | None = None
    amount: int | None = None
    size: str = ""
    has_partner: bool | None = None
    has_no_company: bool = False
    is_unsettled: bool = False

    @property
    def told(self) -> set[str]:
        """Of which attributes (Attribute values) something was said that an option can be held against."""
        answers = {
            Attribute.PHASE: self.phase,
            Attribute.LOCATION: self.municipality,
            Attribute.SECTOR: self.sector,
            Attribute.AMOUNT: self.amount is not None,
            Attribute.SIZE: self.size or self.has_no_company,
            Attribute.PARTNER: self.has_partner is not None,
        }
        return {attribute.value for attribute, answer in answers.items() if answer}

    @property
    def is_blank(self) -> bool:
        return not self.told and not self.is_unsettled

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The parameters of the address that hold these answers."""
        partner = {True: YES, False: NO}.get(self.has_partner, "")
        answers = [
            ("fase", self.phase),
            ("gemeente", self.municipality.slug if self.municipality else NOT_SETTLED if self.is_unsettled else ""),
            ("sector", self.sector.slug if self.sector else ""),
            ("bedrag", "" if self.amount is None else str(self.amount)),
            ("omvang", NO_COMPANY if self.has_no_company else self.size),
            ("partner", partner),
        ]
        return [(name, value) for name, value in answers if value]

    @property
    def query(self) -> str:
        return urlencode(self.pairs)

    @property
    def in_words(self) -> list[str]:
        """What was told, as short phrases: "Lelystad", "fase proof of concept", "€ 50.000"."""
        size = _("no company yet") if self.has_no_company else str(CompanySize(self.size).label) if self.size else ""
        partner = {True: _("with a partner"), False: _("without a partner")}.get(self.has_partner, "")
        phrases = [
            self.municipality.name if self.municipality else _("place not chosen yet") if self.is_unsettled else "",
            _("phase %(phase)s") % {"phase": Phase(self.phase).label} if self.phase else "",
            _("sector %(sector)s") % {"sector": self.sector.label} if self.sector else "",
            "" if self.amount is None else euros(self.amount),
            size,
            partner,
        ]
        return [phrase for phrase in phrases if phrase]


def _choice(label) -> forms.ChoiceField:
    """A question that may be skipped; the form fills in the choices."""
    return forms.ChoiceField(label=label, required=False, error_messages=NOT_IN_LIST)


class CompanyForm(forms.Form):
    """The questions of "My route". A refused answer counts as skipped, with a message; the others are kept."""

    fase = _choice(gettext_lazy("In which phase are you?"))
    gemeente = _choice(gettext_lazy("Where is your company?"))
    sector = _choice(gettext_lazy("In which sector?"))
    bedrag = AmountField(
        label=gettext_lazy("How much money do you look for, in euros?"),
        required=False,
        help_text=gettext_lazy("For example 25.000. Leave it empty if you do not know."),
    )
    omvang = _choice(gettext_lazy("How big is your company?"))
    partner = _choice(gettext_lazy("Do you have a partner to work with?"))

    @classmethod
    def of(cls, data: QueryDict, region: Region | None = None) -> "CompanyForm":
        """From an address: of a repeated parameter the first value counts, unknown ones are left alone."""
        return cls({name: data.getlist(name)[0] for name in cls.base_fields if data.getlist(name)}, region)

    def __init__(self, data, region: Region | None = None):
        super().__init__(data, auto_id="%s")
        self.region = region or region_of(index_of(FinancingFilterSet))
        self._offer("fase", lambda: Phase.choices)
        self._offer("gemeente", lambda: [(NOT_SETTLED, _("no place yet")), *_named(self.region.municipalities)])
        self._offer("sector", lambda: _named(self.region.sectors))
        self._offer("omvang", lambda: [(NO_COMPANY, _("no company yet")), *CompanySize.choices])
        self._offer("partner", lambda: [(YES, _("yes")), (NO, _("no"))])

    def _offer(self, name: str, choices) -> None:
        """The choices of a question, made when they are needed; the first one skips it."""
        self.fields[name].choices = lambda: [
            ("", _("I do not know (yet)")),
            *((value, capitalised(label)) for value, label in choices()),
        ]

    @cached_property
    def company(self) -> Company:
        """What was told, without the answers that cannot be used."""
        self.is_valid()
        phase, place, sector, amount, size, partner = (self.cleaned_data.get(name) for name in self.fields)
        return Company(
            phase=phase or "",
            municipality=self.region.municipalities[place] if place and place != NOT_SETTLED else None,
            sector=self.region.sectors[sector] if sector else None,
            amount=amount,
            size=size if size and size != NO_COMPANY else "",
            has_partner={YES: True, NO: False}.get(partner),
            has_no_company=size == NO_COMPANY,
            is_unsettled=place == NOT_SETTLED,
        )


def _named(rows: dict) -> list[tuple[str, str]]:
    return [(slug, str(getattr(row, "label", row.name))) for slug, row in rows.items()]
