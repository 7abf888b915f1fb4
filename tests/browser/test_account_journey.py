"""The way in by passkey, in a real browser with a virtual authenticator, and how the pages about an account look.

A passkey belongs to a name, never to a number, so the browser comes by `localhost`.
"""

import re

import pytest
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from mra_portal.accounts.tokens import password_link_tokens
from tests import builders
from tests.browser.test_sweeps import CUT_OFF, SIDEWAYS, axe_findings

# Two frames after a change of colours everything has them; a busy machine shows a mixture before that.
PAINTED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"

pytestmark = pytest.mark.browser
PASSWORD = "dijk-molen-roeiboot"
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def keeper(site, django_db_blocker):
    """Committed, because the server has connections of its own; taken away again."""
    with django_db_blocker.unblock():
        sessions = set(Session.objects.values_list("pk", flat=True))
        person = builders.person(email="hoeder@test.example")
        person.set_password(PASSWORD)
        person.save()
        yield person
        Session.objects.exclude(pk__in=sessions).delete()
        Authenticator.objects.filter(user=person).delete()
        person.delete()


def log_in(page):
    page.get_by_label("E-mail").fill("hoeder@test.example")
    page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Inloggen", exact=True).click()


def looked_at(page, schemes=("light",)) -> list:
    """What is wrong with the page as it stands, in these colours."""
    found = []
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme)
        page.evaluate(PAINTED)
        found += [f"{scheme}: {fault}" for fault in axe_findings(page)]
    return [*found, *page.evaluate(SIDEWAYS), *page.evaluate(CUT_OFF)]


def test_a_passkey_is_added_and_opens_the_door_next_time(open_page, keeper, site, faults, settings):
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
    here = site.replace("127.0.0.1", "localhost")
    faults.host = here.removeprefix("http://")
    page = open_page(width=360, height=740)
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})

    page.goto(f"{here}/inloggen/?next=/account/tweede-factor/passkeys/nieuw/")
    log_in(page)
    page.get_by_label("Naam").fill("Laptop van kantoor")
    page.get_by_role("button", name="Toevoegen").click()
    page.wait_for_url(re.compile("herstelcodes|passkeys/$"))
    page.context.clear_cookies()
    page.goto(f"{here}/inloggen/?next=/account/wachtwoord/")
    page.get_by_role("button", name="Inloggen met een passkey").click()
    page.wait_for_url(f"{here}/account/wachtwoord/")  # in, without password and without code
    page.context.clear_cookies()
    page.goto(f"{here}/inloggen/?next=/account/tweede-factor/")
    log_in(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Tweede factor")
    wrong = looked_at(page, ("light", "dark"))
    page.get_by_role("button", name="Een passkey gebruiken").click()
    page.wait_for_url(f"{here}/account/tweede-factor/")
    page.context.clear_cookies()
    keeper.is_active = False
    keeper.save()
    page.goto(f"{here}/inloggen/?next=/account/wachtwoord/")
    page.get_by_role("button", name="Inloggen met een passkey").click()
    page.wait_for_url(f"{here}/inloggen/inactief/")

    assert wrong == []
    assert Authenticator.objects.filter(user=keeper, type="webauthn").count() == 1


def test_the_pages_about_an_account_are_accessible_and_whole_on_a_phone(open_page, keeper):
    page = open_page(width=360, height=740)
    key = f"{user_pk_to_url_str(keeper)}-{password_link_tokens.make_token(keeper)}"
    outside = ("/inloggen/", "/wachtwoord/vergeten/", f"/wachtwoord/kiezen/{key}/")
    inside = ("/account/wachtwoord/", "/account/tweede-factor/")

    wrong = {}
    for address in outside:
        page.goto(address)
        wrong[address] = looked_at(page)
    page.goto("/inloggen/?next=/account/tweede-factor/")
    log_in(page)
    for address in inside:
        page.goto(address)
        wrong[address] = looked_at(page)

    assert {address: found for address, found in wrong.items() if found} == {}
