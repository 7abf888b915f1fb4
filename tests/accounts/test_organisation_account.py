"""Logging in with an organisation's own account: a whole OpenID Connect exchange with a small login server here."""

import base64
import hashlib
import json
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, parse_qsl, urlsplit

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client

from mra_portal.accounts.models import User
from tests import builders

pytestmark = pytest.mark.django_db
DOOR = "/inloggen/organisatie/gemeente/"
CLIENT, SECRET, CODE, ACCESS = "portaal", "geheim", "code-van-een-keer", "sleutel-van-even"


class LoginServer(ThreadingHTTPServer):
    """What a login server of an organisation answers; `claims` is whom it says is there."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answers)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.claims, self.challenge = {}, ""

    def id_token(self) -> str:
        now = int(time.time())
        claims = {"iss": self.url, "aud": CLIENT, "iat": now, "exp": now + 60, "sub": "1", **self.claims}
        return jwt.encode(claims, self.key, algorithm="RS256", headers={"kid": "een"})


class Answers(BaseHTTPRequestHandler):
    def do_GET(self):
        server = self.server
        if self.path == "/.well-known/openid-configuration":
            places = {"authorization_endpoint": "/in", "token_endpoint": "/token", "userinfo_endpoint": "/wie"}
            found = {name: server.url + path for name, path in places.items()}
            self.answer({"issuer": server.url, "jwks_uri": f"{server.url}/sleutels", **found})
        elif self.path == "/wie" and self.headers["Authorization"] == f"Bearer {ACCESS}":
            self.answer({"sub": "1", **server.claims})
        else:
            self.answer({}, 404)

    def do_POST(self):
        given = dict(parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode()))
        proof = base64.urlsafe_b64encode(hashlib.sha256(given.get("code_verifier", "").encode()).digest())
        expected = {"code": CODE, "client_id": CLIENT, "client_secret": SECRET, "grant_type": "authorization_code"}
        if expected.items() <= given.items() and proof.decode().rstrip("=") == self.server.challenge:
            self.answer({"access_token": ACCESS, "token_type": "Bearer", "id_token": self.server.id_token()})
        else:
            self.answer({"error": "invalid_grant"}, 400)

    def answer(self, body: dict, status: int = 200):
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args):
        pass


@pytest.fixture
def organisation(settings):
    server = LoginServer()
    app = {
        "provider_id": "gemeente",
        "name": "Gemeente Voorbeeld",
        "client_id": CLIENT,
        "secret": SECRET,
        "settings": {"server_url": server.url},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def keeper(db):
    return builders.person(email="hoeder@test.example")


def through(organisation, client, state=None, **claims):
    """Out by the button, back with a code; the last answer."""
    sent = client.get(f"{DOOR}?next=/beheer/account/")
    question = {name: values[0] for name, values in parse_qs(urlsplit(sent.url).query).items()}
    assert sent.url.startswith(f"{organisation.url}/in?")
    assert question["code_challenge_method"] == "S256"
    organisation.challenge, organisation.claims = question["code_challenge"], claims
    return client.get(f"{DOOR}terug/", {"code": CODE, "state": state or question["state"]})


def is_in(client) -> bool:
    return client.get("/beheer/").status_code == 200


def test_a_colleague_comes_in_with_her_own_account_and_goes_where_she_wanted(organisation, keeper):
    client = Client()

    back = through(organisation, client, email="Hoeder@test.example", email_verified=True)

    assert back.url == "/beheer/account/"
    assert is_in(client)
    assert User.objects.count() == 1 + User.objects.exclude(pk=keeper.pk).count()


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "hoeder@test.example", "email_verified": False},
        {"email": "onbekende@test.example", "email_verified": True},
        {"email": "weg@test.example", "email_verified": True},
        {"email": "baas@test.example", "email_verified": True},
        {"email_verified": True},
    ],
    ids=["not verified", "unknown", "deactivated", "administrator", "no address"],
)
def test_whom_we_do_not_know_stays_out_and_gets_no_account(organisation, keeper, claims):
    builders.person(email="weg@test.example", is_active=False)
    User.objects.create_superuser("baas@test.example", "x")
    client, number = Client(), User.objects.count()

    refused = through(organisation, client, **claims)

    assert refused.status_code == 403
    assert not is_in(client)
    assert User.objects.count() == number


@pytest.mark.parametrize(
    "bent",
    [{"aud": "een-ander"}, {"iss": "https://ergens.example"}, {"exp": 1}],
    ids=["for somebody else", "of somebody else", "too old"],
)
def test_a_token_that_is_not_for_us_opens_nothing(organisation, keeper, bent):
    client = Client()

    refused = through(organisation, client, email="hoeder@test.example", email_verified=True, **bent)

    assert refused.status_code != 302
    assert not is_in(client)


def test_an_answer_to_a_question_that_was_never_asked_opens_nothing(organisation, keeper):
    client = Client()

    refused = through(organisation, client, state="verzonnen", email="hoeder@test.example", email_verified=True)

    assert refused.status_code != 302
    assert not is_in(client)


def test_a_login_server_that_is_down_is_told_about(organisation, keeper):
    organisation.shutdown()
    organisation.server_close()

    assert Client().get(DOOR).status_code == 502
