"""Every public page, fetched once in both languages: it answers, is light, and all that it links to is there."""

import gzip
import re
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import resolve
from django.utils import translation

from tests.addresses import EDITORIAL_PAGES, row_addresses
from tests.browser.addresses import DUTCH, is_missing

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

PAGES = [prefix + address for address in dict.fromkeys(DUTCH + EDITORIAL_PAGES) for prefix in ("", "/en")]
FIRST_VISIT_BYTES = 100_000


class _Page(HTMLParser):
    """Where the links of a page lead, on this site, and the files it needs before it is whole."""

    def __init__(self, address: str, text: str):
        super().__init__()
        self.address = address
        self.links, self.files, self.names, self.fragments = set(), set(), set(), set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.names.add(attrs.get("id"))
        for link in filter(None, (attrs.get(name) for name in ("href", "src", "action"))):
            target, fragment = urldefrag(urljoin(f"http://here{self.address}", link))
            if link.startswith("#") and fragment:
                self.fragments.add(fragment)
            if urlsplit(target).netloc == "here":
                self.links.add(target.removeprefix("http://here"))
        if tag == "link" and attrs.get("rel") == "stylesheet" and attrs.get("media") != "print":
            self.files.add(attrs["href"])
        elif tag == "script" and attrs.get("src"):
            self.files.add(attrs["src"])


def fetch(client, address) -> tuple[int, bytes]:
    """(status, body) of an address on the site."""
    answer = client.get(address, headers={"Accept": "text/html"}, follow=True)
    return answer.status_code, b"".join(answer.streaming_content) if answer.streaming else answer.content


@pytest.fixture(scope="module")
def fetched(django_db_setup, django_db_blocker):
    """Address -> (status, body) of every page."""
    with django_db_blocker.unblock():
        client = Client()
        return {address: fetch(client, address) for address in PAGES}


@pytest.fixture(scope="module")
def read(fetched):
    return {address: _Page(address, body.decode()) for address, (_status, body) in fetched.items()}


def test_every_page_answers(fetched):
    assert {address: status for address, (status, _body) in fetched.items()} == {
        address: 404 if is_missing(address) else 200 for address in PAGES
    }


def test_a_first_visit_weighs_little(client, fetched, read):
    """HTML, CSS and JavaScript together, compressed as production does it."""
    files = {path for page in read.values() for path in page.files}
    weights = {path: len(gzip.compress(fetch(client, path)[1])) for path in files}
    visits = {
        address: len(gzip.compress(fetched[address][1])) + sum(weights[path] for path in page.files)
        for address, page in read.items()
    }

    assert min(weights.values()) > 100
    assert {address: weight for address, weight in visits.items() if weight > FIRST_VISIT_BYTES} == {}


def test_every_internal_link_leads_somewhere(client, read):
    answered = {*PAGES, *row_addresses()}  # row_addresses are asked for in tests/test_public_pages.py
    links = {link: address for address, page in read.items() for link in page.links if link not in answered}
    answers = {link: fetch(client, link)[0] for link in {_kind(link): link for link in sorted(links)}.values()}

    # What cannot be found has no other language either: only those links may fail.
    dead = {link: links[link] for link, status in answers.items() if status != 200 and not is_missing(link)}
    assert dead == {}
    assert len(answers) > 300


def _kind(link: str) -> tuple:
    """Of links that ask the same questions of the same kind of page, in one language, one is enough."""
    path, query = urlsplit(link).path, urlsplit(link).query
    if not query:
        return (path,)
    with translation.override("nl"):  # without the prefix the addresses are the same
        route = resolve(path.removeprefix("/en")).route
    return path.startswith("/en/"), route, tuple(sorted({*re.findall(r"([\w-]+)=", query)}))


def test_fragments_lead_somewhere(read):
    astray = {(address, name) for address, page in read.items() for name in page.fragments - page.names}
    assert astray == set()
