"""Real data for the style page: one example of each component, taken from the database where there is one."""

from datetime import date

from django.utils.translation import gettext as _

from agenda.models import Accelerator, ActionLine, Status
from agenda.views.catalogues import board_of
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
            {
                "date": date(2026, 10, 6),
                "status": status,
                "label": label,
                "text": _("An invented example, to show the form."),
            }
            for status, label in Status.choices
        ],
    }
