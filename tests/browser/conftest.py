"""A real browser on a real server that shows the committed content of the session.

`open_page(width=…, dark=…, javascript=…)` gives a page of Playwright in a fresh context; `page` is the plain one. What
goes wrong unseen fails the test all the same: an error in the console, a script that breaks, a breach of the content
security policy, a request that fails or that leaves for another host. A test that expects one says so with
`faults.expect("404")`.

The browser is found through PORTAL_BROWSER (a path) or on the PATH. Without one these tests are skipped, and fail in
CI, where the environment variable CI is set.
"""

import os
import shutil
from urllib.parse import urlsplit

import pytest
from django.db import connections
from django.test.testcases import LiveServerThread
from playwright.sync_api import sync_playwright

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"),
    "--disable-features=LocalNetworkAccessChecks",  # else no page of another site may frame the site of a test
)


@pytest.fixture(scope="session")
def site(django_db_setup):
    """The address of the site, without a slash at the end. Nothing is flushed when it stops.

    Every request has a thread and a database connection of its own, closed with the request, so that the test database
    can be dropped. Tests carry the mark `django_db`, which lets the server reach the database while they run.
    """
    thread = LiveServerThread("127.0.0.1", static_handler=lambda handler: handler)  # WhiteNoise serves static files
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    yield f"http://{thread.host}:{thread.port}"
    thread.terminate()


@pytest.fixture(scope="session")
def browser():
    path = os.environ.get("PORTAL_BROWSER") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if not path:
        reason = f"no browser: set PORTAL_BROWSER, or put one of {', '.join(BROWSERS)} on the PATH"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    # Playwright keeps an event loop in this thread; Django would refuse its ORM to every test that comes after.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()
        # Under that loop Django kept connections of its own, which nobody finds again once the loop is gone.
        connections.close_all()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


class Faults:
    """What went wrong on the pages of a test, as sentences; `expect` lets those through that hold a text."""

    def __init__(self, site: str):
        self.host = urlsplit(site).netloc
        self._found, self._expected = [], []

    def expect(self, text: str) -> None:
        self._expected.append(text)

    def watch(self, page) -> None:
        page.on("console", lambda message: message.type in ("error", "warning") and self._note("console", message.text))
        page.on("pageerror", lambda error: self._note("script", error))
        page.on("requestfailed", self._request_failed)
        page.on("request", self._request)
        page.on("response", self._response)

    def _request(self, request) -> None:
        address = urlsplit(request.url)
        if address.scheme in ("http", "https") and address.netloc != self.host:
            self._note("request elsewhere", request.url)

    def _request_failed(self, request) -> None:
        if request.failure != "net::ERR_ABORTED":  # a page that is left before it is whole
            self._note("request failed", f"{request.url} {request.failure}")

    def _response(self, response) -> None:
        if response.status >= 400:
            self._note("answer", f"{response.status} {response.url}")

    def _note(self, kind: str, text) -> None:
        self._found.append(f"{kind}: {text}")

    @property
    def unexpected(self) -> list[str]:
        return [fault for fault in self._found if not any(text in fault for text in self._expected)]


@pytest.fixture
def faults(site):
    faults = Faults(site)
    yield faults
    assert faults.unexpected == []


@pytest.fixture
def open_page(site, browser, faults):
    """A function that opens a page in a context of its own; addresses may begin with a slash."""
    contexts = []

    def open_page(*, width=1280, height=900, dark=False, javascript=True, scale=1):
        context = browser.new_context(
            base_url=site,
            viewport={"width": width, "height": height},
            device_scale_factor=scale,
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            java_script_enabled=javascript,
            locale="nl-NL",
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        faults.watch(page)
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def page(open_page):
    return open_page()
