"""Origins as an operator writes them (https://html.spec.whatwg.org/#origin)."""

import re

from django.core.exceptions import ImproperlyConfigured

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_PORT = r"(?::\d{1,5})?"
_ORIGIN = re.compile(
    rf"https://(?:\*\.)?{_LABEL}(?:\.{_LABEL})+{_PORT}|http://(?:localhost|127\.0\.0\.1){_PORT}", re.IGNORECASE
)


def origins(name: str, values: list[str]) -> list[str]:
    """The values of the setting with this name, if each is an origin; else the portal refuses to start."""
    found = [value.strip().lower() for value in values if value.strip()]
    wrong = [value for value in found if not _ORIGIN.fullmatch(value)]
    if wrong:
        raise ImproperlyConfigured(
            f"{name}: {', '.join(map(repr, wrong))} is no origin. Write https://www.gemeente.example, with a port where"
            " the site has one and nothing after it; https://*.gemeente.example for every site below that name."
        )
    return found
