"""What a founder comes to do: narrow the money down, keep a list, compare, and get a route that explains itself."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

FINDER = "/financiering/"


def names_on(page):
    return page.locator(".result__name").all_inner_texts()


def test_the_finder_follows_phase_and_municipality(page):
    page.goto(FINDER)
    page.get_by_role("checkbox", name=re.compile("^Proof of concept")).check()
    page.wait_for_url("**fase=proof-of-concept**")
    expect(page.locator("#fase-proof-of-concept")).to_be_focused()
    page.get_by_label("Waar staat je bedrijf?").select_option("lelystad")
    page.wait_for_url("**gemeente=lelystad**")
    expect(page.get_by_role("link", name="Horizon Flevoland").first).to_be_visible()
    names = names_on(page)
    expect(page.locator("[data-portal-announce]")).to_have_text(page.locator("[data-portal-count]").inner_text())
    page.reload()
    assert names_on(page) == names
    page.go_back()
    expect(page).not_to_have_url(re.compile("gemeente=lelystad"))
    expect(page.locator("#fase-proof-of-concept")).to_be_checked()


def test_two_picked_options_are_compared_and_the_link_can_be_shared(page, open_page):
    page.goto(f"{FINDER}?q=flevoland")
    for number in (0, 1):
        page.locator(".pick:not(.pick--on)").first.click()
        expect(page.locator(".pick--on")).to_have_count(number + 1)
    page.locator(".shortlist-bar .button").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Je lijst")
    names = page.locator(".border-view thead th a").first.inner_text()
    address = page.locator("#deel").input_value()
    fresh = open_page()
    fresh.goto(address[address.index("/financiering/") :])
    expect(fresh.locator(".border-view thead th").first).to_contain_text(names)


def test_the_finder_works_without_javascript(open_page):
    page = open_page(javascript=False)
    page.goto(FINDER)
    page.get_by_label("Bedrag dat je zoekt").fill("vijftig")
    page.get_by_role("checkbox", name=re.compile("^Groei")).check()
    page.locator("#verfijn").get_by_role("button", name="Toon resultaten").click()
    page.wait_for_url("**bedrag=vijftig**")
    expect(page.get_by_label("Bedrag dat je zoekt")).to_have_value("vijftig")
    expect(page.locator("#fase-groei")).to_be_checked()
    assert names_on(page) == []
    page.get_by_label("Bedrag dat je zoekt").fill("€ 25.000")
    page.locator("#verfijn").get_by_role("button", name="Toon resultaten").click()
    expect(page.locator(".result__name").first).to_be_visible()


def test_a_student_gets_an_explained_route_on_a_phone(open_page):
    page = open_page(width=360, height=740)
    page.goto("/financiering/mijn-route/")
    page.locator("#fase").select_option("idee")
    page.locator("#gemeente").select_option("hilversum")
    page.locator("#omvang").select_option("nog-geen-bedrijf")
    page.get_by_role("button", name=re.compile("route")).first.click()
    page.wait_for_url("**omvang=nog-geen-bedrijf**")
    expect(page.get_by_role("link", name="ROM Utrecht Region").first).to_be_visible()
    answers = page.locator("details.step__answers").first
    answers.locator("summary").press("Enter")
    expect(answers.locator(".condition").first).to_be_visible()
