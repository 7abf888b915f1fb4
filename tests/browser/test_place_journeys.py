"""What people come to do with places: narrow the list, walk map and network by keyboard; phone; without script."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

LIST, NETWORK = "/hotspots/", "/hotspots/netwerk/"
# Pairs of texts of a picture that share more than a hair of room, by their real boxes.
OVERLAPS = """selector => {
  const texts = [...document.querySelectorAll(selector)];
  const boxes = texts.map((text) => [text.textContent, text.getBoundingClientRect()]);
  const found = [];
  boxes.forEach(([one, a], index) => boxes.slice(index + 1).forEach(([other, b]) => {
    const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (wide > 1 && high > 4) found.push(`${one} / ${other}`);
  }));
  return [boxes.length, found];
}"""


def names_on(page):
    return page.locator(".results .result__name").all_inner_texts()


def focused(page, name):
    return page.evaluate("name => document.activeElement.dataset[name] ?? ''", name)


def test_a_founder_narrows_the_list_and_walks_the_map_by_keyboard_to_a_place(page):
    page.goto(LIST)
    page.get_by_role("button", name="Filter").press("Enter")
    page.locator("#deelregio-zuid-kennemerland").press("Space")
    page.wait_for_url("**deelregio=zuid-kennemerland**")
    page.keyboard.press("Escape")
    expect(page.locator("[data-portal-count]")).to_contain_text(re.compile(r"^\d+ van"))
    names = names_on(page)

    page.locator("[data-portal-map-start]").press("Enter")
    expect(page.locator(".place-map__live")).to_be_focused()
    for _tab in range(40):
        page.keyboard.press("Tab")
        if focused(page, "portalPin"):
            break
        if focused(page, "portalFirst"):  # a number: near places, which come apart
            page.keyboard.press("Enter")
    pin = focused(page, "portalPin")
    page.keyboard.press("Enter")
    card = page.locator(".leaflet-popup article")
    expect(card).to_have_attribute("data-portal-place", pin)
    expect(card.get_by_role("link")).to_be_focused()
    assert "kaart=" in page.url  # the address holds the view
    page.keyboard.press("Escape")
    expect(page.locator(".leaflet-popup")).to_have_count(0)
    assert focused(page, "portalPin") == pin

    page.keyboard.press("Enter")
    expect(card.get_by_role("link")).to_be_focused()
    name = card.get_by_role("link").inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/hotspots/{pin}/")
    assert name in names


def test_a_civil_servant_walks_the_network_by_keyboard(page):
    page.goto(NETWORK)
    count, overlaps = page.evaluate(OVERLAPS, ".network__picture text")
    assert count > 90
    assert overlaps == []
    node = page.locator("[data-portal-node]", has_text="De Koepel").first
    node.focus()
    picture = page.locator("[data-portal-network]")
    expect(picture).to_have_class(re.compile("is-dimmed"))
    expect(node).to_have_class(re.compile("is-near"))
    assert 1 < page.locator("[data-portal-node].is-near").count() < 12
    page.keyboard.press("Escape")
    expect(picture).not_to_have_class(re.compile("is-dimmed"))
    page.keyboard.press("Enter")
    page.wait_for_url("**plek=de-koepel**")
    expect(page.locator("#knoop")).to_have_text("De Koepel")
    neighbour = page.locator(".network-focus .network-list__ties a").first
    name = neighbour.inner_text()
    neighbour.press("Enter")
    expect(page.locator("#knoop")).to_have_text(name)


def test_without_script_list_picture_and_neighbours_remain(open_page):
    page = open_page(javascript=False)
    page.goto(LIST)
    page.get_by_role("button", name="Filter").click()
    page.get_by_label("Bij een plaats, station of punt").fill("Haarlem")
    page.get_by_label("Hoogstens zo ver daarvandaan").select_option("5")
    page.locator("#verfijn").get_by_role("button", name="Toon resultaten").click()
    page.wait_for_url("**dichtbij=Haarlem**")
    assert names_on(page)
    expect(page.locator(".place-map__picture--wide")).to_be_visible()
    expect(page.locator("[data-portal-map-start]")).to_be_hidden()
    page.locator(".place-map__picture--wide a").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.goto(NETWORK)
    page.locator("[data-portal-node]", has_text="MAAK Haarlem").first.click()
    expect(page.locator("#knoop")).to_have_text("MAAK Haarlem")


def test_on_a_phone_the_list_comes_first_and_nothing_scrolls_sideways(open_page):
    page = open_page(width=360, height=740)
    for address in (LIST, NETWORK, f"{NETWORK}?plek=de-koepel"):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.goto(NETWORK)
    expect(page.locator(".network__picture")).to_be_hidden()
    expect(page.locator(".network-list")).to_be_visible()
    page.get_by_role("link", name="Naar de tabel met verbanden").click()
    expect(page.locator(".network-table table")).to_be_visible()
    page.goto(LIST)
    first, map_ = (page.locator(where).first.bounding_box() for where in (".place-card", ".map-section"))
    assert first["y"] < map_["y"]
    page.get_by_role("link", name="Naar de kaart").click()
    expect(page.locator(".place-map__picture--narrow")).to_be_in_viewport()
