"""Lists of the portal inside another site: the right host in, others out; same question, same language, no cookie."""

import re
from html import unescape

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings
from django.urls import reverse

from mra_portal.common.languages import path_in_language
from mra_portal.embedding import EMBEDDABLES
from mra_portal.settings.origins import origins
from tests.addresses import EMBEDS

pytestmark = pytest.mark.django_db
TOWN = "https://www.haarlem.example"


def framers(response) -> list[str]:
    return re.search(r"frame-ancestors ([^;]+)", response["Content-Security-Policy"])[1].split()


@pytest.mark.parametrize("address", [*EMBEDS, *(f"/en{address}" for address in EMBEDS)])
def test_an_embed_is_small_strict_and_knows_its_page(client, address):
    with override_settings(PORTAL_EMBEDDERS=[TOWN]):
        response = client.get(address)
    html = response.content.decode()

    assert response.status_code == 200
    assert f'<html lang="{"en" if address.startswith("/en") else "nl"}">' in html
    assert framers(response) == ["'self'", TOWN]
    assert "X-Frame-Options" not in response
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert '<meta name="robots" content="noindex">' in html
    assert '<base target="_top">' in html
    assert not re.search(r"<nav class=\"header|class=\"footer|class=\"breadcrumb|ld\+json|hreflang=", html)
    assert not re.search(r"<[^>]+\s(style|on\w+)=", html)
    page = reverse(next(one.page for one in EMBEDDABLES if address.endswith(f"insluiten/{one.path}")))
    page = path_in_language(page, "en" if address.startswith("/en") else "nl")
    assert f'<link rel="canonical" href="{settings.PORTAL_BASE_URL}{page}">' in html
    assert re.search(rf'href="{settings.PORTAL_BASE_URL}{page}" target="_blank"', html)


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("financiering/", "?fase=groei&soort=lening"),
        ("financiering/routekaart/", "?gemeente=hilversum"),
        ("hotspots/", "?type=campus"),
        ("hotspots/kaart/", "?type=campus"),
        ("agenda/", "?versneller=kennis-talent"),
        ("agenda/organisaties/", "?soort=rom"),
        ("deelregios/kruisbestuivingen/", "?deelregio=ijmond"),
    ],
)
def test_an_embed_answers_the_question_of_its_page(client, path, query):
    one = next(one for one in EMBEDDABLES if one.path == path)

    shown, page = client.get(f"/insluiten/{path}{query}"), client.get(reverse(one.page) + query)

    assert shown.context["count"] == page.context["count"] > 0
    assert [chip.label for chip in shown.context["filterset"].chips] == [
        chip.label for chip in page.context["filterset"].chips
    ]
    assert client.get(f"/insluiten/{path}").context["count"] > shown.context["count"]


def test_filters_stay_in_the_frame_and_other_links_leave_it(client):
    html = client.get("/insluiten/financiering/?fase=groei").content.decode()
    links = re.findall(r"<(?:a|form)\b([^>]*)>", html)
    inside = [link for link in links if 'target="_self"' in link]
    addresses = {re.search(r'(?:href|action)="([^"]*)"', link)[1] for link in inside}

    assert all(re.match(r"[?#]|/insluiten/financiering/", address) for address in addresses)
    assert {"/insluiten/financiering/", "?pagina=2"} <= {
        unescape(address).replace("fase=groei&", "") for address in addresses
    }
    outside = [link for link in links if link not in inside]
    assert any('href="/financiering/innovatiekrediet' in link for link in outside)
    assert not any('="?' in link or "/insluiten/" in link for link in outside)


@pytest.mark.parametrize("address", ["/financiering/", "/insluiten/", "/en/hotspots/", "/", "/beheer/login/"])
@override_settings(PORTAL_EMBEDDERS=[TOWN])
def test_no_other_page_can_be_framed_elsewhere(client, address):
    response = client.get(address)

    assert framers(response) == ["'self'"]
    assert response["X-Frame-Options"] == "SAMEORIGIN"


@override_settings(PORTAL_EMBEDDERS=[])
def test_without_a_choice_of_the_operator_nobody_gets_an_embed(client):
    response = client.get("/insluiten/agenda/")

    assert framers(response) == ["'self'"]
    assert response["X-Frame-Options"] == "SAMEORIGIN"


def test_the_operator_names_sites_by_their_origin():
    given = [" https://www.Haarlem.example ", "https://*.almere.example:8443", "http://localhost:8000", ""]

    assert origins("PORTAL_EMBEDDERS", given) == [
        "https://www.haarlem.example",
        "https://*.almere.example:8443",
        "http://localhost:8000",
    ]


@pytest.mark.parametrize(
    "value",
    [
        "*",
        "https://*",
        "haarlem.example",
        "http://haarlem.example",
        "https://haarlem.example/pad",
        "https://a.nl; script-src *",
    ],
)
def test_a_wrong_value_stops_the_portal_with_a_clear_message(value):
    with pytest.raises(ImproperlyConfigured, match=r"PORTAL_EMBEDDERS: .* is no origin. Write https://"):
        origins("PORTAL_EMBEDDERS", ["https://goed.example", value])


def test_bad_input_and_wrong_methods_are_answered_as_on_the_page(client):
    refused = client.get("/insluiten/financiering/?fase=onzin")

    assert (refused.status_code, refused.context["is_refused"]) == (200, True)
    assert client.post("/insluiten/financiering/", {"q": "x"}).status_code == 405
    assert client.head("/insluiten/financiering/").status_code == 200
    assert client.get("/insluiten/bestaat-niet/").status_code == 404


def test_a_list_gives_the_line_that_embeds_it(client):
    html = client.get("/en/hotspots/?type=campus&utm_source=x&sorteer=naam").content.decode()

    lines = [unescape(unescape(text)) for text in re.findall(r"<textarea[^>]*>(.*?)</textarea>", html)]

    assert [re.search(r'src="([^"]+)"', line)[1] for line in lines] == [
        f"{settings.PORTAL_BASE_URL}/en/insluiten/{path}?type=campus&sorteer=naam"
        for path in ("hotspots/", "hotspots/kaart/")
    ]
    assert all("<iframe" in line and 'title="' in line for line in lines)


def test_one_page_names_everything_that_can_be_embedded(client):
    html = client.get("/insluiten/").content.decode()

    assert html.count("&lt;iframe") == len(EMBEDDABLES)
    for one in EMBEDDABLES:
        assert f'href="{one.url}"' in html
