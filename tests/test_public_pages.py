"""Every public address answers, in both languages, without cookie, inline code or request to a third party."""

import json
import re

import pytest
from django.conf import settings

from tests import builders
from tests.addresses import EDITORIAL_PAGES, row_addresses
from tests.agenda.builders import make_event

pytestmark = pytest.mark.django_db

PATHS = [
    *EDITORIAL_PAGES,
    "/agenda/",
    "/agenda/?weergave=tabel",
    "/agenda/?deelregio=ijmond&versneller=kennis-talent",
    "/agenda/?versneller=onzin",
    "/agenda/organisaties/",
    "/agenda/organisaties/rom-inwest/",
    "/agenda/organisaties/deelregio-ijmond/",
    "/kalender/",
    "/kalender/?van=2026-01-01",
    "/kalender/?van=2026-12-01&tot=onzin",
    "/kalender/oram-next-gen-festival-2026/",
    "/hotspots/techport-innovation-centre/",
    "/hotspots/tuinbouw-heemskerk/",
    "/deelregios/kruisbestuivingen/",
    "/deelregios/kruisbestuivingen/?deelregio=ijmond&met=amsterdam",
    "/deelregios/kruisbestuivingen/zuid-kennemerland-ijmond-techlands-techport/",
    "/deelregios/kruisbestuivingen/kansen/",
    "/monitor/",
    "/monitor/?deelregio=amsterdam&q=studenten",
    "/monitor/aandeel-innovatieve-bedrijven/",
    "/begrippen/",
    "/insluiten/",
    "/zoeken/",
    "/zoeken/?q=innovatie",
]
BOTH = [prefix + path for path in PATHS for prefix in ("", "/en")]


@pytest.mark.parametrize(
    "english", [pytest.param(False, id="nl"), pytest.param(True, id="en", marks=pytest.mark.any_database)]
)
def test_every_row_has_a_page_in_both_languages(client, english):
    """The rows are the same in both languages, so another database is asked for them in one."""
    asked = [address for address in row_addresses() if address.startswith("/en/") == english]

    assert len(asked) == len(row_addresses()) / 2
    assert [address for address in asked if client.get(address).status_code != 200] == []


@pytest.mark.any_database
@pytest.mark.parametrize("address", BOTH)
def test_a_public_page_is_light_private_and_strict(client, address):
    response = client.get(address)
    html = response.content.decode()

    assert response.status_code == 200
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert "Accept-Language" not in response.get("Vary", "")
    policy = response["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert not re.search(r"<[^>]+\s(style|on\w+)=", html)
    assert not re.search(r'<script(?![^>]*\ssrc=)(?! type="application/ld\+json">)', html)  # that is data
    for facts in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL):
        assert {"@context", "@graph"} == json.loads(facts).keys()
    loaded = re.findall(r'<(?:script|img|link|iframe|source)[^>]+(?:src|href)="(https?://[^"]+)"', html)
    assert {url for url in loaded if not url.startswith(settings.PORTAL_BASE_URL)} == set()
    assert not re.search(r"\{\{|\{%|<<", html)


@pytest.mark.any_database
@pytest.mark.parametrize("path", PATHS)
def test_the_language_switch_stays_on_the_same_page(client, path):
    dutch, english = client.get(path), client.get(f"/en{path}")

    assert '<html lang="nl">' in dutch.content.decode()
    assert '<html lang="en">' in english.content.decode()
    assert dutch.context["language_switch"]["url"] == f"/en{path}"
    assert english.context["language_switch"]["url"] == path


def test_both_languages_point_at_each_other_for_search_engines(client):
    html = client.get("/en/agenda/ondernemerschap-kapitaal/1b/").content.decode()

    base = settings.PORTAL_BASE_URL
    assert f'<link rel="canonical" href="{base}/en/agenda/ondernemerschap-kapitaal/1b/">' in html
    assert f'hreflang="nl" href="{base}/agenda/ondernemerschap-kapitaal/1b/"' in html


def test_english_falls_back_to_dutch_and_says_so(client):
    line = builders.action_line(summary_nl="Alleen in het Nederlands.", summary_en="")

    html = client.get(f"/en{line.get_absolute_url()}").content.decode()

    assert '<span lang="nl">Alleen in het Nederlands.</span>' in html


def test_an_english_page_shows_the_exact_dutch_title_too(client):
    html = client.get("/en/agenda/ondernemerschap-kapitaal/1b/").content.decode()

    assert "Vergroten vindbaarheid financieringsmogelijkheden en programma’s om ondernemerschap te stimuleren" in html


@pytest.mark.parametrize(
    "address",
    [
        "/bestaat-niet/",
        "/agenda/bestaat-niet/",
        "/agenda/verbindingen/1b/",
        "/agenda/verbindingen/9z/",
        "/agenda/organisaties/bestaat-niet/",
        "/kalender/bestaat-niet/",
        "/verhaal/bestaat-niet/",
        "/en/agenda/bestaat-niet/",
        "/en/bestaat-niet/",
    ],
)
def test_an_unknown_address_helps_you_on(client, address):
    response = client.get(address)
    html = response.content.decode()

    assert response.status_code == 404
    assert 'role="search"' in html
    assert ("/en/zoeken/" if address.startswith("/en") else "/zoeken/") in html


@pytest.mark.parametrize("kind", [builders.action_line, builders.organisation, builders.accelerator, make_event])
def test_a_draft_has_no_public_page(client, kind):
    row = kind(live=False)

    assert client.get(row.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    "address", ["/agenda/", "/agenda/organisaties/", "/kalender/", "/zoeken/", "/begrippen/", "/healthz"]
)
def test_reading_pages_take_no_posts(client, address):
    assert client.post(address, {"q": "x"}).status_code == 405


def test_a_subregion_shows_its_clusters_and_its_roles(client):
    html = client.get("/agenda/organisaties/deelregio-gooi-en-vechtstreek/").content.decode()

    assert "Media &amp; ICT" in html
    assert "Gezondheid" in html
    assert "Blaricum, Gooise Meren, Hilversum, Huizen, Laren, Wijdemeren" in html
    assert "/agenda/kennis-talent/2b/" in html


def test_the_style_page_is_for_the_team_only(client, staff_client):
    anonymous = type(client)().get("/stijlgids/")
    staff = staff_client.get("/stijlgids/")

    assert anonymous.status_code == 404
    assert staff.status_code == 200
    assert "kavel--in-uitvoering" in staff.content.decode()
    assert "point__change" in staff.content.decode()
