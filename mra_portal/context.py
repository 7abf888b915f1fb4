"""What every page needs around its content. Costs no query and touches no session."""

from functools import cache
from urllib.parse import urljoin

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from mra_portal.common.languages import alternates_of, path_in_language
from mra_portal.navigation import FOOTER, HEADER

# Pages for people with an account: what is promised to visitors is not said there.
BEHIND_LOGIN = ("/beheer/", "/inloggen/", "/uitloggen/", "/wachtwoord/", "/account/")


def portal(request):
    code = get_language() or settings.LANGUAGE_CODE
    other, other_name = next(item for item in settings.LANGUAGES if item[0] != code)
    embedded = getattr(request, "embedded", None)  # set by mra_portal.embedding: then the page is the one shown there
    path = reverse(embedded.page) if embedded else request.path
    query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
    return {
        "frame": "embed.html" if embedded else "base.html",
        "embed": {"title": embedded.title, "url": _absolute(path) + query} if embedded else None,
        "navigation": _links("header", code, path),
        "footer_links": _links("footer", code, path),
        "language_switch": {
            "code": other,
            "name": other_name,
            "url": path_in_language(path, other) + query,
        },
        "portal": {
            "name": "Innovatie",
            "organisation": "Metropoolregio Amsterdam",
            "title": settings.PORTAL_NAME,
            "contact": settings.PORTAL_CONTACT_MAIL,
            "home_url": path_in_language("/", code),
            "search_url": _search_url(code),
            "is_behind_login": path_in_language(path, settings.LANGUAGE_CODE).startswith(BEHIND_LOGIN),
            "checked_on": settings.PORTAL_CONTENT_CHECKED_ON,
        },
        "canonical_url": _absolute(path),
        "canonical_query": "",  # a list fills in what is asked of it
        "alternates": alternates_of({item: path_in_language(path, item) for item, _name in settings.LANGUAGES}),
        "social_languages": _social_languages(code),
        "social_picture": {
            "url": urljoin(settings.PORTAL_BASE_URL, static("img/social.png")),
            "width": "1200",
            "height": "630",
            "alt": _("The region as polder: sixteen strips of land in five colours, under the name of the portal."),
        },
    }


# As Open Graph writes languages.
SOCIAL = {"nl": "nl_NL", "en": "en_GB"}


@cache
def _social_languages(code):
    return {"here": SOCIAL[code], "others": [name for other, name in SOCIAL.items() if other != code]}


def _links(place, code, path):
    """The parts of the site as links; the current one is the deepest that the page lies in."""
    named = _named(place, code)
    here = max((url for _title, url in named if path.startswith(url)), key=len, default=None)
    return [{"title": title, "url": url, "is_current": url == here} for title, url in named]


@cache
def _named(place, code):
    """Title and address of the parts of the site, in the language of the request."""
    return [(str(part.title), part.url(code)) for part in {"header": HEADER, "footer": FOOTER}[place]]


@cache
def _search_url(code):
    return reverse("search")


def _absolute(path):
    return settings.PORTAL_BASE_URL + path
