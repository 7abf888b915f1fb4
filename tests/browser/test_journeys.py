"""What people come to do, from the first page to the answer, with and without JavaScript, mouse and wide screen."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def lines_on(page):
    """The codes of the action lines that the board shows."""
    return page.locator(".kavel__code").all_inner_texts()


def box(page, name):
    return page.get_by_role("checkbox", name=re.compile(name))


@pytest.fixture
def filtered(page):
    """Where a newcomer stands who took the door to the agenda and chose IJmond."""
    page.goto("/")
    page.get_by_role("link", name="Bekijk de agenda").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("De agenda op één blad")
    expect(page.locator(".kavel")).to_have_count(16)
    box(page, "^IJmond").check()
    page.wait_for_url("**/agenda/?**deelregio=ijmond**")
    expect(page.get_by_role("link", name="Verwijder Deelregio IJmond")).to_be_visible()
    return page


def test_newcomer_filters_the_agenda_by_subregion(filtered):
    codes = lines_on(filtered)
    assert 0 < len(codes) < 16
    expect(filtered.locator("#deelregio-ijmond")).to_be_focused()
    expect(filtered.locator("#deelregio-ijmond")).to_be_checked()
    expect(filtered.locator("[data-portal-announce]")).to_have_text(f"{len(codes)} actielijnen gevonden")
    expect(filtered.locator("[data-portal-apply]")).to_be_hidden()
    filtered.reload()
    assert lines_on(filtered) == codes
    expect(filtered.locator("#deelregio-ijmond")).to_be_checked()


def test_back_restores_the_former_list_and_its_choices(filtered):
    chosen = lines_on(filtered)
    filtered.go_back()
    expect(filtered).to_have_url(re.compile(r"/agenda/$"))
    expect(filtered.locator(".kavel")).to_have_count(16)
    expect(filtered.locator("#deelregio-ijmond")).not_to_be_checked()
    filtered.go_forward()
    expect(filtered.locator(".kavel")).to_have_count(len(chosen))
    expect(filtered.locator("#deelregio-ijmond")).to_be_checked()


def test_a_search_in_the_list_is_one_step_back(page):
    page.goto("/agenda/")
    page.get_by_role("searchbox", name="Zoek in de actielijnen").fill("talent")
    page.keyboard.press("Enter")
    page.wait_for_url("**/agenda/?q=talent**")
    expect(page.locator(".kavel")).not_to_have_count(16)
    page.go_back()
    expect(page).to_have_url(re.compile(r"/agenda/$"))
    expect(page.locator(".kavel")).to_have_count(16)


def test_an_opened_facet_stays_open_when_the_list_follows(page):
    page.goto("/agenda/")
    fold = page.locator(".facet__fold", has_text="Initiatiefnemer")
    fold.locator("summary").click()
    page.get_by_role("group", name="Deelregio").get_by_label("IJmond").check()
    page.wait_for_url("**deelregio=ijmond**")
    expect(page.get_by_role("link", name="Verwijder Deelregio IJmond")).to_be_visible()
    expect(fold).to_have_attribute("open", "")


def test_filtering_works_without_javascript(open_page):
    page = open_page(javascript=False)
    page.goto("/agenda/")
    box(page, "^IJmond").check()
    page.get_by_role("button", name="Toon resultaten").click()
    page.wait_for_url("**deelregio=ijmond**")
    assert 0 < len(lines_on(page)) < 16
    expect(page.locator("#deelregio-ijmond")).to_be_checked()
    page.get_by_role("link", name="Verwijder Deelregio IJmond").click()
    expect(page.locator(".kavel")).to_have_count(16)


def test_from_a_line_to_an_initiator_and_to_another_line(page):
    page.goto("/agenda/")
    page.get_by_role("link", name=re.compile("^1b ")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("1b")
    initiators = page.locator(".party-list").filter(has=page.get_by_role("heading", name="Initiatiefnemers"))
    expect(initiators.get_by_role("listitem")).not_to_have_count(0)
    initiators.get_by_role("link", name="Horizon Flevoland").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Horizon Flevoland")
    page.get_by_role("link", name="Dataverzameling en monitoring van innovatieve locaties").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("4d")
    expect(page.get_by_text("Horizon Flevoland").first).to_be_visible()


def test_language_switch_keeps_the_page_and_the_question(page):
    page.goto("/agenda/?deelregio=ijmond&weergave=tabel")
    rows = page.get_by_role("row").count()
    page.get_by_role("banner").get_by_role("link", name="English").click()
    expect(page).to_have_url(re.compile(r"/en/agenda/\?deelregio=ijmond&weergave=tabel$"))
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("heading", level=1)).to_have_text("The agenda on one page")
    expect(page.get_by_role("row")).to_have_count(rows)
    page.get_by_role("banner").get_by_role("link", name="Nederlands").click()
    expect(page).to_have_url(re.compile(r"/agenda/\?deelregio=ijmond&weergave=tabel$"))
    expect(page.locator("html")).to_have_attribute("lang", "nl")


def test_language_switch_after_a_choice_keeps_that_choice(filtered):
    """The address changed without a new page; the switch in the header follows it."""
    filtered.get_by_role("banner").get_by_role("link", name="English").click()
    expect(filtered).to_have_url(re.compile(r"/en/agenda/\?.*deelregio=ijmond"))


def test_dutch_on_an_english_page_says_that_it_is_dutch(page):
    page.goto("/en/agenda/ondernemerschap-kapitaal/1b/")
    printed = page.get_by_text("Vergroten vindbaarheid").first
    assert printed.evaluate("element => element.closest('[lang]').lang") == "nl"
    assert page.locator("q").first.evaluate("element => element.closest('[lang]').lang") == "nl"


@pytest.mark.parametrize("how", ["click", "Enter", "Space"])
def test_a_term_explains_itself(page, how):
    page.goto("/agenda/ondernemerschap-kapitaal/1b/")
    term = page.locator("button.term").first
    note = page.locator(".term__note").first
    expect(note).to_be_hidden()
    if how == "click":
        term.click()
    else:
        term.press(how)
    expect(note).to_be_visible()
    expect(note).to_contain_text("programma")
    assert note.evaluate("""note => { const box = note.getBoundingClientRect();
        return box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight; }""")
    page.keyboard.press("Escape")
    expect(note).to_be_hidden()
    expect(term).to_be_focused()


def test_a_term_explains_itself_without_javascript(open_page):
    page = open_page(javascript=False, width=360)
    page.goto("/agenda/ondernemerschap-kapitaal/1b/")
    page.locator("button.term").first.click()
    note = page.locator(".term__note").first
    expect(note).to_be_visible()
    note.get_by_role("link").click()
    page.wait_for_url("**/begrippen/#**")
    expect(page.locator(":target")).to_be_visible()


def test_menu_on_a_phone_by_keyboard(open_page):
    page = open_page(width=360, height=700)
    page.goto("/")
    menu = page.get_by_role("button", name="Menu")
    expect(page.get_by_role("navigation", name="Hoofdmenu")).to_be_hidden()
    menu.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("navigation", name="Hoofdmenu")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("navigation", name="Hoofdmenu")).to_be_hidden()
    expect(menu).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Financiering")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/hotspots/")


def test_filter_sheet_on_a_phone_by_keyboard(open_page):
    """Every choice is followed while the sheet stays where it is; its button leads to the results."""
    page = open_page(width=360, height=700)
    page.goto("/agenda/")
    expect(box(page, "^IJmond")).to_be_hidden()
    page.get_by_role("button", name="Filter").focus()
    page.keyboard.press("Enter")
    sheet = page.locator(".refine")
    expect(sheet).to_be_visible()
    box(page, "^IJmond").focus()
    top = sheet.evaluate("sheet => sheet.scrollTop")
    page.keyboard.press("Space")
    page.wait_for_url("**deelregio=ijmond**")
    expect(page.locator(".chip")).to_have_count(1)
    expect(sheet).to_be_visible()
    expect(page.locator("#deelregio-ijmond")).to_be_focused()
    assert abs(sheet.evaluate("sheet => sheet.scrollTop") - top) < 40
    box(page, "^Zuid-Kennemerland").focus()
    page.keyboard.press("Space")
    expect(page.locator(".chip")).to_have_count(2)
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(page.get_by_role("button", name="Filter")).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Toon resultaten").press("Enter")
    expect(sheet).to_be_hidden()
    expect(page.locator("[data-portal-count]")).to_be_focused()
    expect(page.locator("[data-portal-count]")).to_be_in_viewport()
    assert 0 < len(lines_on(page)) < 16


def test_filter_sheet_on_a_phone_without_javascript(open_page):
    page = open_page(width=360, height=700, javascript=False)
    page.goto("/agenda/")
    page.get_by_role("button", name="Filter").click()
    box(page, "^IJmond").check()
    page.get_by_role("button", name="Toon resultaten").click()
    page.wait_for_url("**deelregio=ijmond**")
    assert 0 < len(lines_on(page)) < 16


def test_a_typing_error_in_a_search_is_corrected_and_said(page):
    page.goto("/")
    page.get_by_role("banner").get_by_role("link", name="Zoeken").click()
    page.get_by_role("searchbox").fill("financering")
    page.get_by_role("main").get_by_role("button", name="Zoeken").click()
    expect(page.get_by_role("main").get_by_text("financiering").first).to_be_visible()
    expect(page.get_by_role("article")).not_to_have_count(0)
    page.get_by_role("link", name="Toch zoeken").or_(page.get_by_role("link", name=re.compile("“financering”"))).click()
    expect(page.get_by_role("heading", level=2)).to_have_text("Niets gevonden voor “financering”")
    page.get_by_role("link", name="financiering", exact=True).click()
    expect(page.get_by_role("article")).not_to_have_count(0)


def test_nothing_found_says_what_helps(page):
    page.goto("/zoeken/?q=xyzzyqq")
    main = page.get_by_role("main")
    expect(main.get_by_role("heading", level=2)).to_have_text("Niets gevonden voor “xyzzyqq”")
    expect(main.get_by_text("Wat helpt")).to_be_visible()
    main.get_by_role("link", name="Agenda").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("De agenda op één blad")


def test_an_unknown_address_offers_a_search_that_works(page, faults):
    faults.expect("404")
    page.goto("/agenda/bestaat-niet/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Deze pagina bestaat niet")
    page.get_by_role("searchbox", name="Waar zoek je naar?").fill("talent")
    page.keyboard.press("Enter")
    page.wait_for_url("**/zoeken/?q=talent")
    expect(page.get_by_role("article")).not_to_have_count(0)


def test_an_empty_answer_names_the_filter_to_drop(page):
    page.goto("/agenda/?deelregio=ijmond&status=afgerond")
    expect(page.get_by_role("heading", name="Geen actielijn gevonden")).to_be_visible()
    words = page.locator(".empty-state__text").inner_text()
    page.locator(".empty-state").get_by_role("link").first.click()
    expect(page).to_have_url(re.compile(r"/agenda/\?deelregio=ijmond$"))
    promised = int(re.search(r"(\d+)\.$", words.strip()).group(1))
    expect(page.locator(".kavel")).to_have_count(promised)


def test_an_impossible_filter_is_said_and_can_be_cleared(open_page):
    """On a phone the facets are in the sheet: the message stands with the results too."""
    page = open_page(width=360)
    page.goto("/agenda/?status=bestaat-niet")
    expect(page.get_by_role("alert")).to_contain_text("“bestaat-niet” is geen van de keuzes")
    page.get_by_role("link", name="Wis alle filters").click()
    expect(page.locator(".kavel")).to_have_count(16)


# The name and the ring of what has the focus: its own outline, that of the parcel or row around it, or that of a shape.
FOCUS = """() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const ringed = [element, element.closest(".result"), element.querySelector(".region__field")].filter(Boolean);
    const visible = ringed.some(one => {
        const style = getComputedStyle(one);
        const outline = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
        return outline || (one.matches(".region__field") && parseFloat(style.strokeWidth) >= 3);
    });
    const rect = element.getBoundingClientRect();
    const onScreen = rect.bottom > 0 && rect.top < innerHeight && rect.right > 0 && rect.left < innerWidth;
    const name = element.getAttribute("aria-label") || element.innerText || element.id || element.getAttribute("name");
    return {name: (name || "").trim().slice(0, 60), id: element.id, visible, onScreen,
        part: element.closest("header.header, .filters, .results, main, footer, body").className};
}"""


def tab_through(page, limit=150):
    """Every stop of the Tab key from the top of the page, until the browser itself has the focus again."""
    stops = []
    for _ in range(limit):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop is None:
            return stops
        stops.append(stop)
    raise AssertionError(f"no end to the tab order after {limit} stops")


def test_the_skip_link_leads_to_the_content(page):
    page.goto("/agenda/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Naar de inhoud").or_(page.locator(".skip-link")).first
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.wait_for_url("**#inhoud")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_the_agenda_by_keyboard_alone(page):
    page.goto("/agenda/?deelregio=ijmond")
    stops = tab_through(page)
    assert [stop for stop in stops if not (stop["visible"] and stop["onScreen"])] == []
    parts = [stop["part"] for stop in stops]
    order = [part for index, part in enumerate(parts) if index == 0 or parts[index - 1] != part]
    filters, results = parts.index("filters"), parts.index("results")
    assert filters < results < len(parts) - 1
    assert order.index("header") < order.index("filters") < order.index("results") < order.index("footer")


@pytest.mark.parametrize("address", ["/", "/agenda/organisaties/?soort=rom"])
def test_the_focus_is_always_visible(page, address):
    page.goto(address)
    stops = tab_through(page)
    assert [stop for stop in stops if not (stop["visible"] and stop["onScreen"])] == []
