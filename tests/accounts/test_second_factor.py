"""A second factor: asked for at every login by who has one, and required before anything else where settings say so."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client, override_settings

from tests import builders
from tests.one_time_codes import code_of_now

pytestmark = pytest.mark.django_db

PASSWORD = "dijk-molen-roeiboot"
required = override_settings(PORTAL_SECOND_FACTOR_REQUIRED=True)


@pytest.fixture
def keeper():
    person = builders.person(email="hoeder@test.example")
    person.set_password(PASSWORD)
    person.save()
    return person


def log_in(client):
    return client.post("/inloggen/", {"login": "hoeder@test.example", "password": PASSWORD})


@required
def test_who_has_none_can_only_set_one_up_and_then_works_on(client, keeper):
    log_in(client)
    sent = {client.get(path).url for path in ("/beheer/", "/beheer/account/", "/django-admin/")}
    posted = client.post("/beheer/account/")
    page = client.get("/account/tweede-factor/").content.decode()
    form = client.get("/account/tweede-factor/app/aan/")
    secret = client.session["mfa.totp.secret"]
    codes = client.post("/account/tweede-factor/app/aan/", {"code": code_of_now(secret)}, follow=True)

    assert sent == {"/account/tweede-factor/"} == {posted.url}
    assert "notice--warning" in page
    assert secret in form.content.decode()
    assert Authenticator.objects.filter(user=keeper, type="totp").exists()
    assert codes.redirect_chain[-1][0].startswith("/account/tweede-factor/herstelcodes/")
    assert client.get("/beheer/").status_code == 200


@required
def test_visitors_and_leaving_are_not_held_up(client, keeper):
    assert client.get("/beheer/").url.startswith("/beheer/login/")
    assert client.get("/").status_code == 200
    log_in(client)
    assert client.get("/agenda/").status_code == 200
    assert client.post("/beheer/logout/").url == "/beheer/login/"


def test_in_development_nobody_needs_one(client, keeper):
    log_in(client)

    assert client.get("/beheer/").status_code == 200


def test_who_has_one_gives_it_at_every_login_and_a_recovery_code_works_once(client, keeper):
    client.force_login(keeper)
    TOTP.activate(keeper, "JBSWY3DPEHPK3PXP")
    log_in(fresh := Client())
    before = fresh.get("/beheer/").status_code
    page = fresh.get("/inloggen/tweede-factor/").content.decode()
    wrong = fresh.post("/inloggen/tweede-factor/", {"code": "000000"})
    right = fresh.post("/inloggen/tweede-factor/", {"code": code_of_now("JBSWY3DPEHPK3PXP")})
    fresh.post("/account/bevestigen/?next=/account/tweede-factor/herstelcodes/", {"password": PASSWORD})
    fresh.post("/account/tweede-factor/herstelcodes/nieuw/", {})
    recovery = Authenticator.objects.get(user=keeper, type="recovery_codes").wrap().get_unused_codes()[0]
    answers = []
    for _time in range(2):
        log_in(other := Client())
        answers.append(other.post("/inloggen/tweede-factor/", {"code": recovery}).status_code)

    assert before == 302
    assert "unsafe-inline" not in fresh.get("/account/tweede-factor/")["Content-Security-Policy"]
    code_field = re.search(r'<input[^>]* name="code"[^>]*>', page)[0]
    assert {'inputmode="numeric"', 'autocomplete="one-time-code"', "autofocus"} <= set(code_field.strip("<>").split())
    assert wrong.status_code == 200
    assert right.url == "/beheer/"
    assert answers == [302, 200]


def test_a_remembered_browser_gives_no_code_until_the_password_changes(keeper):
    TOTP.activate(keeper, "JBSWY3DPEHPK3PXP")
    known, other = Client(), Client()

    def is_asked(browser):
        browser.post("/uitloggen/")
        return log_in(browser).url.startswith("/inloggen/tweede-factor/")

    first = is_asked(known)
    wrong = known.post("/inloggen/tweede-factor/", {"code": "000000", "remember": "on"})
    after_wrong = is_asked(known)
    known.post("/inloggen/tweede-factor/", {"code": code_of_now("JBSWY3DPEHPK3PXP"), "remember": "on"})
    again, elsewhere = is_asked(known), is_asked(other)
    keeper.set_password(PASSWORD)
    keeper.save()

    assert (first, wrong.status_code, after_wrong) == (True, 200, True)
    assert (again, elsewhere) == (False, True)
    assert is_asked(known)


def test_who_does_not_tick_the_box_is_not_remembered(client, keeper):
    TOTP.activate(keeper, "JBSWY3DPEHPK3PXP")
    log_in(client)
    client.post("/inloggen/tweede-factor/", {"code": code_of_now("JBSWY3DPEHPK3PXP")})
    client.post("/uitloggen/")

    assert log_in(client).url.startswith("/inloggen/tweede-factor/")


def test_a_passkey_that_says_nothing_lets_nobody_in(client, keeper):
    for credential in ("", "{}", '{"response": {"userHandle": "MQ"}}', "geen json"):
        answer = client.post("/inloggen/passkey/", {"credential": credential}, follow=True)
        assert answer.status_code == 200, credential
        assert "_auth_user_id" not in client.session


def test_every_page_of_the_second_factor_opens_in_two_languages(client, keeper):
    log_in(client)
    pages = ("", "app/aan/", "passkeys/", "passkeys/nieuw/")
    for prefix, word in (("", "Tweede factor"), ("/en", "Second factor")):
        for page in pages:
            answer = client.get(f"{prefix}/account/tweede-factor/{page}")
            assert answer.status_code == 200, page
            assert word in answer.content.decode()
            assert "noindex" in answer.content.decode()


def test_nothing_is_changed_without_the_password_once_more(keeper):
    client = Client()
    client.force_login(keeper)  # in, but long ago

    answer = client.get("/account/tweede-factor/app/aan/")

    assert answer.url.startswith("/account/bevestigen/")
    assert client.get(answer.url).status_code == 200
    assert client.post(answer.url, {"password": PASSWORD}).url == "/account/tweede-factor/app/aan/"


def test_the_recovery_codes_come_as_a_file_with_a_dutch_name_and_lead_on_to_the_work(client, keeper):
    log_in(client)
    client.get("/account/tweede-factor/app/aan/")
    code = code_of_now(client.session["mfa.totp.secret"])

    page = client.post("/account/tweede-factor/app/aan/", {"code": code}, follow=True).content.decode()
    file = client.get("/account/tweede-factor/herstelcodes/bestand/")
    codes = file.content.decode().split()

    assert "Elke code werkt één keer" in page
    assert '<a href="/beheer/">Verder naar “Mijn werk”</a>' in page
    assert re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.DOTALL)[1].split() == codes
    assert len(codes) == 10
    assert 'filename="herstelcodes.txt"' in file["Content-Disposition"]


def test_a_passkey_is_called_a_passkey_everywhere(client, keeper, monkeypatch):
    log_in(client)
    monkeypatch.setattr(Authenticator, "__str__", lambda self: "Laptop")
    pages = [client.get("/account/tweede-factor/passkeys/nieuw/")]
    key = Authenticator.objects.create(user=keeper, type="webauthn", data={})
    pages += [client.get(f"/account/tweede-factor/{page}") for page in ("", "passkeys/", f"passkeys/{key.pk}/weg/")]

    for page in pages:
        assert "asskey" in page.content.decode()
        assert "eveiligingssleutel" not in page.content.decode()
    assert "Nog niet gebruikt." in pages[2].content.decode()
