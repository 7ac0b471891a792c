"""Every named address, at three widths, light and dark: accessible, within the screen, quiet, from home alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, BrowserContext
from playwright.sync_api import Page as Tab

from tests.browser.addresses import VISITS, Answer, Page, named_addresses, path_of
from tests.browser.scene import LOOKS, PASSWORD, WIDTHS, Scene, context_for

AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WATCH_SHIFTS = """
window.shifted = 0;
new PerformanceObserver(list => list.getEntries().forEach(e => { if (!e.hadRecentInput) window.shifted += e.value; }))
  .observe({type: 'layout-shift', buffered: true});
"""


@pytest.fixture(scope="module")
def contexts(browser: Browser, scene: Scene) -> Iterator[dict[str, BrowserContext]]:
    """One signed-in browser per person, shared: signing in is not what is tested here."""
    people = {who: context_for(browser, scene, who, reduced_motion="reduce") for who in ("anonymous", *scene.people)}
    yield people
    for context in people.values():
        context.close()


def each(kind: type) -> list[Any]:
    return [
        pytest.param(name, visit, id=f"{name}-{number}" if number else name)
        for name, visits in sorted(VISITS.items())
        for number, visit in enumerate(visits)
        if isinstance(visit, kind)
    ]


def test_it_visits_every_named_address():
    names = list(named_addresses())
    assert len(names) > 40
    assert not [name for name in names if name not in VISITS], "add a visit to tests/browser/addresses.py"
    assert not [name for name in VISITS if name not in names], "these addresses are gone"


class Watched:
    """A tab whose complaints and requests are kept."""

    def __init__(self, tab: Tab, scene: Scene) -> None:
        self.tab, self.complaints, self.requests = tab, [], []
        home = urlsplit(scene.url).netloc
        tab.add_init_script(WATCH_SHIFTS)
        tab.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        tab.on("pageerror", lambda error: self.complaints.append(str(error)))
        tab.on("request", lambda request: self.requests.append(request.url))
        self.foreign = lambda: [
            url for url in self.requests if urlsplit(url).scheme in ("http", "https") and urlsplit(url).netloc != home
        ]


def violations(tab: Tab) -> list[tuple[str, str]]:
    found = Axe().run(tab, options={"runOnly": AXE_RULES}).response
    assert len(found["passes"]) > 8, "axe looked at nothing"
    return [(each["id"], each["nodes"][0]["html"][:200]) for each in found["violations"]]


@pytest.mark.parametrize(("name", "visit"), each(Page))
def test_it_is_accessible_at_every_width_light_and_dark(name, visit, scene, browser, contexts):
    fresh = context_for(browser, scene, visit.who, reduced_motion="reduce") if visit.reach else None
    tab = (fresh or contexts[visit.who]).new_page()
    watched = Watched(tab, scene)
    path = path_of(name, visit, scene)
    try:
        if visit.reach:
            visit.reach(tab, scene)
            assert urlsplit(tab.url).path == urlsplit(path).path
        else:
            response = tab.goto(scene.url + path)
            assert response is not None
            assert response.status == visit.status
            assert urlsplit(tab.url).path == urlsplit(path).path, f"sent on to {tab.url}"
        found = {}
        for width in WIDTHS:
            tab.set_viewport_size({"width": width, "height": 844})
            for look in LOOKS:
                tab.emulate_media(color_scheme=look, reduced_motion="reduce")
                if breaches := violations(tab):
                    found[width, look] = breaches
            wider = tab.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wider <= 0, f"{wider} px wider than a screen of {width}"
        assert not found
        assert tab.evaluate("window.shifted") < 0.01, "the layout shifts while the page loads"
        expected = [f"status of {visit.status}"] if visit.status >= 400 else []
        assert not [said for said in watched.complaints if not any(part in said for part in expected)]
        assert not watched.foreign()
    finally:
        tab.close()
        if fresh:
            fresh.close()


@pytest.mark.parametrize(("name", "visit"), each(Answer))
def test_it_answers_a_plain_get_as_declared(name, visit, scene):
    client = Client()
    if visit.who != "anonymous":
        client.force_login(scene.people[visit.who], backend="allauth.account.auth_backends.AuthenticationBackend")
    response = client.get(path_of(name, visit, scene))
    assert response.status_code == visit.status
    if visit.content_type:
        assert response.headers["Content-Type"].startswith(visit.content_type)


@pytest.mark.parametrize(("name", "visit"), each(Page))
def test_it_speaks_english_under_its_prefix(name, visit, scene, contexts):
    """The address alone decides the language: no Chinese in the frame's own words, and the document says en."""
    path = path_of(name, visit, scene)
    if visit.reach or visit.status != 200 or path.startswith(("/styleguide/", "/r/", "/h/", "/s/")):
        return
    tab = contexts[visit.who].new_page()
    try:
        response = tab.goto(f"{scene.url}/en{path}")
        assert response is not None
        assert response.status == 200
        assert tab.locator("html").get_attribute("lang") == "en"
        assert "今天" not in tab.locator("nav").first.inner_text()
    finally:
        tab.close()


def test_it_signs_in_by_password_in_the_same_browser(scene, browser):
    """The sessions the walk uses are the ones a person gets."""
    context = context_for(browser, scene, "anonymous")
    tab = context.new_page()
    tab.goto(f"{scene.url}/accounts/login/")
    tab.fill("input[name=login]", "alice@example.com")
    tab.fill("input[name=password]", PASSWORD)
    tab.locator("main form button[type=submit]").first.click()
    tab.wait_for_url("**/today/")
    context.close()
