"""What the head of a page tells to machines: its title once more, and its facts."""

from html import unescape

from django import template
from django.utils.html import strip_tags
from django.utils.safestring import mark_safe

from mra_portal.common import linked_data as linked

register = template.Library()


class Remember(template.Node):
    """Keeps what stands in it as bare text, because a block can be printed once only."""

    def __init__(self, name: str, nodelist: template.NodeList):
        self.name, self.nodelist = name, nodelist

    def render(self, context):
        context[self.name] = unescape(strip_tags(self.nodelist.render(context))).strip()
        return ""


@register.tag
def remember(parser, token):
    """`{% remember name %}{% block title %}{% endblock %}{% endremember %}`"""
    _tag, name = token.split_contents()
    nodelist = parser.parse(("endremember",))
    parser.delete_first_token()
    return Remember(name, nodelist)


@register.inclusion_tag("components/linked_data.html", takes_context=True)
def linked_data(context):
    """The facts that the view gives as `linked_data`, and the way here when the page shows one."""
    things = list(context.get("linked_data") or [])
    steps = context.get("breadcrumb") or []
    if len(steps) > 1:  # home is no way to anywhere
        things.append(linked.way(steps))
    return {"json": mark_safe(linked.as_json(things)) if things else ""}
