"""What pages tell search engines and other sites: facts of the row, an address, a card; never a draft or a guess."""

import json
import re
from html import unescape

import pytest
from django.conf import settings
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

from financing.models.vocabulary import Kind
from mra_portal.common.linked_data import as_json, thing
from profiles.models import Subregion, SubregionProfilePage
from tests import builders
from tests.financing.builders import option
from tests.hotspots.builders import make_hotspot

pytestmark = pytest.mark.django_db
BASE = settings.PORTAL_BASE_URL
ABOUT_ROWS = {"MonetaryGrant", "LoanOrCredit", "FinancialProduct", "GovernmentService", "Service", "Place"}


def things_on(client, address: str) -> dict[str, dict]:
    """What the page says of itself, by type."""
    html = client.get(address).content.decode()
    told = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert len(told) <= 1
    return {one["@type"]: one for text in told for one in json.loads(text)["@graph"]}


def head_of(client, address: str) -> dict[str, str | list[str]]:
    """The links and the card in the head: canonical, languages by code, and the properties of the card."""
    html = client.get(address).content.decode().partition("<body")[0]
    found = dict(re.findall(r'hreflang="([\w-]+)" href="([^"]+)"', html))
    found |= dict(re.findall(r'<meta (?:property|name)="((?:og|twitter):[\w:]+)" content="([^"]*)"', html))
    found["canonical"] = "".join(re.findall(r'rel="canonical" href="([^"]+)"', html))
    return {name: unescape(value) for name, value in found.items()}


@pytest.mark.parametrize("kind", Kind)
def test_an_option_is_money_or_a_service_by_its_kind(client, kind):
    row = option(kind=kind, level="provincie", provinces=["flevoland"], amount_max=25_000, url="https://geld.example/")

    [found] = [one for name, one in things_on(client, row.get_absolute_url()).items() if name in ABOUT_ROWS]

    assert (found["name"], found["url"]) == (row.name, "https://geld.example/")
    assert found["mainEntityOfPage"] == BASE + row.get_absolute_url()
    if found["@type"] in ("MonetaryGrant", "LoanOrCredit"):
        assert found["amount"] == {"@type": "MonetaryAmount", "currency": "EUR", "maxValue": 25_000}
    if found["@type"] != "MonetaryGrant":
        assert found["areaServed"] == [{"@type": "AdministrativeArea", "name": "Flevoland"}]


def test_an_option_names_who_is_public_and_nothing_that_is_unknown(client):
    payer, draft = builders.organisation(name="Betaler"), builders.organisation(name="Nog geheim", live=False)
    row = option(kind="subsidie", paid_by=[payer, draft])

    found = things_on(client, row.get_absolute_url())["MonetaryGrant"]

    assert [one["name"] for one in found["funder"]] == ["Betaler"]
    assert {"amount", "url", "alternateName"} & found.keys() == set()


def test_an_option_that_has_ended_is_offered_to_nobody(client):
    found = things_on(client, option(has_ended=True).get_absolute_url())

    assert set(found) == {"BreadcrumbList"}


def test_a_place_has_coordinates_only_where_they_are_known(client):
    known = make_hotspot("Proefhal", latitude="52.3874", longitude="4.6462", address="Kade 1")
    unknown = make_hotspot("Proefveld", stage="potentieel", municipality=None, lies_outside=True)

    told, silent = (things_on(client, row.get_absolute_url())["Place"] for row in (known, unknown))

    assert told["geo"] == {"@type": "GeoCoordinates", "latitude": 52.3874, "longitude": 4.6462}
    assert told["address"] == "Kade 1, Haarlem"
    assert told["containedInPlace"]["name"] == "Zuid-Kennemerland"
    assert {"geo", "address", "containedInPlace"} & silent.keys() == set()
    assert silent["additionalProperty"][1]["value"] == "Potentieel"


def test_an_organisation_and_a_subregion_say_what_their_rows_say(client):
    row = builders.organisation(name="Loket", abbreviation="LK", kind="provincie", url="https://loket.example/")
    row.serves.add(Subregion.objects.get(slug="ijmond"))

    found = things_on(client, f"/en{row.get_absolute_url()}")["GovernmentOrganization"]
    region = things_on(client, "/deelregios/ijmond/")["AdministrativeArea"]

    assert (found["name"], found["alternateName"], found["url"]) == ("Loket", "LK", "https://loket.example/")
    assert [area["name"] for area in found["areaServed"]] == ["IJmond"]
    assert found["mainEntityOfPage"] == f"{BASE}/en{row.get_absolute_url()}"
    assert [area["name"] for area in region["containsPlace"]] == ["Beverwijk", "Heemskerk", "Uitgeest", "Velsen"]


def test_the_front_door_tells_how_to_search(client):
    found = things_on(client, "/en/")

    assert found["WebSite"]["potentialAction"]["target"]["urlTemplate"] == f"{BASE}/en/zoeken/?q={{search_term_string}}"
    assert "BreadcrumbList" not in found


