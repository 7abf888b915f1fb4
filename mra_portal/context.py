"""What every page needs around its content. Costs no query and touches no session."""

from functools import cache

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language

from mra_portal.common.languages import path_in_language
from mra_portal.navigation import FOOTER, HEADER, Part


def portal(request):
    code = get_language() or settings.LANGUAGE_CODE
    other, other_name = next(item for item in settings.LANGUAGES if item[0] != code)
    path = request.path
    query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
    return {
        "navigation": _links(HEADER, code, path),
        "footer_links": _links(FOOTER, code, path),
        "language_switch": {
            "code": other,
            "name": other_name,
            "url": path_in_language(path, other) + query,
        },
        "portal": {
            "name": "Innovatie",
            "organisation": "Metropoolregio Amsterdam",
            "title": settings.PORTAL_NAME,
            "home_url": path_in_language("/", code),
            "search_url": reverse("search"),
            "checked_on": settings.PORTAL_CONTENT_CHECKED_ON,
        },
        "canonical_url": _absolute(path),
        "alternates": [
            {"code": item, "url": _absolute(path_in_language(path, item))} for item, _name in settings.LANGUAGES
        ],
    }


def _links(parts, code, path):
    """The parts as links; the current one is the deepest that the page lies in."""
    urls = [_url(part.name, code) for part in parts]
    here = max((url for url in urls if path.startswith(url)), key=len, default=None)
    return [{"title": part.title, "url": url, "is_current": url == here} for part, url in zip(parts, urls, strict=True)]


@cache
def _url(name, code):
    return Part("", name).url(code)


def _absolute(path):
    return settings.PORTAL_BASE_URL + path
