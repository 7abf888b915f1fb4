"""What the route pictures are drawn from: stations (options), lines (kinds) and the six phases."""

from dataclasses import dataclass

from mra_portal.common.pictures.text_width import text_width

OPEN, UNKNOWN, CLOSED, MIXED = "open", "unknown", "closed", "mixed"


@dataclass(frozen=True)
class Station:
    """An option, or several in one (count > 1)."""

    name: str
    abbreviation: str
    url: str
    line: int  # the number of its line, 1 to 7
    phases: tuple[int, ...]  # positions from 0, sorted, not empty
    state: str  # open (or continuous), unknown (or announced), closed; mixed for several in one
    tag: str = ""  # where it is, when not everywhere: "NH", "NH+FL", "AS"
    via_rom: bool = False
    facts: str = ""  # what its title adds to name and phases, in words
    count: int = 1

    @property
    def runs(self) -> list[tuple[int, int]]:
        """First and last phase of every unbroken row of phases."""
        starts = [phase for phase in self.phases if phase - 1 not in self.phases]
        ends = [phase for phase in self.phases if phase + 1 not in self.phases]
        return list(zip(starts, ends, strict=True))

    @property
    def sign(self) -> str:
        """The tag as drawn: through a ROM it says so."""
        return f"ROM {self.tag}".strip() if self.via_rom and not self.tag.startswith("ROM") else self.tag


@dataclass(frozen=True)
class Line:
    """A kind of money or help."""

    number: int
    name: str
    count: int  # of options, not of capsules
    url: str
    is_chosen: bool = False

    @property
    def is_double(self) -> bool:
        """Every other line has a double rail, so that neighbours differ without colour."""
        return self.number % 2 == 0


@dataclass(frozen=True)
class PhaseColumn:
    name: str
    count: int
    url: str
    is_chosen: bool = False


def reading_order(station: Station) -> tuple:
    """Early first, and of those the longest first; name and address make it the same every time."""
    return station.phases[0], -station.phases[-1], station.name, station.url


def title_of(station: Station, phases: list[PhaseColumn], shown: str = "") -> str:
    """The name in full, the phases and the facts, for a reader who cannot see the picture."""
    short = f" ({shown})" if shown and shown not in station.name and not shown.endswith("…") else ""
    where = ", ".join(phases[phase].name for phase in station.phases)
    return f"{station.name}{short}. {where}.{' ' if station.facts else ''}{station.facts}"


def number(value: float) -> str:
    """A measure for SVG: one decimal at most."""
    return f"{value:.1f}".removesuffix(".0")


@dataclass(frozen=True)
class Sign:
    """A tag as a pill with text."""

    x: str
    y: str
    width: str
    height: str
    text_x: str
    text_y: str
    text: str
    size: str
    is_filled: bool


def sign_width(station: Station, size: float) -> float:
    """Room of the pill; 0 without a tag."""
    return text_width(station.sign, size, strong=True) + size if station.sign else 0


def sign_at(station: Station, x: float, y: float, size: float) -> Sign | None:
    """The pill with its left side at x and its middle at y."""
    if not station.sign:
        return None
    width, height = sign_width(station, size), size + 4
    return Sign(
        x=number(x),
        y=number(y - height / 2),
        width=number(width),
        height=number(height),
        text_x=number(x + width / 2),
        text_y=number(y + size * 0.345),
        text=station.sign,
        size=number(size),
        is_filled=station.via_rom,
    )


def cross(x: float, y: float, arm: float) -> str:
    """The path of a cross: closed."""
    size = number(2 * arm)
    return f"M{number(x - arm)} {number(y - arm)}l{size} {size}m0-{size}l-{size} {size}"
