"""Under which terms open data leaves, and who publishes it."""

from dataclasses import dataclass

PUBLISHER = "Metropoolregio Amsterdam"
PUBLISHER_URL = "https://www.metropoolregioamsterdam.nl/"


@dataclass(frozen=True)
class Licence:
    title: str
    url: str


# Of the texts and facts of the portal itself; what comes from elsewhere keeps its own licence and says so.
LICENCE = Licence("Creative Commons Attribution 4.0 (CC BY 4.0)", "https://creativecommons.org/licenses/by/4.0/deed.nl")
