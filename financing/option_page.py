"""What the page of an option tells beyond its own facts: how it fits, what goes with it, who to call.

Works on a published option and on a draft in a preview, whose parts are only in memory.
"""

from django.db.models import Exists, OuterRef, Q
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from agenda.models import Organisation
from financing.answers import assess
from financing.border_view import COLUMNS, border_columns
from financing.company import Company, CompanyForm
from financing.coverage import nearest_sibling
from financing.filters import FinancingFilterSet
from financing.models import FinancingOption, OptionRelation, RegionalNuance
from financing.models.vocabulary import RelationKind
from financing.region import Region, region_of
from financing.shortlist import Shortlist, kept_context
from mra_portal.common.catalogue_index import CatalogueIndex, index_of
from profiles.phases import Phase


def option_page(option: FinancingOption, data: QueryDict) -> dict:
    """For financing/option_detail.html; `data` is what the visitor told in the address."""
    index = index_of(FinancingFilterSet)
    region = region_of(index)
    company, shortlist = CompanyForm.of(data, region).company, Shortlist.of(data)
    picked = option.slug in shortlist
    compared = shortlist if picked else Shortlist((*shortlist.slugs, option.slug))
    relatives = relatives_of(option)
    place = company.municipality
    there = [row for row in relatives if place and index.holds(row.pk, "gemeente", place.slug)]
    my_route_url = reverse("financing:my_route") + kept_context(data, with_list=False)
    return {
        "company": company,
        "is_told": not company.is_blank,
        "assessment": assess(option, company, nearest_sibling(option, there), my_route_url),
        "along": kept_context(data),
        "my_route_url": my_route_url,
        "family_columns": family_columns(option, relatives, company, index, region),
        "neighbours": neighbours_of(option),
        "organisations": organisations_behind(option),
        "next_phase": next_phase_of(option, company),
        "agencies": agencies_for(option, company, region),
        "shortlist": shortlist,
        "is_picked": picked,
        "toggle_url": shortlist.with_toggled(data, option.slug),
        "places": places_of(option, index),
        "compare_url": f"{reverse('financing:compare')}?{compared.query}",
    }


def relatives_of(option: FinancingOption) -> list[FinancingOption]:
    """The options of its family, itself included; none when it stands alone, or its family is not public."""
    if option.family is None or not option.family.live:
        return []
    return list(FinancingOption.objects.published().filter(family=option.family_id, has_ended=False).by_name())


def family_columns(
    option: FinancingOption, relatives: list[FinancingOption], company: Company, index: CatalogueIndex, region: Region
) -> list[dict]:
    """The border view of its family; empty when that is the same everywhere, because then there is no border to see."""
    if all(relative.covers_country for relative in relatives):
        return []
    nuances = RegionalNuance.objects.published().filter(family=option.family)
    labels = {
        "scheme": _("Scheme"),
        "provider": _("Desk"),
        "gets": _("What you get"),
        "amount": _("Amount"),
        "audience": _("For whom"),
        "phases": _("Phase"),
        "nuance": _("What is different here"),
        "source": _("Source"),
        "own": _("your company is here"),
    }
    here = {
        province.value: (
            [row for row in relatives if index.holds(row.pk, "provincie", province)],
            [row for row in nuances if province in provinces_of(row, region)],
        )
        for province in COLUMNS
    }
    return border_columns(here, labels, company.municipality.province if company.municipality else "")


def neighbours_of(option: FinancingOption) -> list[dict]:
    """For components/link_list.html: what comes before and after it, what it asks, excludes, goes together with."""
    words = {
        RelationKind.FOLLOWS: (_("usually before"), _("usually after")),
        RelationKind.REQUIRES: (_("needed first"), _("needed for")),
        RelationKind.EXCLUDES: (_("not together with"), _("not together with")),
        RelationKind.COMBINES: (_("goes together with"), _("goes together with")),
    }
    own, from_others = relations_of(option)
    pairs = [(words[RelationKind(row.kind)][0], row.other, row) for row in own if row.other.live]
    pairs += [(words[RelationKind(row.kind)][1], row.option, row) for row in from_others if row.option.live]
    order = [word for both in words.values() for word in both]
    return [
        {"lead": lead, "title": other.name, "url": other.get_absolute_url(), "note": row.note}
        for lead, other, row in sorted(pairs, key=lambda pair: (order.index(pair[0]), pair[1].name))
    ]


