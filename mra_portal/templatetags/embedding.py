from django import template
from django.conf import settings

from mra_portal.common.linked_data import address
from mra_portal.embedding import EMBEDDABLES

register = template.Library()

# What may stand in the line beside the filters: the form of the page, and the view of the map.
FORM = ("weergave", "per_pagina", "kaart")


@register.inclusion_tag("components/share.html", takes_context=True)
def share(context) -> dict:
    """The address of this list and the lines that put it in another site, with the question that is asked now."""
    request, filterset = context["request"], context["filterset"]
    here = request.resolver_match.view_name if request.resolver_match else ""
    found = [one for one in EMBEDDABLES if one.page == here]
    if not found:
        return {"lines": []}
    asked = filterset.data.copy()
    for name in set(asked) - {*filterset.filters, *FORM}:
        del asked[name]
    query = f"?{asked.urlencode()}" if asked else ""
    return {
        "address": address(request.path) + query,
        "lines": [{"name": one.name, "title": one.title, "line": one.line(query)} for one in found],
        "contact": settings.PORTAL_CONTACT_MAIL,
    }
