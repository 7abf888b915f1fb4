"""What an option asks of a company, one answer per condition, each with its reason. No queries.

Unknown is an answer too, and never a failure: what the visitor skipped, what the source does not tell, and what the
questions do not ask. The option comes with `for_assessment`, and with `with_state_at` where its round should count.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from financing.amounts import amount_in_words, euros
from financing.company import Company
from financing.coverage import area_in_words, covers, has_known_area
from financing.models import Condition, FinancingOption
from financing.models.vocabulary import Attribute, CompanySize, State
from financing.wording import capitalised, in_a_sentence
from profiles.phases import Phase

MEETS, FAILS, UNKNOWN = "meets", "fails", "unknown"
ORDER = [FAILS, MEETS, UNKNOWN]
# Not an attribute of a condition: whether one can apply now. It explains, but rules nothing out.
ROUND = "ronde"

# The attributes that the option's own facts answer; a condition row about one of these only gives it its words.
OWN_FACTS = (Attribute.PHASE, Attribute.LOCATION, Attribute.SECTOR, Attribute.AMOUNT)
# Of these the words of a source often say more than the slugs of our vocabulary.
LOOSE = (Attribute.PHASE, Attribute.SECTOR)
OUR_READING = gettext_lazy("This is our reading of the description.")

NUMBERS = [
    gettext_lazy("one"),
    gettext_lazy("two"),
    gettext_lazy("three"),
    gettext_lazy("four"),
    gettext_lazy("five"),
    gettext_lazy("six"),
    gettext_lazy("seven"),
    gettext_lazy("eight"),
    gettext_lazy("nine"),
    gettext_lazy("ten"),
    gettext_lazy("eleven"),
    gettext_lazy("twelve"),
]

# After "fits your".
THINGS = {
    Attribute.PHASE.value: gettext_lazy("phase"),
    Attribute.LOCATION.value: gettext_lazy("place"),
    Attribute.SECTOR.value: gettext_lazy("sector"),
    Attribute.AMOUNT.value: gettext_lazy("amount"),
    Attribute.SIZE.value: gettext_lazy("size"),
    Attribute.PARTNER.value: gettext_lazy("partner"),
}


@dataclass(frozen=True)
class Answer:
    """For components/condition_list.html. `change` is the smallest that flips a failure; `reason` ends with it."""

    answer: str
    title: str
    reason: str
    url: str = ""
    url_label: str = ""
    attribute: str = ""
    change: str = ""


@dataclass(frozen=True)
class Assessment:
    """The answers of one option for one company: failures first, then what it meets, then what is unknown."""

    option: FinancingOption
    company: Company
    answers: list[Answer]

    @property
    def failures(self) -> list[Answer]:
        """What stands in the way of this company. That a round is closed does not: it passes."""
        return [answer for answer in self.answers if answer.answer == FAILS and answer.attribute != ROUND]

    def failures_beside(self, attribute: str) -> list[Answer]:
        return [answer for answer in self.failures if answer.attribute != attribute]

    def _count(self, word: str) -> int:
        return sum(answer.answer == word for answer in self.answers)

    @property
    def is_closed(self) -> bool:
        return any(answer.attribute == ROUND and answer.answer == FAILS for answer in self.answers)

    @property
    def matches(self) -> list[str]:
        """The attributes of which the visitor told something that fits."""
        fitting = [answer.attribute for answer in self.answers if answer.answer == MEETS]
        return [attribute for attribute in dict.fromkeys(fitting) if attribute in self.company.told]

    @property
    def comes_later(self) -> bool:
        return bool(self.company.phase and first_phase_after(self.option.phases, self.company.phase))

    @property
    def verdict(self) -> str:
        if self.option.has_ended:
            return _("This no longer exists")
        if self.failures:
            is_early = self.comes_later and not self.failures_beside(Attribute.PHASE)
            return _("This probably fits later") if is_early else _("This probably does not fit")
        if not self.matches or self._count(UNKNOWN) > len(self.matches):
            return _("This may fit, but the round is closed") if self.is_closed else _("This may fit")
        return _("This probably fits, but the round is closed") if self.is_closed else _("This probably fits")

    @property
    def count_in_words(self) -> str:
        """ "Van de vijf voorwaarden: 1 voldoet niet, 2 voldoen, van 2 weten we het niet." """
        total, failed, met, unknown = len(self.answers), *(self._count(word) for word in ORDER)
        number = NUMBERS[total - 1] if 0 < total <= len(NUMBERS) else total
        parts = [
            ngettext("%(n)d is not met", "%(n)d are not met", failed) % {"n": failed} if failed else "",
            ngettext("%(n)d is met", "%(n)d are met", met) % {"n": met} if met else "",
            ngettext("%(n)d we do not know", "%(n)d we do not know", unknown) % {"n": unknown} if unknown else "",
        ]
        words = ngettext("Of the %(number)s condition: %(parts)s.", "Of the %(number)s conditions: %(parts)s.", total)
        return words % {"number": number, "parts": ", ".join(part for part in parts if part)}

    @property
    def in_one_line(self) -> str:
        """ "Past bij je fase, plaats en sector; 2 dingen onbekend"."""
        unknown = self._count(UNKNOWN)
        things = in_a_sentence([THINGS[attribute] for attribute in THINGS if attribute in self.matches])
        later = first_phase_after(self.option.phases, self.company.phase) if self.comes_later else ""
        parts = [
            _("from the phase %(phase)s on") % {"phase": Phase(later).label} if later else "",
            _("fits your %(things)s") % {"things": things} if things else "",
            ngettext("%(n)d thing unknown", "%(n)d things unknown", unknown) % {"n": unknown} if unknown else "",
        ]
        return capitalised("; ".join(part for part in parts if part))


def assess(
    option: FinancingOption, company: Company, sibling: FinancingOption | None = None, form_url: str = ""
) -> Assessment:
    """`sibling`: of the same family, in the company's own place. `form_url`: the page that asks the questions."""
    asker = _Asker(option, company, sibling, form_url)
    return Assessment(option, company, sorted(asker.answers(), key=lambda answer: ORDER.index(answer.answer)))


