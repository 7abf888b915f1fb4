"""From the to-do board to a published profile, in real browsers side by side: who keeps it, who reviews, who may not.

These write, so they have a copy of the content of their own, and each begins where the one before may have ended.
"""

import re
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import expect

from mra_portal.accounts.models import User
from mra_portal.management.commands.create_demo_accounts import PASSWORD
from profiles.models import SubregionProfilePage
from tests.editorial_forms import edit_url
from tests.profiles.editing import STREAMS, lede_of, profile

pytestmark = pytest.mark.browser
IJMOND = "/deelregios/ijmond/"
NEW, OTHER, THIRD = "IJmond maakt energie.", "IJmond maakt staal.", "IJmond maakt techniek."
PATIENCE = 20_000  # an editing screen is heavy, and machines are shared
WIDE = """() => document.documentElement.scrollWidth - document.documentElement.clientWidth"""


@pytest.fixture(scope="module")
def _people(own_copy, browser):
    call_command("create_demo_accounts", stdout=StringIO())


@pytest.fixture(autouse=True)
def _patience():
    expect.set_options(timeout=PATIENCE)
    yield
    expect.set_options(timeout=5_000)  # Playwright's own


@pytest.fixture
def sign_in(_people, open_page, site):
    """A function: a browser in which this demonstration account is logged in, or nobody."""

    def sign_in(account=None, **kwargs):
        page = open_page(**kwargs)
        page.set_default_timeout(PATIENCE)
        if account is None:
            return page
        client = Client()
        client.force_login(User.objects.get(email=f"{account}@demo.example"))
        page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])
        return page

    return sign_in


@pytest.fixture
def _by_hand(settings):
    """Without autosave, which may cross the button that the test presses."""
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0


def at_the_form(page):
    """When the scripts of the editing screen have built it."""
    expect(page.get_by_role("button", name="Blok invoegen").last).to_be_visible()


def lede_on(page, address=IJMOND):
    page.goto(address)
    return page.locator(".page-head__lede").inner_text()


def streams_of(revision) -> dict:
    """The story and the points; the editor of rich text gives its paragraphs keys of its own."""
    return {name: re.sub(r' data-block-key=\\"\w+\\"', "", revision.content[name]) for name in STREAMS}


@pytest.mark.usefixtures("_by_hand")
def test_from_the_board_through_a_review_to_the_public_page_and_back(sign_in):
    page, member, visitor = profile(), sign_in(), sign_in()
    opened = page.get_latest_revision()
    member.goto("/inloggen/?next=/beheer/")
    member.get_by_label("E-mail").fill("kopgroep@demo.example")
    member.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    member.keyboard.press("Enter")
    expect(member.get_by_role("heading", name="Te doen voor IJmond")).to_be_visible()
    before = lede_on(visitor)

    member.get_by_role("link", name="Bewerken (Nederlands)").click()
    at_the_form(member)
    member.locator("#id_lede").fill(NEW)
    member.get_by_role("button", name="Toon/verberg voorvertoning").click()
    preview = member.frame_locator("#w-preview-iframe")
    for width in ("mobiel", "desktop"):
        member.get_by_label(f"Voorvertoning op {width} formaat").check(force=True)
        expect(preview.locator(".page-head__lede")).to_have_text(NEW)
    assert preview.locator("html").evaluate("() => innerWidth") >= 1024
    member.get_by_role("button", name="Concept opslaan").click()
    expect(member.locator(".messages")).to_contain_text("IJmond")
    member.get_by_role("button", name="Meer acties").click()
    member.get_by_role("button", name=re.compile("^Stuur door")).click()
    expect(member.locator(".messages")).to_contain_text("ingediend")
    assert lede_on(visitor) == before

    office = sign_in("mra-bureau")
    office.goto("/beheer/")
    office.locator(f"a[href='{edit_url(page)}']", has_text="IJmond").first.click()
    expect(office.locator("#id_lede")).to_have_value(NEW)
    office.get_by_role("button", name="Meer acties").click()
    office.get_by_role("button", name="Goedkeuren", exact=True).click()
    expect(office.locator(".messages")).to_contain_text("IJmond")
    assert lede_on(visitor) == NEW

    member.goto(f"{edit_url(page).removesuffix('edit/')}revisions/{opened.pk}/revert/")
    expect(member.locator("#id_lede")).to_have_value(before)
    at_the_form(member)
    member.get_by_role("button", name=re.compile("Vervang|Concept opslaan")).first.click()
    expect(member.locator(".messages")).to_contain_text("IJmond")
    restored = SubregionProfilePage.objects.get(pk=page.pk).get_latest_revision()
    assert restored.content["lede"] == before
    assert streams_of(restored) == streams_of(opened)
    assert lede_on(visitor) == NEW


