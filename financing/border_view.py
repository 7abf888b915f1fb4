"""One family of options side by side in the provinces: what is the same, what differs, and where it is not known."""

from financing.amounts import amount_in_words
from financing.models import FinancingOption, RegionalNuance
from financing.wording import capitalised, in_a_sentence, phases_in_words
from profiles.models import Province

# West to east would be Noord-Holland, Utrecht, Flevoland; people read the two provinces of the region first.
COLUMNS = (Province.NOORD_HOLLAND, Province.FLEVOLAND, Province.UTRECHT)


def border_columns(
    here: dict[str, tuple[list[FinancingOption], list[RegionalNuance]]], labels: dict[str, str], own: str = ""
) -> list[dict]:
    """For components/border_view.html: per province the same facts. `own` is the province of the visitor.

    `here` gives per province the options and nuances that hold there; `labels` the words of the rows: scheme, provider,
    gets, amount, audience, phases, nuance, source; and `own` for the column of the visitor.
    """
    columns = []
    for province in COLUMNS:
        options, said = here[province.value]
        columns.append(
            {
                "title": province.label,
                "is_own": province == own,
                "note": labels["own"] if province == own else "",
                "facts": [
                    {
                        "label": labels["scheme"],
                        "value": in_a_sentence([option.name for option in options]),
                        "links": [{"title": option.name, "url": option.get_absolute_url()} for option in options],
                    },
                    {"label": labels["provider"], "value": _each(options, lambda row: row.provider_printed)},
                    {"label": labels["gets"], "value": _each(options, lambda row: row.get_kind_display())},
                    {
                        "label": labels["amount"],
                        "value": _each(options, lambda row: amount_in_words(row.amount_min, row.amount_max)),
                    },
                    {"label": labels["audience"], "value": _each(options, lambda row: row.audience.plain)},
                    {"label": labels["phases"], "value": _each(options, lambda row: phases_in_words(row.phases))},
                    {"label": labels["nuance"], "value": " ".join(nuance.text.plain for nuance in said)},
                    {"label": labels["source"], "value": _sources([*options, *said])},
                ],
            }
        )
    _mark_the_same(columns, but=(labels["scheme"], labels["nuance"], labels["source"]))
    return columns


def _each(rows: list, told) -> str:
    """What the rows say, every answer once; empty when none of them says anything."""
    return "; ".join(dict.fromkeys(capitalised(text) for row in rows if (text := told(row))))


def _sources(rows: list) -> str:
    return "; ".join(dict.fromkeys(row.source for row in rows))


def _mark_the_same(columns: list[dict], but: tuple[str, ...]) -> None:
    """Per row whether the columns that know an answer give the same one (`is_same`), or not (`is_different`)."""
    for place, fact in enumerate(columns[0]["facts"]):
        if fact["label"] in but:
            continue
        known = [column["facts"][place]["value"] for column in columns if column["facts"][place]["value"]]
        for column in columns:
            column["facts"][place]["is_same"] = len(known) > 1 and len(set(known)) == 1
            column["facts"][place]["is_different"] = len(set(known)) > 1
