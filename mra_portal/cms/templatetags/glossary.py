"""Explains the agenda's terms where they stand: `{% explain line.summary %}`."""

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from mra_portal.cms.glossary import Glossary

register = template.Library()


@register.simple_tag(takes_context=True)
def explain(context, text) -> SafeString:
    """The text with the agenda's terms explained; plain text is escaped first, safe HTML is kept.

    The glossary is read once per page, and each term is explained once per page.
    """
    return mark_safe(_glossary_of(context).explain(conditional_escape(text)))


def _glossary_of(context) -> Glossary:
    request = context.get("request")
    if request is None:  # a page without a request, such as an error page
        return Glossary([])
    if not hasattr(request, "portal_glossary"):
        request.portal_glossary = Glossary.of_published_terms()
    return request.portal_glossary