@pytest.mark.parametrize("account", ["kopgroep-almere", "ambtenaar", None])
def test_nobody_else_gets_near_it_by_address_or_by_post(sign_in, account):
    page, stranger = profile(), sign_in(account)
    before = lede_of(page, draft=True)

    stranger.goto(edit_url(page))
    expect(stranger).to_have_url(re.compile(r"/beheer/$" if account else "/inloggen/"))
    token = stranger.context.cookies()
    csrf = next((cookie["value"] for cookie in token if cookie["name"] == "csrftoken"), "")
    sent = {"lede": OTHER, "title": OTHER, "slug": "x", "csrfmiddlewaretoken": csrf, "action-publish": "1"}
    origin = {"Referer": stranger.url}
    answer = stranger.request.post(edit_url(page), form=sent, headers=origin, max_redirects=0)

    assert answer.status in (302, 403)
    assert lede_of(page, draft=True) == before
    if account:
        expect(stranger.get_by_role("heading", name="Te doen voor IJmond")).to_have_count(0)


@pytest.mark.usefixtures("_by_hand")
def test_two_at_once_are_told_and_nothing_is_lost(sign_in, faults):
    """The second one reads in the browser that the first saved; saving all the same is stopped once more."""
    faults.expect("409")
    page = profile(code="en")
    first, second = sign_in("kopgroep"), sign_in("mra-bureau")
    for person in (first, second):
        person.goto(edit_url(page))
        at_the_form(person)

    first.locator("#id_lede").fill(OTHER)
    first.get_by_role("button", name="Concept opslaan").click()
    expect(first.locator(".messages")).to_contain_text("IJmond")
    second.locator("#id_lede").fill(THIRD)
    second.evaluate("document.dispatchEvent(new Event('visibilitychange'))")  # asks at once who else is here
    expect(second.locator(".w-editing-sessions__session--saved")).to_be_visible()
    second.get_by_role("button", name="Concept opslaan").click()
    told = second.get_by_role("dialog", name=re.compile("nieuwere versie"))
    expect(told).to_contain_text("kopgroep@demo.example")
    assert lede_of(page, draft=True) == OTHER
    told.get_by_role("button", name="Concept opslaan").click()
    expect(second.locator(".messages")).to_contain_text("Niet opgeslagen")

    expect(second.locator("#id_lede")).to_have_value(THIRD)
    assert lede_of(page, draft=True) == OTHER
    second.get_by_role("button", name="Concept opslaan").click()
    expect(second.locator(".messages")).not_to_contain_text("Niet opgeslagen")
    assert lede_of(page, draft=True) == THIRD
    assert OTHER in [revision.content["lede"] for revision in page.revisions.all()]


@pytest.mark.usefixtures("_by_hand")
def test_on_a_phone_by_keyboard(sign_in):
    """Almere-Lelystad: from the board to a saved draft, and "still correct", without a mouse."""
    page = profile("almere-lelystad")
    member = sign_in("kopgroep-almere", width=360, height=740)
    member.goto("/beheer/")
    assert member.evaluate(WIDE) <= 1

    member.get_by_role("button", name=re.compile("Klopt nog")).press("Enter")
    expect(member.locator(".messages")).to_contain_text("Almere-Lelystad klopt vandaag nog")
    member.get_by_role("link", name="Bewerken (Nederlands)").press("Enter")
    at_the_form(member)
    member.locator("#id_lede").press("ControlOrMeta+End")
    member.keyboard.type(" Ook op de telefoon.")
    assert member.evaluate(WIDE) <= 1
    member.keyboard.press("ControlOrMeta+s")
    expect(member.locator(".messages")).to_contain_text("Almere-Lelystad")

    assert lede_of(page, draft=True).endswith("Ook op de telefoon.")
    visitor = sign_in(width=360)
    assert "telefoon" not in lede_on(visitor, "/deelregios/almere-lelystad/")
    expect(visitor.locator(".facts")).to_contain_text(re.compile(r"Bevestigd door de deelregio\s*\d+ \w+ 20\d\d"))