def relations_of(option: FinancingOption) -> tuple[list[OptionRelation], list[OptionRelation]]:
    """Its own relations, and those in which it is the other one. A draft has its own relations in memory."""
    rows = OptionRelation.objects.filter(Q(option=option.pk) | Q(other=option.pk)).select_related("option", "other")
    found = list(rows)
    drafted = getattr(option, "_cluster_related_objects", {}).get("relations")
    own = drafted if drafted is not None else [row for row in found if row.option_id == option.pk]
    return own, [row for row in found if row.other_id == option.pk]


def places_of(option: FinancingOption, index: CatalogueIndex) -> list[dict]:
    """For link_list.html: the places of the hotspot network where it is run; kept for all options at once."""
    known = index.kept("places", lambda rows, _numbering: _read_places(rows))
    return [
        {
            "title": row.hotspot.name,
            "url": row.hotspot.get_absolute_url(),
            "after": f"– {row.hotspot.municipality}" if row.hotspot.municipality else "",
            "note": row.note,
        }
        for row in known.get(option.pk, ())
    ]


def _read_places(options) -> dict[int, list]:
    rows = options.model.at_hotspots.rel.related_model.objects.for_option()
    found: dict[int, list] = {}
    for row in rows:
        found.setdefault(row.option_id, []).append(row)
    return found


def organisations_behind(option: FinancingOption) -> dict[str, list[Organisation]]:
    """Who pays and who executes, by name: in one query, or as a draft has them in memory.

    Whoever asked before may have kept the answer as `option.behind`.
    """
    if hasattr(option, "behind"):
        return option.behind
    drafted = getattr(option, "_cluster_related_objects", {})
    sides = ("paid_by", "executed_by")
    if any(side in drafted for side in sides):
        return {side: list(getattr(option, side).all()) for side in sides}
    is_payer = Exists(
        FinancingOption.paid_by.through.objects.filter(organisation=OuterRef("pk"), financingoption=option.pk)
    )
    is_executor = Exists(
        FinancingOption.executed_by.through.objects.filter(organisation=OuterRef("pk"), financingoption=option.pk)
    )
    rows = Organisation.objects.annotate(is_payer=is_payer, is_executor=is_executor).by_name()
    found = list(rows.filter(Q(is_payer=True) | Q(is_executor=True)))
    return {
        "paid_by": [row for row in found if row.is_payer],
        "executed_by": [row for row in found if row.is_executor],
    }


def next_phase_of(option: FinancingOption, company: Company) -> dict | None:
    """The way on: the finder for the phase after the last one this option helps in."""
    phases = Phase.values
    last = max(phases.index(phase) for phase in option.phases) if option.phases else len(phases) - 1
    if last + 1 >= len(phases):
        return None
    after = Phase(phases[last + 1])
    place = f"&gemeente={company.municipality.slug}" if company.municipality else ""
    return {"label": after.label, "url": f"{reverse('financing:options')}?fase={after.value}{place}"}


def agencies_for(option: FinancingOption, company: Company, region: Region) -> list[Organisation]:
    """The agencies to call: that of the visitor's municipality, else those of the area in which the option holds."""
    if company.municipality:
        return region.agencies_for({company.municipality.subregion_id})
    if option.covers_country:
        return region.agencies
    subregions = {row.pk for row in option.subregions.all()} | {row.subregion_id for row in option.municipalities.all()}
    subregions |= {row.subregion_id for row in region.municipalities.values() if row.province in option.provinces}
    return region.agencies_for(subregions)


def provinces_of(nuance: RegionalNuance, region: Region) -> set[str]:
    """Where a nuance holds: its own province, or those of its subregion or agency."""
    if nuance.province:
        return {nuance.province}
    if nuance.subregion_id:
        return region.provinces_of(nuance.subregion_id)
    agency = next((row for row in region.agencies if row.pk == nuance.organisation_id), None)
    served = agency.serves.all() if agency else ()
    return {province for subregion in served for province in region.provinces_of(subregion.pk)}
