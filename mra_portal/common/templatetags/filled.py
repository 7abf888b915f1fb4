from django import template
from django.utils.safestring import mark_safe

from mra_portal.common.filled import filled as fill

register = template.Library()


@register.simple_tag
def filled(template_name, /, **context):
    """`{% include name with … only %}` for what stands on a page many times (see mra_portal.common.filled)."""
    return fill(template_name, context)


@register.simple_tag
def filled_each(template_name, items, variable, /, **context):
    """The same for every one of these items, one on a line; inside the component each is called `variable`."""
    return mark_safe("\n".join([fill(template_name, {variable: item, **context}) for item in items]))
