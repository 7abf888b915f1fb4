"""Every public page, in both languages: accessible, whole at every width, steady while it loads, light, and linked."""

import gzip
import itertools
import re
from html.parser import HTMLParser
from urllib.error import HTTPError
from urllib.parse import urldefrag, urljoin, urlsplit
from urllib.request import Request, urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings

from tests.browser.addresses import DUTCH, ENGLISH, ENGLISH_LAYOUTS, LAYOUTS, is_missing

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db,
    # The journeys walk on both; how a page looks does not depend on what stores its rows.
    pytest.mark.skipif("postgresql" in settings.DATABASES["default"]["ENGINE"], reason="looks are checked on SQLite"),
]

AXE_OPTIONS = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}
FIRST_VISIT_BYTES = 100_000
LAYOUT_SHIFT = 0.02

# The headings in order, as far as they can be seen or heard.
HEADING_LEVELS = """() => [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
    .filter(heading => heading.checkVisibility()).map(heading => Number(heading.tagName[1]))"""

# Everything that ends beyond the right edge of the window, apart from what scrolls inside a region of its own.
SIDEWAYS = """() => {
    const edge = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= edge + 1) return [];
    return [...document.body.querySelectorAll("*")]
        .filter(element => element.getBoundingClientRect().right > edge + 1)
        .map(element => element.className || element.tagName).slice(0, 5);
}"""

# Text of the page itself that is cut off by its own box, not hidden on purpose.
CUT_OFF = """() => [...document.querySelectorAll("main *, header *, footer *")]
    .filter(element => element.checkVisibility() && element.childElementCount === 0 && element.textContent.trim())
    .filter(element => !element.closest(".visually-hidden, svg, [popover]:not(:popover-open), thead"))
    .filter(element => element.scrollWidth > element.clientWidth + 1
        && getComputedStyle(element).display !== "inline" && getComputedStyle(element).overflowX !== "visible"
        && getComputedStyle(element).clipPath === "none")
    .map(element => element.textContent.trim().slice(0, 60))"""

# The words of the page that can be read now, pictures and filters (on a phone in the sheet) apart.
READABLE = """() => {
    const words = element => element.innerText.split(/\\s+/).filter(Boolean);
    const pictures = "svg text, .refine, .refine-toggle, .table__off, .routemap__columns, .cross__table";
    const apart = [...document.querySelectorAll(`main :is(${pictures})`)].flatMap(
        element => (element.checkVisibility() ? words({innerText: element.innerText ?? element.textContent}) : []));
    return words(document.querySelector("main")).length - apart.length;
}"""

# Two frames after a change of colours everything has them; a busy machine shows a mixture before that.
PAINTED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"

SHIFT = """() => new Promise(resolve => {
    let shift = 0;
    const observer = new PerformanceObserver(list => list.getEntries().forEach(add));
    const add = entry => { if (!entry.hadRecentInput) shift += entry.value; };
    observer.observe({type: "layout-shift", buffered: true});
    document.fonts.ready.then(() => requestAnimationFrame(() => requestAnimationFrame(() => {
        observer.takeRecords().forEach(add);
        resolve(shift);
    })));
})"""

OVERLAPS = """() => {
    const boxes = [...document.querySelectorAll(".region__picture text")]
        .filter(text => text.checkVisibility() && text.getBoundingClientRect().width)
        .map(text => [text.textContent, text.getBoundingClientRect()]);
    const found = [];
    boxes.forEach(([text, a], index) => boxes.slice(index + 1).forEach(([other, b]) => {
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (wide > 1 && high > 4) found.push(`${text} on ${other}: ${wide.toFixed(1)} by ${high.toFixed(1)} px`);
    }));
    return {count: boxes.length, found};
}"""


def visit(page, faults, address):
    if is_missing(address):
        faults.expect("404")
    page.goto(address, wait_until="load")
    page.evaluate("document.fonts.ready.then(() => true)")


def axe_findings(page) -> list[str]:
    violations = Axe().run(page, options=AXE_OPTIONS).response["violations"]
    return [f"{found['id']}: {found['nodes'][0]['target']} ({len(found['nodes'])}×)" for found in violations]


def heading_findings(page) -> list[str]:
    levels = page.evaluate(HEADING_LEVELS)
    skips = [f"h{after} after h{before}" for before, after in itertools.pairwise(levels) if after > before + 1]
    return skips if levels.count(1) == 1 and levels[0] == 1 else [*skips, f"headings are {levels}"]


def width_findings(page, width) -> list[str]:
    page.set_viewport_size({"width": width, "height": 900})
    sideways = [f"{name} sticks out at {width} px" for name in page.evaluate(SIDEWAYS)]
    return sideways + [f"“{text}” is cut off at {width} px" for text in page.evaluate(CUT_OFF)]


