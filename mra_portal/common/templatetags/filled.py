from django import template
from django.utils.safestring import mark_safe

from mra_portal.common import filled as fill

register = template.Library()


@register.simple_tag
def filled(template_name, /, **context):
    """`{% include name with … only %}` for what stands on a page many times (see mra_portal.common.filled)."""
    return fill.filled(template_name, context)


@register.simple_tag
def filled_items(template_name, variable, found, /):
    """The same for every item of a list, as `variable`, each in an <li>."""
    made = fill.filled_each(template_name, variable, found)
    return mark_safe("\n  ".join([f"<li>{html}</li>" for html in made]))


@register.simple_tag
def filled_options(template_name, options, /, **context):
    """The same for the options of a facet, one on a line; inside the component each is called `option`."""
    return fill.filled_options(template_name, options, context)
