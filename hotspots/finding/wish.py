"""What a visitor asks of a place: nothing is required, nothing is stored, all of it stands in the address."""

from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlencode

from django import forms
from django.db import models
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from hotspots.filters import HotspotFilterSet, gazetteer
from hotspots.geography import (
    CYCLING_KM_PER_HOUR,
    DETOUR,
    WALKING_KM_PER_HOUR,
    Point,
    cycling_minutes,
    walking_minutes,
)
from hotspots.models.vocabulary import OfferKind, Stage
from hotspots.near import parse_here
from mra_portal.common.catalogue_index import CatalogueIndex, index_of
from profiles.phases import Phase

SECTOR, PHASE, SUBREGION, TRAVEL, STAGE = "sector", "fase", "deelregio", "reistijd", "stadium"
# In this order they are answered. Every kind of offer is a criterion of its own.
CRITERIA = (SECTOR, PHASE, *OfferKind.values, SUBREGION, TRAVEL, STAGE)
NAMES = {
    SECTOR: gettext_lazy("sector"),
    PHASE: gettext_lazy("phase"),
    **{kind.value: kind.label for kind in OfferKind},
    SUBREGION: gettext_lazy("subregion"),
    TRAVEL: gettext_lazy("travel time"),
    STAGE: gettext_lazy("stage"),
}
WEIGHT = "gewicht-{}"
NONE, LITTLE, NORMAL, HEAVY = range(4)
# The normal weight is empty, so that an address only holds what differs.
WEIGHTS = [
    ("", pgettext_lazy("weight", "counts")),
    (str(HEAVY), pgettext_lazy("weight", "counts heavily")),
    (str(LITTLE), pgettext_lazy("weight", "counts a little")),
    (str(NONE), pgettext_lazy("weight", "does not count")),
]
# How long a journey may take when nothing is said, and at most; minutes.
USUAL_MINUTES, MOST_MINUTES = 30, 180

NOT_IN_LIST = {"invalid_choice": gettext_lazy("We do not know “%(value)s”. Choose from the list.")}
NO_TIME = gettext_lazy("The time is a whole number of minutes from 1 to 180, such as 30.")


class Travel(models.TextChoices):
    CYCLE = "fietsen", gettext_lazy("by bicycle")
    WALK = "lopen", gettext_lazy("on foot")


@dataclass(frozen=True)
class Journey:
    """From a place that the visitor named, so many minutes at most."""

    name: str
    start: Point
    minutes: int
    travel: str

    def minutes_for(self, straight_km: float) -> int:
        return (walking_minutes if self.travel == Travel.WALK else cycling_minutes)(straight_km)

    @property
    def radius_km(self) -> float:
        """How far one comes along a straight line."""
        pace = WALKING_KM_PER_HOUR if self.travel == Travel.WALK else CYCLING_KM_PER_HOUR
        return self.minutes / 60 * pace / DETOUR

    @property
    def label(self) -> str:
        words = {"minutes": self.minutes, "travel": Travel(self.travel).label, "place": self.name}
        return _("at most %(minutes)s minutes %(travel)s from %(place)s") % words


@dataclass(frozen=True)
class Wish:
    """The answers of a visitor as slugs; what she skipped is empty."""

    sector: str = ""
    phase: str = ""
    needs: tuple[str, ...] = ()  # OfferKind values
    subregion: str = ""
    journey: Journey | None = None
    stage: str = ""
    weights: dict[str, int] = field(default_factory=dict)  # per criterion, where it is not the normal one

    @property
    def criteria(self) -> list[str]:
        """What places are held against."""
        told = {
            SECTOR: self.sector,
            PHASE: self.phase,
            SUBREGION: self.subregion,
            TRAVEL: self.journey,
            STAGE: self.stage,
        }
        return [name for name in CRITERIA if told.get(name) or name in self.needs]

    @property
    def is_blank(self) -> bool:
        return not self.criteria

    def weight(self, criterion: str) -> int:
        return self.weights.get(criterion, NORMAL)

    def query_with(self, **changed: str) -> str:
        """The address of these answers, with some of them (parameters) changed."""
        journey = self.journey
        single = {
            "sector": self.sector,
            "fase": self.phase,
            "deelregio": self.subregion,
            "vanaf": journey.name if journey else "",
            "minuten": str(journey.minutes) if journey and journey.minutes != USUAL_MINUTES else "",
            "vervoer": journey.travel if journey and journey.travel != Travel.CYCLE else "",
            "stadium": self.stage,
            **{WEIGHT.format(name): str(weight) for name, weight in self.weights.items()},
            **changed,
        }
        pairs = [(name, value) for name, value in single.items() if value]
        return "?" + urlencode([*pairs, *(("behoefte", need) for need in self.needs)])


def _choice(label) -> forms.ChoiceField:
    """A question that may be skipped; the form fills in the choices."""
    return forms.ChoiceField(label=label, required=False, error_messages=NOT_IN_LIST)


