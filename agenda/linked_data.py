"""What an organisation is to a search engine (see mra_portal.common.linked_data)."""

from agenda.models import Organisation
from mra_portal.common.linked_data import address, area, thing

Kind = Organisation.Kind
# In the words of schema.org; the other kinds are organisations, no more.
TYPES = {
    Kind.PROVINCE: "GovernmentOrganization",
    Kind.MUNICIPALITY: "GovernmentOrganization",
    Kind.MINISTRY: "GovernmentOrganization",
    Kind.OTHER_GOVERNMENT: "GovernmentOrganization",
    Kind.EDUCATION: "EducationalOrganization",
    Kind.RESEARCH: "ResearchOrganization",
}


def linked_data(organisation: Organisation) -> list[dict]:
    """Facts of a published organisation: where it sits and for whom it works, as far as known."""
    return [
        thing(
            TYPES.get(organisation.kind, "Organization"),
            name=organisation.name,
            alternateName=organisation.abbreviation,
            description=str(organisation.summary.plain),
            url=organisation.url,
            mainEntityOfPage=address(organisation.get_absolute_url()),
            location=area(organisation.subregion.name) if organisation.subregion else None,
            areaServed=[area(subregion.name) for subregion in organisation.serves.all()],
        )
    ]