@pytest.mark.parametrize("address", DUTCH + ENGLISH_LAYOUTS)
def test_page_is_accessible_and_whole(open_page, faults, address):
    """Dutch on a wide screen in light, English on a phone in the dark; then both narrower and narrower."""
    english = address.startswith("/en/")
    page = open_page(width=360, dark=True) if english else open_page(width=1280)
    visit(page, faults, address)
    findings = axe_findings(page) + heading_findings(page)
    shift = page.evaluate(SHIFT)
    if shift > LAYOUT_SHIFT:
        findings.append(f"the page moves while it loads: {shift:.3f}")
    findings += width_findings(page, 768) + width_findings(page, 320)
    assert page.evaluate("document.documentElement.lang") == ("en" if english else "nl")
    assert findings == []


@pytest.mark.parametrize("address", LAYOUTS)
def test_every_layout_is_accessible_in_the_other_colours(open_page, faults, address):
    page = open_page(width=360)
    visit(page, faults, address)
    on_a_phone = axe_findings(page)
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.evaluate(PAINTED)
    assert on_a_phone + axe_findings(page) == []


@pytest.mark.parametrize("address", LAYOUTS)
def test_nothing_is_lost_at_twice_the_size(open_page, faults, address):
    """200 % zoom: half as many CSS pixels. The words of the page are all still there, none cut off."""
    page = open_page(width=1280, scale=2)
    visit(page, faults, address)
    words = page.evaluate(READABLE)
    findings = width_findings(page, 640)
    assert page.evaluate(READABLE) >= words
    if page.locator(".refine").count():
        assert page.locator(".refine-toggle").is_visible()
    assert findings == []


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("address", ["/", "/en/"])
def test_names_in_the_region_picture_do_not_touch(open_page, faults, address, width):
    page = open_page(width=width)
    visit(page, faults, address)
    picture = page.evaluate(OVERLAPS)
    assert picture["count"] >= 30
    assert picture["found"] == []


class _Page(HTMLParser):
    """The links of a page and the files it needs before it is whole."""

    def __init__(self, text: str):
        super().__init__()
        self.links, self.files = set(), set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag in ("a", "form"):
            self.links.add(attrs.get("href") or attrs.get("action"))
        elif tag == "link" and attrs.get("rel") == "stylesheet" and attrs.get("media") != "print":
            self.files.add(attrs["href"])
        elif tag == "script" and attrs.get("src"):
            self.files.add(attrs["src"])


def fetch(site, address) -> tuple[int, bytes]:
    """(status, body) of an address on the site."""
    try:
        with urlopen(Request(urljoin(site, address), headers={"Accept": "text/html"}), timeout=20) as answer:
            return answer.status, answer.read()
    except HTTPError as error:
        with error:
            return error.code, error.read()


@pytest.fixture(scope="module")
def fetched(site, django_db_blocker):
    """Every page of the sweep, fetched once: address -> (status, body)."""
    with django_db_blocker.unblock():
        return {address: fetch(site, address) for address in DUTCH + ENGLISH}


def test_every_page_answers(fetched):
    assert {address: status for address, (status, _body) in fetched.items()} == {
        address: 404 if is_missing(address) else 200 for address in DUTCH + ENGLISH
    }


def test_a_first_visit_weighs_little(site, fetched):
    """HTML, CSS and JavaScript together, compressed as production does it."""
    weights = {}
    for address, (_status, body) in fetched.items():
        for path in _Page(body.decode()).files:
            if path not in weights:
                weights[path] = len(gzip.compress(fetch(site, path)[1]))
        weights[address] = len(gzip.compress(body)) + sum(weights[path] for path in _Page(body.decode()).files)
        assert weights[address] <= FIRST_VISIT_BYTES, address


def test_every_internal_link_answers(site, fetched):
    links = {}
    for address, (_status, body) in fetched.items():
        for link in _Page(body.decode()).links:
            target = urldefrag(urljoin(site + address, link or "")).url
            if urlsplit(target).netloc == urlsplit(site).netloc and target.removeprefix(site) not in fetched:
                links.setdefault(target.removeprefix(site), address)
    # Of links that differ in their choices only, one of every combination of questions is enough.
    kinds = {(urlsplit(link).path, tuple(re.findall(r"([\w-]+)=", urlsplit(link).query))): link for link in links}
    answers = {link: fetch(site, link)[0] for link in kinds.values()}
    # What cannot be found has no other language either: only those links may fail.
    dead = {link: links[link] for link, status in answers.items() if status != 200 and not is_missing(link)}
    assert dead == {}
    assert len(answers) > 100


def test_fragments_lead_somewhere(fetched):
    for address, (_status, body) in fetched.items():
        text = body.decode()
        for link in _Page(text).links:
            if link and link.startswith("#") and len(link) > 1:
                assert f'id="{link[1:]}"' in text, (address, link)
