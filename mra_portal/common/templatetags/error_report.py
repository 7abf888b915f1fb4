from urllib.parse import quote

from django import template
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mra_portal.common.languages import path_in_language

register = template.Library()


@register.filter
def error_report(row) -> str:
    """An address that opens a mail about the page of this row."""
    page = settings.PORTAL_BASE_URL + path_in_language(row.get_absolute_url(), get_language())
    subject = _("Not right on the page of %(name)s") % {"name": row.name}
    return f"mailto:{settings.PORTAL_CONTACT_MAIL}?subject={quote(subject)}&body={quote(page)}"
