"""The way to a page, as components/breadcrumb.html shows it."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mra_portal.common.languages import DEFAULT, path_in_language


def breadcrumb(*steps: tuple[str, str]) -> list[dict]:
    """[{"title", "url"}] from home to this page; each step is (title, address), the last one this page."""
    home = {"title": _("Home"), "url": path_in_language("/", get_language() or DEFAULT)}
    return [home, *({"title": title, "url": url} for title, url in steps)]
