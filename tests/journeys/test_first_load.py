"""What a first visit costs over the wire, through the server and the compressed files shoppers get."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.journeys.steps import sign_up, write_the_case

MOST_BYTES, MOST_HTML, MOST_REQUESTS = 120 * 1024, 25 * 1024, 10
# What moves by itself (a late font, a script) moves at each load. On a busy machine a frame may also be drawn between
# two pieces of the page, and the text in the middle of one word: not at each of three loads, and hardly visible.
MOST_SHIFT, LOADS = 0.01, 3


class Load:
    """Watches one tab from its first byte on."""

    def __init__(self, page: Page) -> None:
        self.page, self.bytes, self.urls, self.shifted = page, 0, [], 0.0
        control = page.context.new_cdp_session(page)
        control.send("Network.enable")
        control.send("Network.setCacheDisabled", {"cacheDisabled": True})
        # What it would keep for later is not part of a first load.
        control.send("Network.setBypassServiceWorker", {"bypass": True})
        control.on("Network.loadingFinished", self._finished)
        control.on("Network.requestWillBeSent", lambda event: self.urls.append(event["request"]["url"]))
        page.add_init_script(
            "window.shifted = 0; new PerformanceObserver(list => list.getEntries().forEach(e => {"
            " if (!e.hadRecentInput) window.shifted += e.value; })).observe({type: 'layout-shift', buffered: true});"
        )

    def _finished(self, event: dict) -> None:
        self.bytes += int(event["encodedDataLength"])

    def of(self, path: str) -> Load:
        response = self.page.goto(path, wait_until="networkidle")
        assert response is not None
        assert response.status == 200
        self.html = len(response.body())
        return self


def check(load: Load, home: str) -> None:
    shown = [url for url in load.urls if url.startswith("http")]
    assert {urlsplit(url).netloc for url in shown} == {urlsplit(home).netloc}
    assert len(shown) <= MOST_REQUESTS, shown
    assert load.bytes <= MOST_BYTES, f"{load.bytes} bytes"
    assert load.bytes > load.html, "the watch saw nothing"
    assert load.html <= MOST_HTML, f"{load.html} bytes of HTML"
    assert still(load.page)


def still(page: Page) -> bool:
    for _ in range(LOADS):
        shifted = page.evaluate("window.shifted")
        assert shifted <= MOST_SHIFT
        if not shifted:
            return True
        page.reload(wait_until="networkidle")
    return False


OPEN = (
    *("/", "/new/", "/accounts/signup/", "/accounts/login/", "/about/sources/", "/en/"),
    *("/guides/", "/guides/jd/"),
)


@pytest.mark.parametrize("path", OPEN)
def test_it_loads_little_for_a_stranger(phone, installation, path):
    check(Load(phone).of(path), installation.url)


def test_it_loads_little_for_a_shopper(browser, phone, installation, mailbox):
    write_the_case(phone)
    sign_up(phone, mailbox, "weight@example.com")
    case = urlsplit(phone.url).path
    for path in ("/today/", "/c/", case, f"{case}log/", f"{case}say/", "/inbox/", "/me/"):
        page = phone.context.new_page()
        check(Load(page).of(path), installation.url)
        page.close()


def test_it_serves_files_that_may_be_kept_for_ever(phone, installation):
    load = Load(phone).of("/")
    files = [url for url in load.urls if "/static/" in url]
    assert len(files) >= 4
    for url in files:
        headers = phone.request.get(url).headers
        assert "immutable" in headers["cache-control"], url