class WishForm(forms.Form):
    """The questions of "Find your place". A refused answer gives a message; the others are kept."""

    sector = _choice(gettext_lazy("In which sector?"))
    fase = _choice(gettext_lazy("In which phase are you?"))
    stadium = _choice(gettext_lazy("Must the place be there already?"))
    deelregio = _choice(gettext_lazy("In which subregion?"))
    vanaf = forms.CharField(
        label=gettext_lazy("From where do you travel?"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("A town or station in the region, for example Haarlem."),
        widget=forms.TextInput(attrs={"list": "plaatsen", "autocomplete": "off"}),
    )
    minuten = forms.IntegerField(
        label=gettext_lazy("How many minutes at most?"),
        required=False,
        min_value=1,
        max_value=MOST_MINUTES,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), NO_TIME),
        help_text=gettext_lazy("Empty: 30 minutes."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    vervoer = forms.ChoiceField(
        label=gettext_lazy("How do you travel?"), required=False, error_messages=NOT_IN_LIST, choices=Travel.choices
    )
    behoefte = forms.MultipleChoiceField(
        label=gettext_lazy("What do you need at the place?"),
        required=False,
        choices=OfferKind.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages=NOT_IN_LIST,
    )

    @classmethod
    def of(cls, data: QueryDict) -> "WishForm":
        """From an address: of what can be said once the first value counts, unknown parameters are left alone."""
        names = [*cls.base_fields, *(WEIGHT.format(name) for name in CRITERIA)]
        given = {name: data.getlist(name) for name in names if data.getlist(name)}
        return cls(
            {name: list(filter(None, values)) if name == "behoefte" else values[0] for name, values in given.items()}
        )

    def __init__(self, data: dict):
        super().__init__(data, auto_id="%s")
        self.index: CatalogueIndex = index_of(HotspotFilterSet)
        self._offer("sector", _("Any sector"), self.index.options("sector"))
        self._offer("fase", _("I do not know (yet)"), Phase.choices)
        self._offer("stadium", _("That does not matter"), Stage.choices)
        self._offer("deelregio", _("Anywhere in the region"), self.index.options("deelregio"))
        for name in CRITERIA:
            weight = WEIGHT.format(name)
            self.fields[weight] = forms.ChoiceField(
                label=capfirst(NAMES[name]), choices=WEIGHTS, required=False, error_messages=NOT_IN_LIST
            )
            if self.data.get(weight) == str(NORMAL):
                self.data[weight] = ""

    def _offer(self, name: str, skip: str, choices) -> None:
        self.fields[name].choices = [("", skip), *((value, capfirst(str(label))) for value, label in choices)]

    def clean_behoefte(self) -> tuple[str, ...]:
        chosen = self.cleaned_data["behoefte"]
        return tuple(kind for kind in OfferKind.values if kind in chosen)

    def clean_vanaf(self) -> tuple[str, Point] | None:
        name = " ".join(self.cleaned_data["vanaf"].split())
        return (name, parse_here(name, gazetteer())) if name else None

    def clean(self):
        if "minuten" not in self.errors and self.cleaned_data.get("minuten") and not self.data.get("vanaf", "").strip():
            self.add_error("vanaf", _("Say from which town or station you travel."))

    @cached_property
    def wish(self) -> Wish:
        """What was told, without the answers that cannot be used."""
        self.is_valid()
        given = {name: value for name, value in self.cleaned_data.items() if value}
        journey = None
        if "vanaf" in given:
            name, start = given["vanaf"]
            minutes, travel = given.get("minuten", USUAL_MINUTES), given.get("vervoer", Travel.CYCLE.value)
            journey = Journey(name, start, minutes, travel)
        return Wish(
            sector=given.get("sector", ""),
            phase=given.get("fase", ""),
            needs=given.get("behoefte", ()),
            subregion=given.get("deelregio", ""),
            journey=journey,
            stage=given.get("stadium", ""),
            weights={name: int(given[weight]) for name in CRITERIA if (weight := WEIGHT.format(name)) in given},
        )

    def label_of(self, name: str) -> str:
        """The answer to a question with a list, as the visitor reads it."""
        return dict(self.fields[name].choices).get(self.data.get(name, ""), "")

    @property
    def in_words(self) -> list[str]:
        """What was told, as short phrases."""
        wish = self.wish
        return [
            *([_("sector %(sector)s") % {"sector": self.label_of("sector")}] if wish.sector else []),
            *([_("phase %(phase)s") % {"phase": Phase(wish.phase).label}] if wish.phase else []),
            *(str(OfferKind(need).label).lower() for need in wish.needs),
            *([self.label_of("deelregio")] if wish.subregion else []),
            *([wish.journey.label] if wish.journey else []),
            *([str(Stage(wish.stage).label).lower()] if wish.stage else []),
        ]

    # The parts of the page

    @property
    def questions(self) -> list[forms.BoundField]:
        return [self[name] for name in ("sector", "fase", "stadium", "deelregio", "vanaf", "minuten", "vervoer")]

    @property
    def needs(self) -> list[dict]:
        chosen = self.data.get("behoefte") or []
        return [
            {"value": kind.value, "label": str(kind.label), "id": f"behoefte-{kind}", "checked": kind.value in chosen}
            for kind in OfferKind
        ]

    @property
    def weights(self) -> list[forms.BoundField]:
        """Of what was told, and of what has a weight that cannot be used."""
        told = self.wish.criteria
        names = [(name, WEIGHT.format(name)) for name in CRITERIA]
        return [self[weight] for name, weight in names if name in told or weight in self.errors]

    @property
    def unseen_weights(self) -> list[tuple[str, str]]:
        """Weights of what was not told (now): they stay in the address."""
        shown = {field.name for field in self.weights}
        names = (WEIGHT.format(name) for name in CRITERIA)
        return [(name, self.data[name]) for name in names if self.data.get(name) and name not in shown]