@pytest.mark.parametrize(
    "address", ["/agenda/ondernemerschap-kapitaal/1b/", "/en/hotspots/", "/verhaal/onze-aanpak/", "/begrippen/"]
)
def test_the_way_to_a_page_is_its_breadcrumb(client, address):
    way = things_on(client, address)["BreadcrumbList"]["itemListElement"]
    shown = client.get(address).context["breadcrumb"]

    assert [(step["name"], step["item"]) for step in way] == [
        (str(step["title"]), BASE + str(step["url"])) for step in shown
    ]
    assert [step["position"] for step in way] == list(range(1, len(shown) + 1))


def test_text_cannot_end_the_data_it_stands_in(client):
    row = make_hotspot('</script><script src="//kwaad.example">', summary_nl="Plek & <b>meer</b>")

    found = things_on(client, row.get_absolute_url())["Place"]
    html = client.get(row.get_absolute_url()).content.decode()

    assert (found["name"], found["description"]) == (row.name, row.summary_nl)
    assert "<script src=" not in html.replace('<script src="/static/', "").replace('<script type="module" src=', "")
    assert not re.search("[<>&]", as_json([thing("Thing", name="</script>&")]))


def test_a_draft_tells_nothing_also_not_in_its_preview(client, staff_client):
    draft = make_hotspot("Nog geheim", live=False)
    address = f"/beheer/snippets/hotspots/hotspot/preview/{draft.pk}/"

    assert things_on(client, draft.get_absolute_url()) == {}
    assert "Place" not in things_on(staff_client, address)


def test_a_list_is_the_same_page_for_the_same_question(client):
    one = head_of(client, "/financiering/?fase=start&fase=groei&utm_source=brief&sorteer=naam&optie=wbso&niveau=")
    other = head_of(client, "/financiering/?fase=groei&gclid=1&fase=start")

    assert one["canonical"] == other["canonical"] == f"{BASE}/financiering/?fase=groei&fase=start"
    assert one["en"] == f"{BASE}/en/financiering/?fase=groei&fase=start"
    assert one["x-default"] == one["nl"] == one["og:url"] == one["canonical"]
    assert head_of(client, "/financiering/?pagina=2&soort=lening")["canonical"].endswith(
        "?soort=lening"
    )  # one page only
    assert head_of(client, "/financiering/?pagina=2")["canonical"].endswith("/financiering/?pagina=2")


@pytest.mark.parametrize(
    "address", ["/financiering/?fase=onzin", "/financiering/?utm_source=x", "/agenda/?weergave=tabel"]
)
def test_what_asks_nothing_is_the_bare_list(client, address):
    assert head_of(client, address)["canonical"] == BASE + address.partition("?")[0]


def test_a_shared_page_shows_its_own_words_and_the_picture_of_the_portal(client):
    row = option(name="Proef & “co”", summary_en="Money for something new.")

    card = head_of(client, f"/en{row.get_absolute_url()}")

    assert (card["og:title"], card["og:description"]) == (row.name, "Money for something new.")
    assert (card["og:type"], card["twitter:card"]) == ("website", "summary_large_image")
    assert (card["og:locale"], card["og:locale:alternate"]) == ("en_GB", "nl_NL")
    assert card["og:image"] == f"{BASE}/static/img/social.png"
    assert (card["og:image:width"], card["og:image:height"]) == ("1200", "630")
    assert card["og:image:alt"]


# Wagtail leaves closing the file of a new rendition to the garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning")
def test_a_profile_with_a_picture_of_its_own_shows_that_one(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    image = Image.objects.create(title="haven", file=get_test_image_file(size=(800, 800)))
    page = SubregionProfilePage.objects.get(subregion__slug="ijmond", locale__language_code="nl")
    picture = {"image": image.pk, "decorative": False, "alt_text": "Een haven met kranen"}
    raw = {"type": "picture", "value": {"picture": picture, "caption": "", "source": "Test"}}
    page.body = page.body.stream_block.to_python([raw])
    page.save_revision().publish()

    card, other = head_of(client, "/deelregios/ijmond/"), head_of(client, "/deelregios/amsterdam/")

    assert re.match(rf"{BASE}/media/.+\.jpg$", card["og:image"])
    assert (card["og:image:width"], card["og:image:height"]) == ("800", "420")
    assert card["og:image:alt"] == "Een haven met kranen"
    assert other["og:image"] == f"{BASE}/static/img/social.png"


def test_the_front_door_has_its_own_name_on_the_card(client):
    assert head_of(client, "/")["og:title"] == "Innovatie in de Metropoolregio Amsterdam"


def test_a_page_that_is_not_there_has_no_address_to_share(client):
    head = head_of(client, "/bestaat-niet/")

    assert (head["canonical"], "og:url" in head) == ("", False)
