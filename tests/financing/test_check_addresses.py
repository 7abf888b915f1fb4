"""The command that tries the official addresses: bounded, polite, and never anywhere but on the public internet.

It is pointed at a small server on this machine, which only tests may allow; nothing else is asked.
"""

import socket
from datetime import UTC, datetime
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from threading import Thread

import pytest
from django.core.management import call_command
from django.test import override_settings

from financing.addresses import AddressChecker, is_public
from financing.management.commands import check_addresses
from financing.models import AddressCheck, FinancingOption
from tests.financing import builders

# What the server answers: by path, for HEAD and for GET.
ANSWERS = {
    "/goed": (200, 200),
    "/weg": (404, 404),
    "/stuk": (500, 500),
    "/dicht": (403, 403),
    "/druk": (429, 429),
    "/geen-head": (405, 200),
    "/head-zegt-weg": (404, 200),
    "/verder": (302, 302),
    "/rond": (302, 302),
    "/naar-binnen": (302, 302),
}
SENT_ON = {"/verder": "/goed", "/rond": "/rond", "/naar-binnen": "ftp://elders.example/"}


class Handler(BaseHTTPRequestHandler):
    def do_HEAD(self):
        self.answer(0)

    def do_GET(self):
        self.answer(1)

    def answer(self, place):
        self.server.asked.append((self.command, self.path, self.headers.get("User-Agent")))
        self.send_response(ANSWERS[self.path][place])
        if self.path in SENT_ON:
            self.send_header("Location", SENT_ON[self.path])
        self.end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture
def server():
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.asked = []
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


class Clock:
    """Stands still but for who sleeps, and for `step` at every look."""

    def __init__(self, step=0):
        self.now, self.step, self.slept = 0, step, []

    def look(self):
        self.now += self.step
        return self.now

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def checker(clock):
    return AddressChecker(allow_private=True, sleep=clock.sleep, clock=clock.look)


def at(server, path):
    return f"http://127.0.0.1:{server.server_port}{path}"


@pytest.mark.parametrize(
    ("path", "is_ok", "detail"),
    [
        ("/goed", True, "200"),
        ("/verder", True, "200"),
        ("/geen-head", True, "200"),
        ("/head-zegt-weg", True, "200"),
        ("/dicht", True, "403"),
        ("/druk", True, "429"),
        ("/weg", False, "404"),
        ("/stuk", False, "500"),
        ("/rond", False, "omleidingen"),
        ("/naar-binnen", False, "geen-webadres"),
    ],
)
def test_what_an_answer_means(checker, server, path, is_ok, detail):
    answer = checker.check(at(server, path))

    assert (answer.is_ok, answer.detail) == (is_ok, detail)


def test_only_headers_are_asked_unless_the_server_refuses_that(checker, server):
    checker.check(at(server, "/goed"))
    checker.check(at(server, "/geen-head"))

    assert [method for method, _path, _agent in server.asked] == ["HEAD", "HEAD", "GET"]


@override_settings(PORTAL_BASE_URL="https://portaal.example")
def test_the_server_can_see_who_asks(checker, server):
    checker.check(at(server, "/goed"))

    assert server.asked[0][2] == "mra-portal-address-check (+https://portaal.example)"


def test_one_host_gets_a_pause_between_two_questions(checker, server, clock):
    for path in ("/goed", "/weg"):
        checker.check(at(server, path))

    assert clock.slept == [checker.pause] * 2  # HEAD of the second, and its GET


def test_it_stops_following_after_a_few_redirects(checker, server):
    checker.check(at(server, "/rond"))

    assert len(server.asked) == checker.redirects + 1


def test_a_server_that_is_gone_is_broken(checker):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}/"
        answer = checker.check(address)

    assert (answer.is_ok, answer.detail) == (False, "geen-verbinding")


@pytest.mark.parametrize(
    "url",
    ["ftp://example.com/", "file:///etc/passwd", "javascript:alert(1)", "http://", "https://[::1", "geen adres", ""],
)
def test_what_is_no_web_address_is_not_asked(checker, url):
    assert checker.check(url).detail == "geen-webadres"


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://10.0.0.8/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://0.0.0.0/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://2130706433/",
    ],
)
def test_this_machine_and_its_network_are_never_asked(clock, url):
    checker = AddressChecker(sleep=clock.sleep, clock=clock.look)

    assert checker.check(url).detail == "niet-openbaar"


def test_a_redirect_to_this_machine_is_not_followed(server, clock, monkeypatch):
    """The first address passes for a public one; what it sends on to does not."""
    seen = iter([True, False])
    monkeypatch.setattr("financing.addresses.is_public", lambda address: next(seen))
    checker = AddressChecker(sleep=clock.sleep, clock=clock.look)

    answer = checker.check(at(server, "/verder"))

    assert answer.detail == "niet-openbaar"
    assert [path for _method, path, _agent in server.asked] == ["/verder"]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_which_addresses_are_public(address, expected):
    assert is_public(address) == expected


@pytest.fixture
def run(server, clock, monkeypatch):
    """Runs the command against the server, for these paths only; what it says."""
    FinancingOption.objects.update(url="")

    def run_for(*paths, clock=clock, **options):
        for path in paths:
            builders.option(url=at(server, path))
        checker = partial(AddressChecker, allow_private=True, sleep=clock.sleep, clock=clock.look)
        monkeypatch.setattr(check_addresses.Command, "checker_class", checker)
        out = StringIO()
        call_command("check_addresses", stdout=out, **options)
        return out.getvalue()

    return run_for


def outcomes():
    return {check.url.rpartition("/")[2]: (check.outcome, check.detail) for check in AddressCheck.objects.all()}


@pytest.mark.django_db
def test_the_command_notes_what_every_address_answered(run):
    said = run("/goed", "/weg", "/dicht")

    assert outcomes() == {"goed": ("ok", "200"), "weg": ("broken", "404"), "dicht": ("ok", "403")}
    assert "3 addresses tried: 2 answer, 1 do not." in said


@pytest.mark.django_db
def test_an_address_that_works_again_is_noted(run, server):
    long_ago = datetime(2020, 1, 1, tzinfo=UTC)
    AddressCheck.objects.create(url=at(server, "/goed"), checked_at=long_ago, outcome="broken", detail="404")

    run("/goed")

    assert outcomes() == {"goed": ("ok", "200")}
    assert AddressCheck.objects.get().checked_at > long_ago


@pytest.mark.django_db
def test_the_limit_leaves_the_rest_for_the_next_time(run, server):
    run("/goed", "/weg", limit=1)
    first = set(outcomes())
    run(limit=1)

    assert len(first) == 1
    assert set(outcomes()) == {"goed", "weg"}
    assert len({path for _method, path, _agent in server.asked}) == 2


@pytest.mark.django_db
def test_it_begins_nothing_new_when_the_time_is_up(run):
    said = run("/goed", "/weg", clock=Clock(step=100), minutes=1)

    assert outcomes() == {}
    assert "2 left for the next time" in said


@pytest.mark.django_db
def test_drafts_and_empty_addresses_are_not_tried_and_one_address_once(run, server):
    builders.option(url=at(server, "/weg"), live=False)

    run("/goed", "/goed")

    assert set(outcomes()) == {"goed"}
    assert len(server.asked) == 1


def test_hosts_take_turns():
    urls = ["https://a.example/1", "https://a.example/2", "https://b.example/1", "https://a.example/3"]

    assert check_addresses.in_turns(urls) == [urls[0], urls[2], urls[1], urls[3]]
