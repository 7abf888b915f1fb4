"""A list of the portal in the page of a municipality: in a real frame, on a site of another name."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

TOWN, STRANGER = "http://gemeente.example", "http://vreemde.example"


@pytest.fixture
def town_page(open_page, faults, site, settings):
    """A function that opens a page of another site with an embed in it, and gives that page and the frame."""
    settings.PORTAL_EMBEDDERS = [TOWN]
    faults.expect(".example")

    def open_town(address: str, *, at=TOWN, width=360):
        html = (
            f'<!doctype html><html lang="nl"><title>x</title><iframe src="{site}{address}" width="100%" height="800">'
        )
        page = open_page(width=width)
        page.route(f"{at}/**", lambda route: route.fulfill(body=html, content_type="text/html"))
        page.goto(f"{at}/pagina")
        return page, page.frame_locator("iframe")

    return open_town


def test_a_visitor_of_a_municipality_filters_in_the_frame_and_leaves_it_for_a_page(town_page, site):
    page, frame = town_page("/insluiten/financiering/?soort=lening&fase=groei")
    count = frame.locator("[data-portal-count]")
    before = count.inner_text()

    frame.locator(".chip", has_text="groei").click()
    expect(count).not_to_have_text(before)
    assert page.url == f"{TOWN}/pagina"
    expect(frame.locator(".embed__source a")).to_have_attribute("href", f"{page_of(frame)}?soort=lening")

    frame.locator(".result__name a").first.click()
    page.wait_for_url(f"{site}/financiering/*/**")
    assert page.context.cookies() == []


def page_of(frame) -> str:
    return frame.locator("link[rel=canonical]").get_attribute("href").partition("?")[0]


def test_the_map_moves_in_the_frame_and_its_cards_lead_out(town_page, site):
    page, frame = town_page("/insluiten/hotspots/kaart/?type=haven")

    frame.locator("[data-portal-map-start]").click()
    frame.locator(".map-pin[data-portal-pin]").first.click()
    frame.locator(".leaflet-popup article a").first.click()

    page.wait_for_url(f"{site}/hotspots/*/**")


def test_a_site_that_the_operator_did_not_let_in_shows_nothing(town_page, faults):
    _expect_refusal(faults)
    _page, frame = town_page("/insluiten/agenda/", at=STRANGER)

    expect(frame.locator("#inhoud")).to_have_count(0)


def test_other_pages_show_in_nobody_s_frame(town_page, faults):
    _expect_refusal(faults)
    _page, frame = town_page("/agenda/")

    expect(frame.locator("#inhoud")).to_have_count(0)


def _expect_refusal(faults):
    for words in ("frame", "ERR_BLOCKED_BY_RESPONSE"):
        faults.expect(words)
