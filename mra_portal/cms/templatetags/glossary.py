"""`{{ text|... }}` cannot see the page, so terms are explained by a tag: `{% explain text %}`."""

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
    page = context.render_context.template
    store = context.render_context.dicts[0] if context.render_context.dicts else {}
    request = context.get("request")
    holder = request if request is not None else page
    glossary = getattr(holder, "_portal_glossary", None) or store.get("portal_glossary")
    if glossary is None:
        glossary = Glossary.of_published_terms()
        if request is not None:
            request._portal_glossary = glossary
    return mark_safe(glossary.explain(conditional_escape(text)))  # noqa: S308 - escaped above
