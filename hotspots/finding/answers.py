"""What one place answers to a wish: per criterion meets, misses or unknown, each with its reason. No queries.

Unknown is an answer too, and never a failure. The place comes with `for_finding`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Prefetch
from django.utils.html import format_html, format_html_join
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agenda.models import Organisation
from hotspots.finding.wish import CRITERIA, HEAVY, NAMES, NONE, PHASE, SECTOR, STAGE, SUBREGION, TRAVEL, Wish
from hotspots.geography import distance_km
from hotspots.models import Hotspot, Offer
from hotspots.models.vocabulary import OfferKind
from hotspots.wording import distance_text
from profiles.phases import Phase

MEETS, FAILS, UNKNOWN = "meets", "fails", "unknown"


def for_finding(places):
    """What a card shows, and what the answers are read from."""
    schools = Organisation.objects.published().schools()
    sides = [Prefetch(side, schools, to_attr=f"schools_{side}") for side in ("hosts", "partners")]
    return places.for_listing().prefetch_related("sectors", "offers", *sides)


@dataclass(frozen=True)
class Answer:
    """For components/condition_list.html."""

    criterion: str
    answer: str
    title: str
    reason: str = ""
    counts: bool = True
    url: str = ""
    url_label: str = ""

    @property
    def name(self) -> str:
        return str(NAMES[self.criterion])


@dataclass(frozen=True)
class Assessment:
    """A place with its answers, in the order of the criteria."""

    place: Hotspot
    answers: list[Answer]

    @cached_property
    def counted(self) -> dict[str, list[Answer]]:
        """The answers that count, by what they say."""
        told = [answer for answer in self.answers if answer.counts]
        return {word: [one for one in told if one.answer == word] for word in (MEETS, FAILS, UNKNOWN)}

    @property
    def verdict(self) -> str:
        met, failed, unknown = (len(self.counted[word]) for word in (MEETS, FAILS, UNKNOWN))
        if not failed:
            if met and not unknown:
                return _("Fits everything you ask")
            return _("Fits, as far as we know") if met else _("We do not know whether this fits")
        if met:
            return _("Fits in part")
        return _("Probably does not fit") if unknown else _("Does not fit")

    @property
    def in_one_line(self) -> list[tuple[str, str]]:
        """What fits, what does not, and what we do not know: (kind of answer, names)."""
        words = {MEETS: _("fits: %(names)s"), FAILS: _("does not fit: %(names)s"), UNKNOWN: _("unknown: %(names)s")}
        return [
            (word, words[word] % {"names": ", ".join(answer.name.lower() for answer in found)})
            for word, found in self.counted.items()
            if found
        ]

    @property
    def count_in_words(self) -> str:
        """ "Van de 5 dingen die je vraagt: 3 passen, 1 past niet, van 1 weten we het niet." """
        met, failed, unknown = (len(self.counted[word]) for word in (MEETS, FAILS, UNKNOWN))
        total = met + failed + unknown
        parts = [
            ngettext("%(n)d fits", "%(n)d fit", met) % {"n": met} if met else "",
            ngettext("%(n)d does not fit", "%(n)d do not fit", failed) % {"n": failed} if failed else "",
            ngettext("%(n)d we do not know", "%(n)d we do not know", unknown) % {"n": unknown} if unknown else "",
        ]
        words = ngettext(
            "Of the %(total)d thing you ask: %(parts)s.", "Of the %(total)d things you ask: %(parts)s.", total
        )
        return words % {"total": total, "parts": ", ".join(part for part in parts if part)}


def assess(place: Hotspot, wish: Wish, labels: dict[str, str]) -> Assessment:
    """`labels`: the sector and the subregion of the wish as a reader sees them."""
    asker = _Asker(place, wish, labels)
    return Assessment(place, [asker.answer(name) for name in CRITERIA if name in wish.criteria])


class _Asker:
    """One place held against one wish."""

    def __init__(self, place: Hotspot, wish: Wish, labels: dict[str, str]):
        self.place, self.wish, self.labels = place, wish, labels

    def answer(self, criterion: str) -> Answer:
        ask = {
            SECTOR: self._sector,
            PHASE: self._phase,
            SUBREGION: self._subregion,
            TRAVEL: self._travel,
            STAGE: self._stage,
        }
        word, title, reason = ask[criterion]() if criterion in ask else self._need(criterion)
        weight = self.wish.weight(criterion)
        if weight == NONE:
            title = _("%(title)s (does not count)") % {"title": title}
        elif weight == HEAVY:
            title = _("%(title)s (counts heavily)") % {"title": title}
        return Answer(criterion, word, title, reason, weight != NONE)

    def _sector(self):
        title = _("Sector: %(sector)s") % {"sector": self.labels[SECTOR]}
        sectors = list(self.place.sectors.all())
        if not sectors:
            return UNKNOWN, title, _("The sectors of this place are not known.")
        reason = _("Sectors here: %(sectors)s.") % {"sectors": _listed(row.label for row in sectors)}
        return (MEETS if any(row.slug == self.wish.sector for row in sectors) else FAILS), title, reason

    def _phase(self):
        title = _("Phase: %(phase)s") % {"phase": Phase(self.wish.phase).label}
        phases = self.place.phases
        if not phases:
            return UNKNOWN, title, _("For which phases this place is, our sources do not tell. Ask the place.")
        reason = _("For the phases: %(phases)s.") % {"phases": _listed(Phase(phase).label for phase in phases)}
        return (MEETS if self.wish.phase in phases else FAILS), title, reason

    def _need(self, kind: str):
        title = str(OfferKind(kind).label)
        offers = [offer for offer in self.place.offers.all() if offer.kind == kind]
        there = [offer for offer in offers if offer.is_there]
        if there:
            return MEETS, title, format_html_join("; ", "{}", ((_offered(offer),) for offer in there))
        if kind == OfferKind.TALENT and (schools := schools_of(self.place)):
            names = _listed(school.name for school in schools)
            return MEETS, title, _("Education among its hosts and partners: %(names)s.") % {"names": names}
        if offers:
            told = format_html_join("; ", "{}", ((offer.text,) for offer in offers))
            return FAILS, title, format_html("{} {}", _("A source says that this is not here:"), told)
        return UNKNOWN, title, _("Our sources do not tell. Ask the place.")

    def _subregion(self):
        title, place = _("In %(subregion)s") % {"subregion": self.labels[SUBREGION]}, self.place
        if place.subregion is None:
            return FAILS, title, _("It lies outside the MRA.")
        names = {"town": place.municipality or place.subregion, "subregion": place.subregion}
        if place.subregion.slug == self.wish.subregion:
            return MEETS, title, _("It lies in %(town)s.") % names
        return FAILS, title, _("It lies in %(town)s, subregion %(subregion)s.") % names

    def _travel(self):
        journey = self.wish.journey
        title = journey.label[:1].upper() + journey.label[1:]
        if self.place.point is None:
            return UNKNOWN, title, _("The point of this place is not known, so the journey is not either.")
        straight = distance_km(journey.start, self.place.point)
        minutes = journey.minutes_for(straight)
        words = {"minutes": minutes, "distance": distance_text(straight)}
        reason = ngettext(
            "About %(minutes)s minute: %(distance)s in a straight line, times 1.3.",
            "About %(minutes)s minutes: %(distance)s in a straight line, times 1.3.",
            minutes,
        )
        return (MEETS if minutes <= journey.minutes else FAILS), title, reason % words

    def _stage(self):
        place = self.place
        titles = {
            "bestaand": _("The place exists"),
            "in-ontwikkeling": _("The place is in development"),
            "potentieel": _("The place could come"),
        }
        reason = _("Stage: %(stage)s.") % {"stage": str(place.get_stage_display()).lower()}
        return (MEETS if place.stage == self.wish.stage else FAILS), titles[self.wish.stage], reason


def schools_of(place: Hotspot) -> list[Organisation]:
    found = {row.pk: row for row in (*place.schools_hosts, *place.schools_partners)}
    return sorted(found.values(), key=lambda row: row.name.casefold())


def _offered(offer: Offer):
    return format_html("{} ({})", offer.text, offer.price) if offer.price else offer.text


def _listed(words: Iterable) -> str:
    return get_text_list([str(word) for word in words], _("and"))
