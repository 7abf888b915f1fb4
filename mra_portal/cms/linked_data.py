"""What the portal is to a search engine, and how to search in it (see mra_portal.common.linked_data)."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language

from mra_portal.common.languages import path_in_language
from mra_portal.common.linked_data import address, thing


def linked_data() -> list[dict]:
    return [
        thing(
            "WebSite",
            name=str(settings.PORTAL_NAME),
            url=address(path_in_language("/", get_language())),
            inLanguage=get_language(),
            publisher=thing("Organization", name="Metropoolregio Amsterdam"),
            potentialAction={
                **thing(
                    "SearchAction",
                    target=thing("EntryPoint", urlTemplate=address(reverse("search")) + "?q={search_term_string}"),
                ),
                "query-input": "required name=search_term_string",
            },
        )
    ]
