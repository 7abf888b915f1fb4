"""What an option is to a search engine: grant, loan, product or service (see mra_portal.common.linked_data)."""

from agenda.models import Organisation
from financing.models import FinancingOption
from financing.models.vocabulary import Kind, Level
from mra_portal.common.linked_data import address, area, thing
from profiles.models import Province

# What a company gets, in the words of schema.org; the other kinds are services.
TYPES = {
    Kind.GRANT: "MonetaryGrant",
    Kind.VOUCHER: "MonetaryGrant",
    Kind.LOAN: "LoanOrCredit",
    Kind.CONVERTIBLE_LOAN: "LoanOrCredit",
    Kind.EQUITY: "FinancialProduct",
    Kind.GUARANTEE: "FinancialProduct",
    Kind.CROWDFUNDING: "FinancialProduct",
}
# Of these schema.org can tell the amount.
WITH_AMOUNT = ("MonetaryGrant", "LoanOrCredit")


def linked_data(option: FinancingOption, organisations: dict[str, list[Organisation]]) -> list[dict]:
    """Facts of a published option; nothing of one that has ended, because schema.org has no word for that.

    `organisations`: who pays and who executes it (financing.option_page.organisations_behind).
    """
    if option.has_ended:
        return []
    kind = TYPES.get(option.kind) or ("Service" if option.level == Level.PRIVATE else "GovernmentService")
    paying, executing = (_named(organisations[side]) for side in ("paid_by", "executed_by"))
    facts = {
        "name": option.name,
        "alternateName": option.abbreviation,
        "description": str(option.summary.plain),
        "url": option.url,
        "mainEntityOfPage": address(option.get_absolute_url()),
        "amount": _amount(option) if kind in WITH_AMOUNT else None,
    }
    if kind == "MonetaryGrant":  # which has no area, audience or executor in the words of schema.org
        facts["funder"] = paying
    else:
        audience = str(option.audience.plain)
        facts |= {
            "serviceType": str(option.get_kind_display()),
            "provider": executing or paying,
            "areaServed": _areas(option),
            "audience": thing("BusinessAudience", audienceType=audience) if audience else None,
        }
    return [thing(kind, **facts)]


def _named(organisations: list[Organisation]) -> list[dict]:
    return [
        thing("Organization", name=row.name, mainEntityOfPage=address(row.get_absolute_url()))
        for row in organisations
        if row.live
    ]


def _amount(option: FinancingOption) -> dict | None:
    if option.amount_min is None and option.amount_max is None:
        return None
    return thing("MonetaryAmount", currency="EUR", minValue=option.amount_min, maxValue=option.amount_max)


def _areas(option: FinancingOption) -> list[dict]:
    if option.covers_country:
        return [thing("Country", name="Nederland")]
    provinces = [Province(value).label for value in option.provinces]
    parts = [row.name for rows in (option.subregions.all(), option.municipalities.all()) for row in rows]
    return [area(name) for name in dict.fromkeys([*provinces, *parts])]
