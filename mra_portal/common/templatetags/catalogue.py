from django import template

from mra_portal.common.filled import filled, filled_options

register = template.Library()


@register.simple_tag
def refine(facets, before="", page=None):
    """components/refine.html with these facets; `before` is a component with other questions, about `page`."""
    drawn = [
        {
            "name": facet.name,
            "label": facet.label,
            "options": filled_options("components/facet_option.html", facet.options, {"name": facet.name}),
            "error": facet.error,
            "collapsible": facet.collapsible,
            "is_open": facet.is_open,
        }
        for facet in facets
    ]
    questions = filled(before, {"page": page}) if before else ""
    return filled("components/refine.html", {"facets": drawn, "before": questions})
