"""Every public page in the browser: accessible, whole at every width, and steady while it loads.

What needs no browser (does it answer, what does it weigh, where do its links lead) is in `tests/test_links.py`.
"""

import itertools
from pathlib import Path

import axe_playwright_python
import pytest

from tests.browser.addresses import DUTCH, ENGLISH_LAYOUTS, LAYOUTS, is_missing

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db,
    pytest.mark.any_database,  # the journeys walk on both; how a page looks does not depend on what stores its rows
]

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
# Only what is wrong comes back to us, in short. What `preload` fetches again is for rules about sound and turning,
# which nothing here has or asks for.
AXE_RUN = """() => axe.run(document, {
    rules: {"target-size": {enabled: true}}, resultTypes: ["violations"], preload: false,
}).then(({violations}) => violations.map(({id, nodes}) => `${id}: ${nodes[0].target} (${nodes.length}×)`))"""
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


def shift_of(page) -> float:
    """How much the page moved while it loaded.

    On a busy machine a font may come after the first paint, and a line in its stand-in may wrap otherwise. So a page
    that moved is loaded once more, with the font at hand: what moves by itself moves again.
    """
    shift = page.evaluate(SHIFT)
    if shift > LAYOUT_SHIFT:
        page.reload(wait_until="load")
        shift = page.evaluate(SHIFT)
    return shift


def axe_findings(page) -> list[str]:
    page.evaluate(AXE)
    return page.evaluate(AXE_RUN)


def heading_findings(page) -> list[str]:
    levels = page.evaluate(HEADING_LEVELS)
    skips = [f"h{after} after h{before}" for before, after in itertools.pairwise(levels) if after > before + 1]
    return skips if levels.count(1) == 1 and levels[0] == 1 else [*skips, f"headings are {levels}"]


def width_findings(page, width) -> list[str]:
    page.set_viewport_size({"width": width, "height": 900})
    sideways = [f"{name} sticks out at {width} px" for name in page.evaluate(SIDEWAYS)]
    return sideways + [f"“{text}” is cut off at {width} px" for text in page.evaluate(CUT_OFF)]


def zoom_findings(page) -> list[str]:
    """200 % zoom: half as many CSS pixels. The words of the page are all still there, none cut off."""
    page.set_viewport_size({"width": 1280, "height": 900})
    words = page.evaluate(READABLE)
    findings = width_findings(page, 640)
    left = page.evaluate(READABLE)
    findings += [] if left >= words else [f"{words} words at 1280 px, {left} at twice the size"]
    filters_lost = page.locator(".refine").count() and not page.locator(".refine-toggle").is_visible()
    return [*findings, "the filters cannot be reached"] if filters_lost else findings


@pytest.mark.parametrize("address", DUTCH + ENGLISH_LAYOUTS)
def test_page_is_accessible_and_whole(open_page, faults, address):
    """Dutch on a wide screen in light, English on a phone in the dark; then both narrower and narrower."""
    english = address.startswith("/en/")
    page = open_page(width=360, dark=True) if english else open_page(width=1280)
    visit(page, faults, address)
    findings = axe_findings(page) + heading_findings(page)
    shift = shift_of(page)
    if shift > LAYOUT_SHIFT:
        findings.append(f"the page moves while it loads: {shift:.3f}")
    if address in LAYOUTS:
        findings += zoom_findings(page)
    findings += width_findings(page, 768) + width_findings(page, 320)
    assert page.evaluate("document.documentElement.lang") == ("en" if english else "nl")
    assert findings == []


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("address", ["/", "/en/"])
def test_names_in_the_region_picture_do_not_touch(open_page, faults, address, width):
    page = open_page(width=width)
    visit(page, faults, address)
    picture = page.evaluate(OVERLAPS)
    assert picture["count"] >= 30
    assert picture["found"] == []
