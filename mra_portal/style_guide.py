"""Real data for the style page: one example of each component, taken from the database where there is one."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from agenda.models import Accelerator, ActionLine, Status
from agenda.views.catalogues import board_of
from mra_portal.forms import SearchForm
from profiles.models import Municipality, Subregion
from profiles.region_picture import region_picture


def examples() -> dict:
    lines = list(ActionLine.objects.published().for_listing().in_printed_order())
    return {
        "statuses": Status.choices,
        "accelerators": Accelerator.objects.published(),
        "subregions": Subregion.objects.all(),
        "board": board_of(lines),
        "line": lines[0] if lines else None,
        "region": region_picture(Municipality.objects.select_related("subregion")),
        "colours": [
            "paper",
            "mist",
            "ink",
            "muted",
            "link",
            "line",
            "line-ui",
            "signal",
            "signal-deep",
            "deep",
            "meets",
            "fails",
            "unknown",
        ],
        "timeline": [
            {"date": date(2026, 10, 6), "status": status, "label": label, "text": INVENTED}
            for status, label in Status.choices
        ],
        "form": SearchForm({"q": "x" * 201}),
        "figures": [
            {"value": "16", "label": _("action lines"), "source": "p. 51"},
            {"value": "7", "label": _("subregions")},
        ],
        "stations": STATIONS,
        "result": RESULT,
        "conditions": CONDITIONS,
        "columns": COLUMNS,
    }


# What the parts that are still to come will show; invented, and said to be so.
INVENTED = _("An invented example, to show the form.")
PHASES = ["Idee", "Proof of concept", "Start", "Groei", "Opschaling", "Volwassen"]
STATIONS = [
    {"value": name, "label": name, "count": 10 + n, "checked": n in (1, 2), "id": f"fase-{n}", "is_joined": n == 1}
    for n, name in enumerate(PHASES)
]
RESULT = {
    "title": "Voorbeeldregeling",
    "url": "#",
    "state": "nog 38 dagen",
    "state_is_urgent": True,
    "kind": "Lening",
    "summary": INVENTED,
    "audience": "starters",
    "amount": "tot € 450.000",
    "stations": [{"is_on": station["checked"], "is_joined": station["is_joined"]} for station in STATIONS],
    "stations_label": "Proof of concept en start",
}
CONDITIONS = [
    {"answer": "fails", "title": "Je bedrijf staat in Noord-Holland", "reason": INVENTED},
    {"answer": "meets", "title": "Minder dan 250 medewerkers", "reason": INVENTED},
    {"answer": "unknown", "title": "Een partner", "reason": INVENTED},
]
COLUMNS = [
    {"title": name, "is_own": name == "Flevoland", "facts": [{"label": "Bedrag", "value": value}]}
    for name, value in (("Noord-Holland", "tot € 25.000"), ("Flevoland", "tot € 50.000"), ("Utrecht", ""))
]
