"""What the page of an option tells beyond its own facts: how it fits, what goes with it, who to call.

Works on a published option and on a draft in a preview, whose parts are only in memory.
"""

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from agenda.models import Organisation
from financing.answers import assess
from financing.border_view import border_columns
from financing.company import Company, CompanyForm
from financing.models import FinancingOption, RegionalNuance
from financing.models.vocabulary import Phase, RelationKind
from financing.shortlist import Shortlist, kept_context


def option_page(option: FinancingOption, data: QueryDict) -> dict:
    """For financing/option_detail.html; `data` is what the visitor told in the address."""
    company, shortlist = CompanyForm.of(data).company, Shortlist.of(data)
    picked = option.slug in shortlist
    compared = shortlist if picked else Shortlist((*shortlist.slugs, option.slug))
    return {
        "company": company,
        "is_told": not company.is_blank,
        "assessment": assess(option, company),
        "along": kept_context(data),
        "my_route_url": reverse("financing:my_route") + kept_context(data, with_list=False),
        "family_columns": family_columns(option, company),
        "neighbours": neighbours_of(option),
        "next_phase": next_phase_of(option, company),
        "agencies": agencies_for(option, company),
        "shortlist": shortlist,
        "is_picked": picked,
        "toggle_url": shortlist.with_toggled(data, option.slug),
        "compare_url": f"{reverse('financing:compare')}?{compared.query}",
    }


def family_columns(option: FinancingOption, company: Company) -> list[dict]:
    """The border view of its family; empty when it stands alone."""
    if option.family is None:
        return []
    relatives = (
        FinancingOption.objects.published()
        .filter(family=option.family, has_ended=False)
        .prefetch_related("subregions__municipalities", "municipalities")
        .by_name()
    )
    relatives = list(relatives)
    if all(relative.covers_country for relative in relatives):  # the same everywhere: there is no border to see
        return []
    nuances = (
        RegionalNuance.objects.published()
        .filter(family=option.family)
        .select_related("subregion", "organisation")
        .prefetch_related("subregion__municipalities", "organisation__serves__municipalities")
    )
    labels = {
        "scheme": _("Scheme"),
        "provider": _("Desk"),
        "gets": _("What you get"),
        "amount": _("Amount"),
        "audience": _("For whom"),
        "phases": _("Phase"),
        "nuance": _("What is different here"),
        "source": _("Source"),
    }
    return border_columns(
        relatives, list(nuances), labels, company.municipality.province if company.municipality else ""
    )


def neighbours_of(option: FinancingOption) -> list[dict]:
    """For components/link_list.html: what comes before and after it, what it asks, excludes, goes together with."""
    words = {
        RelationKind.FOLLOWS: (_("usually before"), _("usually after")),
        RelationKind.REQUIRES: (_("needed for it"), _("asks for this one")),
        RelationKind.EXCLUDES: (_("not together with"), _("not together with")),
        RelationKind.COMBINES: (_("goes together with"), _("goes together with")),
    }
    pairs = [(words[RelationKind(row.kind)][0], row.other, row) for row in option.relations.all() if row.other.live]
    from_others = option.relations_from_others.select_related("option") if option.pk else []
    pairs += [(words[RelationKind(row.kind)][1], row.option, row) for row in from_others if row.option.live]
    order = [word for both in words.values() for word in both]
    return [
        {"lead": lead, "title": other.name, "url": other.get_absolute_url(), "note": row.note}
        for lead, other, row in sorted(pairs, key=lambda pair: (order.index(pair[0]), pair[1].name))
    ]


def next_phase_of(option: FinancingOption, company: Company) -> dict | None:
    """The way on: the finder for the phase after the last one this option helps in."""
    phases = Phase.values
    last = max(phases.index(phase) for phase in option.phases) if option.phases else len(phases) - 1
    if last + 1 >= len(phases):
        return None
    after = Phase(phases[last + 1])
    place = f"&gemeente={company.municipality.slug}" if company.municipality else ""
    return {"label": after.label, "url": f"{reverse('financing:options')}?fase={after.value}{place}"}


def agencies_for(option: FinancingOption, company: Company) -> list[Organisation]:
    """The agencies to call: that of the visitor's municipality, else those of the area in which the option holds."""
    agencies = Organisation.objects.published().filter(kind=Organisation.Kind.ROM).prefetch_related("serves").by_name()
    if company.municipality:
        return list(agencies.filter(serves=company.municipality.subregion_id))
    if option.covers_country:
        return list(agencies)
    subregions = {row.pk for row in option.subregions.all()} | {row.subregion_id for row in option.municipalities.all()}
    touched = set(option.provinces)
    return [
        agency
        for agency in agencies.prefetch_related("serves__municipalities")
        if any(row.pk in subregions or touched & set(row.provinces()) for row in agency.serves.all())
    ]
