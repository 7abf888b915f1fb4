"""Rows of the route map for tests: only what the test says matters, the rest sensible."""

from datetime import date
from itertools import count

from financing.models import CallWindow, Condition, Family, FinancingOption, OptionRelation, RegionalNuance

SOURCE = "test"
_numbers = count(1000)
LISTS = ("sectors", "subregions", "municipalities", "paid_by", "executed_by")


def option(**fields) -> FinancingOption:
    """A published grant for every phase in the whole country, unless told otherwise. Lists are given as rows."""
    n = next(_numbers)
    lists = {name: fields.pop(name) for name in LISTS if name in fields}
    placed = {"covers_country", "provinces"} & fields.keys() or {"subregions", "municipalities"} & lists.keys()
    made = FinancingOption.objects.create(
        **{
            "slug": f"regeling-{n}",
            "name": f"Regeling {n}",
            "level": "rijk",
            "kind": "subsidie",
            "phases": ["idee", "proof-of-concept", "start", "groei", "opschaling", "volwassen"],
            "covers_country": not placed,
            "provider_printed": "Een loket",
            "summary_nl": "Geld voor iets nieuws.",
            "source": SOURCE,
            "checked_on": date(2026, 11, 23),
            "confidence": "hoog",
            **fields,
        }
    )
    for name, rows in lists.items():
        setattr(made, name, rows)
    if lists:
        made.save()  # modelcluster writes its lists with the row
    return made


def window(option_: FinancingOption, opens_on=None, closes_on=None, **fields) -> CallWindow:
    return CallWindow.objects.create(option=option_, opens_on=opens_on, closes_on=closes_on, source=SOURCE, **fields)


def condition(option_: FinancingOption, attribute="vrij", values=(), **fields) -> Condition:
    return Condition.objects.create(
        option=option_, attribute=attribute, values=list(values), **{"text_nl": "Iets", "source": SOURCE, **fields}
    )


def relation(option_: FinancingOption, kind: str, other: FinancingOption, **fields) -> OptionRelation:
    return OptionRelation.objects.create(option=option_, kind=kind, other=other, source=SOURCE, **fields)


def family(**fields) -> Family:
    n = next(_numbers)
    return Family.objects.create(**{"slug": f"familie-{n}", "name": f"Familie {n}", "source": SOURCE, **fields})


def nuance(**fields) -> RegionalNuance:
    n = next(_numbers)
    return RegionalNuance.objects.create(
        **{"slug": f"nuance-{n}", "text_nl": "Hier gaat het anders.", "source": SOURCE, **fields}
    )