def first_phase_after(phases: Iterable[str], phase: str) -> str:
    """The first of these phases that comes after this one; empty when it is one of them, or none comes after."""
    later = Phase.values[Phase.values.index(phase) + 1 :]
    return "" if phase in phases else next((value for value in later if value in phases), "")


def size_answer(values: Iterable[str], company: Company) -> str:
    """A company that still has to start is small. Who works alone may count as small: that is for the provider."""
    allowed = set(values)
    if not allowed or not (company.size or company.has_no_company):
        return UNKNOWN
    if company.has_no_company:
        return MEETS if allowed & {CompanySize.SMALL, CompanySize.SELF_EMPLOYED} else FAILS
    if company.size == CompanySize.SELF_EMPLOYED and company.size not in allowed and CompanySize.SMALL in allowed:
        return UNKNOWN
    return MEETS if company.size in allowed else FAILS


def partner_answer(values: Iterable[str], company: Company) -> str:
    if company.has_partner is None or not values:
        return UNKNOWN
    return MEETS if company.has_partner else FAILS


def amount_answer(lowest: int | None, highest: int | None, amount: int | None) -> str:
    if amount is None or (lowest is None and highest is None):
        return UNKNOWN
    if (highest is not None and amount > highest) or (lowest is not None and amount < lowest):
        return FAILS
    return UNKNOWN if highest is None else MEETS


