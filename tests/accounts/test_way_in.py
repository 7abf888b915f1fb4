"""One way in: by e-mail address and password, in two languages, and every other login address leads there."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import authenticate
from django.core import mail
from django.core.cache import caches
from django.core.management import call_command
from django.test import Client, override_settings
from django.urls import reverse

from mra_portal.accounts.adapters import account_behind
from mra_portal.accounts.models import User
from mra_portal.accounts.way_in import way_in_for
from tests import builders

pytestmark = pytest.mark.django_db

PASSWORD = "dijk-molen-roeiboot"
ORGANISATION = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": "gemeente",
                "name": "Gemeente Voorbeeld",
                "client_id": "portaal",
                "secret": "geheim",
                "settings": {"server_url": "https://login.gemeente.example"},
            }
        ]
    }
}


@pytest.fixture
def keeper():
    person = builders.person(email="hoeder@test.example")
    person.set_password(PASSWORD)
    person.save()
    return person


def log_in(client, email="hoeder@test.example", password=PASSWORD, **more):
    return client.post("/inloggen/", {"login": email, "password": password, **more})


def test_the_login_page_is_one_of_ours_in_two_languages(client):
    dutch, english = client.get("/inloggen/"), client.get("/en/inloggen/")

    for page in (dutch, english):
        text = page.content.decode()
        assert 'name="robots" content="noindex"' in text
        assert 'id="inhoud"' in text
        assert "unsafe-inline" not in page["Content-Security-Policy"]
        assert "openid" not in text.lower()
        assert not re.search(r"<script(?![^>]* src=)(?![^>]*json)", text)
        assert re.findall(r'<input[^>]* name="(\w+)"[^>]* autofocus', text) == ["login"]
    assert "Wachtwoord" in dutch.content.decode()
    assert "Password" in english.content.decode()
    assert "Aanmelden" not in english.content.decode()


def test_every_other_way_in_leads_there_and_keeps_where_one_was_going(client):
    for door in ("/beheer/login/", "/django-admin/login/"):
        assert client.get(f"{door}?next=/beheer/mensen/").url == "/inloggen/?next=%2Fbeheer%2Fmensen%2F"
        assert client.post(door, {"username": "a", "password": "b"}).url == "/inloggen/"
    assert client.get("/beheer/", follow=True).redirect_chain[-1][0] == "/inloggen/?next=%2Fbeheer%2F"
    assert client.get("/beheer/password_reset/").url == "/wachtwoord/vergeten/"
    assert client.get("/beheer/password_reset/confirm/x/y/").status_code == 404
    assert client.get("/django-admin/password_change/").url == "/account/wachtwoord/"


def test_a_keeper_logs_in_and_goes_where_she_wanted_but_never_to_another_site(client, keeper):
    assert log_in(client).url == "/beheer/"
    assert client.get("/beheer/").status_code == 200
    client.post("/uitloggen/")
    assert client.get("/beheer/").status_code == 302
    assert log_in(client, email="HOEDER@test.example", next="/beheer/account/").url == "/beheer/account/"
    client.post("/uitloggen/")
    assert log_in(client, next="https://kwaad.example/").url == "/beheer/"


def test_who_may_not_go_somewhere_is_told_so_and_not_sent_round_in_circles(client, keeper):
    client.force_login(keeper)

    refused = client.get("/django-admin/", follow=True)

    assert refused.status_code == 403
    assert client.get("/beheer/login/").url == "/beheer/"


def test_nobody_can_sign_up(client):
    for address in ("/signup/", "/accounts/signup/", "/inloggen/registreren/", "/accounts/login/"):
        assert client.get(address).status_code == 404


def test_after_logging_out_a_visitor_has_no_cookie_of_a_session(client, keeper):
    log_in(client)

    client.post("/uitloggen/")

    assert client.cookies["sessionid"].value == ""


def test_the_sixth_wrong_password_is_refused_in_every_process_and_so_is_the_right_one(keeper):
    call_command("createcachetable", "tried", verbosity=0)
    shared = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "tried"}}

    with override_settings(CACHES=shared):
        for _try in range(5):
            assert "niet correct" in log_in(Client(), password="fout").content.decode()
        del caches["default"]  # another process: it has nothing in memory
        sixth = log_in(Client(), password="fout").content.decode()
        right = log_in(Client())
        for _try in range(6):
            unknown = log_in(Client(), email="niemand@test.example", password="fout").content.decode()

    assert "Te veel" in sixth
    assert "Probeer het over 15 minuten opnieuw" in sixth
    assert right.status_code == 200
    assert "Te veel" in right.content.decode()
    assert "Te veel" in unknown


def test_a_forgotten_password_is_chosen_again_by_mail_and_weak_ones_are_refused(client, keeper):
    for _try in range(6):
        log_in(client, password="fout")
    known = client.post("/wachtwoord/vergeten/", {"email": keeper.email})
    unknown = client.post("/wachtwoord/vergeten/", {"email": "niemand@test.example"})
    (letter,) = mail.outbox
    link = re.search(r"http\S+", letter.body)[0]
    page = client.get(link.replace("http://localhost:8000", ""), follow=True)
    form = page.redirect_chain[-1][0]
    weak = [
        client.post(form, {"password1": word, "password2": word}).content.decode()
        for word in ("welkom1", "password1234", "123456789012345", "wachtwoord123456")
    ]
    client.post(form, {"password1": "sloot-brug-fietspad", "password2": "sloot-brug-fietspad"})

    assert (known.url, letter.to) == (unknown.url, [keeper.email])
    assert "Hallo" in letter.body
    assert all("field__error" in text for text in weak)
    assert log_in(client).status_code == 200
    assert log_in(client, password="sloot-brug-fietspad").url == "/beheer/"
    assert "field__error" not in page.content.decode()
    assert "Neem minstens 12 tekens" in weak[0]
    assert not re.search(r"\b[Uu]w?\b|Your|This", re.sub(r"<[^>]*>", "", weak[0].split("<main")[1].split("</main")[0]))
    assert "password1" not in Client().get(link.replace("http://localhost:8000", "")).content.decode()


def test_who_is_deactivated_is_out_at_the_next_request(client, keeper):
    log_in(client)
    client.post("/wachtwoord/vergeten/", {"email": keeper.email})
    link = re.search(r"http://localhost:8000(\S+)", mail.outbox[0].body)[1]

    User.objects.filter(pk=keeper.pk).update(is_active=False)

    assert client.get("/beheer/").status_code == 302
    assert authenticate(email=keeper.email, password=PASSWORD) is None
    assert log_in(Client()).url != "/beheer/"
    assert "password1" not in Client().get(link, follow=True).content.decode()


def test_who_cannot_get_in_reads_whom_to_ask(client, keeper, settings):
    settings.PORTAL_CONTACT_MAIL = "bureau@portaal.example"
    User.objects.filter(pk=keeper.pk).update(is_active=False)

    closed = client.post("/inloggen/", {"login": keeper.email, "password": PASSWORD}, follow=True).content.decode()
    mailed = client.post("/wachtwoord/vergeten/", {"email": keeper.email}, follow=True).content.decode()
    english = client.get("/en/inloggen/inactief/").content.decode()

    for page in (closed, mailed, english):
        assert 'href="mailto:bureau@portaal.example"' in page
    assert '<a href="/" class="button"' in closed
    assert '<a href="/en/" class="button"' in english
    assert "3 dagen" in mailed
    assert "spam" in mailed


def test_logging_out_has_one_name(client, keeper):
    client.force_login(keeper)

    asked = client.get("/uitloggen/").content.decode()

    assert "uitloggen?" in asked
    assert "fmelden" not in asked


def test_everybody_changes_her_own_password_and_stays_in(client, keeper):
    log_in(client)
    new = {"password1": "sloot-brug-fietspad", "password2": "sloot-brug-fietspad"}

    refused = client.post("/account/wachtwoord/", {"oldpassword": "fout", **new})
    client.post("/account/wachtwoord/", {"oldpassword": PASSWORD, **new})

    assert refused.status_code == 200
    assert client.get("/beheer/").status_code == 200
    assert User.objects.get(pk=keeper.pk).check_password("sloot-brug-fietspad")
    assert 'href="/account/wachtwoord/"' in client.get("/beheer/account/").content.decode()


@override_settings(SOCIALACCOUNT_PROVIDERS=ORGANISATION)
def test_an_organisation_has_a_button_only_when_it_is_configured(client):
    text = client.get("/inloggen/?next=/beheer/account/").content.decode()

    assert "Gemeente Voorbeeld" in text
    assert "/inloggen/organisatie/gemeente/" in text
    assert reverse("openid_connect_callback", args=["gemeente"]) == "/inloggen/organisatie/gemeente/terug/"
    assert client.get("/inloggen/organisatie/onbekend/").status_code == 404


def test_an_organisation_opens_only_the_active_account_with_its_verified_address(keeper):
    superuser = User.objects.create_superuser("baas@test.example", "x")
    gone = builders.person(email="weg@test.example", is_active=False)

    def behind(*addresses):
        return account_behind([EmailAddress(email=email, verified=verified) for email, verified in addresses])

    assert behind(("Hoeder@test.example", True)) == keeper
    assert behind(("hoeder@test.example", False)) is None
    assert behind(("niemand@test.example", True)) is None
    assert behind((gone.email, True)) is None
    assert behind((superuser.email, True)) is None
    assert behind(("hoeder@test.example", True), ("ander@test.example", True)) is None
    assert behind() is None


def test_the_page_knows_the_address_of_who_comes_from_a_mail_and_nobody_elses(client, time_machine):
    time_machine.move_to("2026-11-01T12:00Z")
    person = builders.person(email="lezer@test.example")
    path = way_in_for(person, "/beheer/actielijnen/1b/melden/?status=afgerond")

    def address_on(path):
        return client.get(path).context["form"]["login"].value() or ""

    known = address_on(path)
    page = client.get(path).content.decode()
    bent = address_on(path.replace("voor=", "voor=x"))
    person.is_active = False
    person.save()
    left = address_on(path)
    person.is_active = True
    person.save()
    time_machine.move_to("2027-02-01T12:00Z")

    assert known == "lezer@test.example"
    assert re.search(r'<input[^>]* name="password"[^>]* autofocus', page)
    assert 'name="next" value="/beheer/actielijnen/1b/melden/?status=afgerond"' in page
    assert (bent, left, address_on(path), address_on("/inloggen/")) == ("", "", "", "")