class _Asker:
    """One option held against one company."""

    def __init__(self, option, company, sibling, form_url):
        self.option, self.company, self.sibling, self.form_url = option, company, sibling, form_url
        self.own_rows: dict[str, Condition] = {}
        self.rows: list[Condition] = []
        for row in option.conditions.all():
            if row.attribute in OWN_FACTS and row.attribute not in self.own_rows:
                self.own_rows[row.attribute] = row
            else:
                self.rows.append(row)

    def answers(self) -> list[Answer]:
        own = [self.phase(), self.location(), self.sector(), self.amount()]
        return [answer for answer in (*own, *map(self.row, self.rows), self.round()) if answer]

    def _own(self, attribute: str, title: str, answer: str, reason: str, change: str = "", **link) -> Answer:
        """An answer out of the option's own facts. Where the source words the condition itself, those words stand."""
        row, notes = self.own_rows.get(attribute), []
        if row and answer == MEETS and attribute in LOOSE:
            notes.append(_("See for yourself whether it holds to the letter."))
        if row and row.is_interpretation:
            notes.append(OUR_READING)
        said = " ".join(str(part) for part in (reason, *notes, change) if part)
        return Answer(answer, row.text if row else title, said, attribute=attribute, change=change, **link)

    def _ask(self, name: str) -> dict:
        return {"url": f"{self.form_url}#{name}", "url_label": _("Fill it in")}

    def phase(self) -> Answer:
        phases, told, kind = self.option.phases, self.company.phase, Attribute.PHASE.value
        if set(phases) >= set(Phase.values):
            title = _("Any phase")
        else:
            title = _("Phase %(phases)s") % {"phases": in_a_sentence([Phase(p).label for p in phases], _("or"))}
        if not phases:
            return self._own(kind, _("Phase"), UNKNOWN, _("For which phase this is, we do not know."))
        if not told:
            return self._own(kind, title, UNKNOWN, _("You did not say in which phase you are."), **self._ask("fase"))
        said = _("You chose %(phase)s.") % {"phase": Phase(told).label}
        if told in phases:
            return self._own(kind, title, MEETS, said)
        if later := first_phase_after(phases, told):
            change = _("It fits from the phase %(phase)s on.") % {"phase": Phase(later).label}
        else:
            change = _("This is for an earlier phase, up to %(phase)s.") % {"phase": Phase(phases[-1]).label}
        return self._own(kind, title, FAILS, said, change)

    def location(self) -> Answer:
        option, place, kind = self.option, self.company.municipality, Attribute.LOCATION.value
        if option.covers_country:
            return self._own(
                kind, _("Based in the Netherlands"), MEETS, _("This holds in the whole of the Netherlands.")
            )
        if not has_known_area(option):
            return self._own(kind, _("Place"), UNKNOWN, _("Where this holds, we do not know. Ask the provider."))
        area = area_in_words(option)
        title = _("Based in %(area)s") % {"area": area}
        if self.company.is_unsettled:
            reason = _("You have no place yet. It fits if you choose %(area)s.") % {"area": area}
            return self._own(kind, title, UNKNOWN, reason)
        if place is None:
            reason = _("You did not say where your company is. This holds in %(area)s.") % {"area": area}
            return self._own(kind, title, UNKNOWN, reason, **self._ask("gemeente"))
        names = {"area": area, "place": place.name}
        if covers(option, place):
            return self._own(kind, title, MEETS, _("This holds in %(area)s, so in %(place)s too.") % names)
        reason = _("This holds in %(area)s; %(place)s lies outside it.") % names
        if self.sibling:
            change = _("For %(place)s there is something like it:") % names
            link = {"url": self.sibling.get_absolute_url(), "url_label": self.sibling.full_name}
            return self._own(kind, title, FAILS, reason, change, **link)
        return self._own(kind, title, FAILS, reason, _("It fits with a branch in %(area)s.") % names)

    def sector(self) -> Answer | None:
        sectors, told, kind = list(self.option.sectors.all()), self.company.sector, Attribute.SECTOR.value
        if not sectors and kind in self.own_rows:
            return self._own(kind, "", UNKNOWN, _("We cannot hold this against your answers; see for yourself."))
        if not sectors:
            reason = _("This is for every sector.")
            return self._own(kind, _("Any sector"), MEETS, reason) if told else None
        title = _("Sector: %(sectors)s") % {"sectors": "; ".join(str(row.label) for row in sectors)}
        if told is None:
            return self._own(kind, title, UNKNOWN, _("You did not choose a sector."), **self._ask("sector"))
        said = _("You chose %(sector)s.") % {"sector": told.label}
        if any(row.pk == told.pk for row in sectors):
            return self._own(kind, title, MEETS, said)
        change = _("It fits if your project belongs to one of these sectors as well.")
        return self._own(kind, title, FAILS, said, change)

    def amount(self) -> Answer | None:
        lowest, highest, told = self.option.amount_min, self.option.amount_max, self.company.amount
        kind, is_known = Attribute.AMOUNT.value, (lowest, highest) != (None, None)
        if told is None and not is_known and kind not in self.own_rows:
            return None
        words = amount_in_words(lowest, highest)
        title = _("Amount: %(amount)s") % {"amount": words} if words else _("Amount")
        if not is_known:
            return self._own(kind, title, UNKNOWN, _("Which amounts are possible here, we do not know."))
        if told is None:
            return self._own(kind, title, UNKNOWN, _("You did not name an amount."), **self._ask("bedrag"))
        said = _("You look for %(amount)s.") % {"amount": euros(told)}
        answer, change = amount_answer(lowest, highest, told), ""
        if answer == UNKNOWN:
            said += " " + _("The highest amount we do not know.")
        elif answer == FAILS:
            is_over = highest is not None and told > highest
            words = _("Ask for at most %(amount)s.") if is_over else _("Ask for at least %(amount)s.")
            change = words % {"amount": euros(highest if is_over else lowest)}
        return self._own(kind, title, answer, said, change)

    def row(self, row: Condition) -> Answer:
        """A condition that the option's own facts do not answer."""
        if row.attribute == Attribute.SIZE:
            answer, reason, change, link = self._size(row)
        elif row.attribute == Attribute.PARTNER:
            answer, reason, change, link = self._partner(row)
        else:
            answer, change, link = UNKNOWN, "", {}
            is_ahead = self.company.has_no_company and row.attribute in (Attribute.LEGAL_FORM, Attribute.YEARS)
            ahead = _("You have no company yet. Keep this in mind when you start it.")
            reason = ahead if is_ahead else _("We do not ask this; see for yourself.")
        note = str(OUR_READING) if row.is_interpretation else ""
        said = " ".join(part for part in (reason, note, change) if part)
        return Answer(answer, row.text, said, attribute=row.attribute, change=change, **link)

    def _size(self, row: Condition) -> tuple[str, str, str, dict]:
        answer, company = size_answer(row.values, self.company), self.company
        if not (company.size or company.has_no_company):
            return answer, _("You did not say how big your company is."), "", self._ask("omvang")
        if company.has_no_company:
            said = _("A company that still has to start is small.")
        else:
            said = _("You said: %(size)s.") % {"size": CompanySize(company.size).label}
        if answer == UNKNOWN:
            return answer, said + " " + _("Ask the provider whether that counts as a small company."), "", {}
        if answer == MEETS:
            return answer, said, "", {}
        sizes = in_a_sentence([CompanySize(value).label for value in row.values], _("or"))
        return answer, said, _("It fits a company of another size: %(sizes)s.") % {"sizes": sizes}, {}

    def _partner(self, row: Condition) -> tuple[str, str, str, dict]:
        answer = partner_answer(row.values, self.company)
        if answer == MEETS:
            return answer, _("You have a partner."), "", {}
        if answer == FAILS:
            return answer, _("You have no partner yet."), _("Look for a partner."), {}
        return answer, _("You did not say whether you have a partner."), "", self._ask("partner")

    def round(self) -> Answer | None:
        option, state = self.option, getattr(self.option, "state", None)
        if state is None:
            return None
        until, opens = option.open_until, option.opens_next
        told = {
            State.OPEN: (MEETS, _("You can apply now; when it closes, we do not know.")),
            State.CONTINUOUS: (MEETS, _("You can apply at any time.")),
            State.ANNOUNCED: (UNKNOWN, _("The next round opens on %(date)s.") % {"date": _day(opens)}),
            State.UNKNOWN: (UNKNOWN, _("Whether you can apply now, we do not know. Ask the provider.")),
            State.CLOSED: (FAILS, _("The round is closed. When the next one opens, we do not know.")),
            State.ENDED: (FAILS, _("This has ended; you can no longer apply.")),
        }
        answer, reason = told[State(state)]
        if state == State.OPEN and until:
            reason = _("You can apply until %(date)s.") % {"date": _day(until)}
        elif state in (State.UNKNOWN, State.CLOSED) and option.last_closed:
            last = _("The last round we know of closed on %(date)s.") % {"date": _day(option.last_closed)}
            reason = f"{reason} {last}"
        return Answer(answer, _("A round is open"), reason, attribute=ROUND)


def _day(day) -> str:
    return date_format(day, "j F Y") if day else ""
