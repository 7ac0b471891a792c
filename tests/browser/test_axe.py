"""Every named address, at three widths, light and dark: accessible, within the screen, quiet, from home alone."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

import polib
import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings
from django.test import Client
from django.utils.html import escape
from playwright.sync_api import Page as Tab

from tests.architecture.rules import ROOT
from tests.browser.addresses import VISITS, Answer, Page, named_addresses, path_of
from tests.browser.scene import LOOKS, PASSWORD, WIDTHS, Scene, context_for, session_key

AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Light and dark differ in colours alone (tests/architecture/test_static.py), so dark is judged by the rules on colour.
RULES_IN = {"light": AXE_RULES, "dark": ["color-contrast", "link-in-text-block"]}
RUN_AXE = """
async ([type, values]) => {
  const found = await axe.run(document, {runOnly: {type, values}, resultTypes: ['violations']});
  const breaches = found.violations.map(v => [v.id, v.nodes.map(n => n.html.slice(0, 160)).slice(0, 3).join(' ... ')]);
  return {passes: found.passes.length, breaches};
}
"""
# Their language is the reader's own, they are for developers, or they edit both languages side by side.
NO_LANGUAGE = {"mail-answer", "hand-off", "shared", "undo", "helper-invite", "styleguide", "styleguide-email"}
NO_LANGUAGE |= {"studio-new", "studio-guide", "studio-step", "studio-publish", "studio-history"}
WATCH_SHIFTS = """
window.shifted = 0;
new PerformanceObserver(list => list.getEntries().forEach(e => { if (!e.hadRecentInput) window.shifted += e.value; }))
  .observe({type: 'layout-shift', buffered: true});
"""


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


def violations(tab: Tab, look: str) -> list[tuple[str, str]]:
    """Return (rule, first element) of each breach on the page as it is now."""
    if not tab.evaluate("Boolean(window.axe)"):
        tab.evaluate(AXE_SCRIPT)
    found = tab.evaluate(RUN_AXE, ["tag" if look == "light" else "rule", RULES_IN[look]])
    assert found["passes"] > (8 if look == "light" else 0), "axe looked at nothing"
    return [tuple(breach) for breach in found["breaches"]]


@pytest.mark.parametrize(("name", "visit"), each(Page))
def test_it_is_accessible_at_every_width_light_and_dark(name, visit, scene, browser):
    context = context_for(browser, scene, visit.who, reduced_motion="reduce")
    tab = context.new_page()
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
        found, shifted = {}, None
        for width in WIDTHS:
            tab.set_viewport_size({"width": width, "height": 844})
            for look in LOOKS:
                tab.emulate_media(color_scheme=look, reduced_motion="reduce")
                if breaches := violations(tab, look):
                    found[width, look] = breaches
                # Later a line may go by itself, as 撤销 does after a quarter of a minute.
                shifted = tab.evaluate("window.shifted") if shifted is None else shifted
            wider = tab.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wider <= 0, f"{wider} px wider than a screen of {width}"
        assert not found
        assert shifted is not None
        assert shifted < 0.01, "the layout shifts while the page loads"
        expected = [f"status of {visit.status}"] if visit.status >= 400 else []
        assert not [said for said in watched.complaints if not any(part in said for part in expected)]
        assert not watched.foreign()
    finally:
        context.close()


def client_of(who: str, scene: Scene) -> Client:
    client = Client()
    if who != "anonymous":
        client.cookies[settings.SESSION_COOKIE_NAME] = session_key(scene, who)
    return client


@pytest.mark.parametrize(("name", "visit"), each(Answer))
def test_it_answers_a_plain_get_as_declared(name, visit, scene):
    response = client_of(visit.who, scene).get(path_of(name, visit, scene))
    assert response.status_code == visit.status
    if visit.content_type:
        assert response.headers["Content-Type"].startswith(visit.content_type)


@pytest.fixture(scope="module")
def chinese_sentences() -> list[str]:
    """What our catalogue says in Chinese, in pieces long enough not to be a shopper's own words."""
    catalogue = polib.pofile(str(ROOT / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"))
    pieces = {piece for entry in catalogue for piece in re.split(r"%\(\w+\)[sd]|<[^>]*>", entry.msgstr)}
    return [escape(piece.strip()) for piece in pieces if len(re.findall(r"[\u4e00-\u9fff]", piece)) > 6]


@pytest.mark.parametrize(("name", "visit"), each(Page))
def test_it_speaks_english_under_its_prefix(name, visit, scene, chinese_sentences):
    """The address alone decides the language; no sentence of ours is left in Chinese."""
    path = path_of(name, visit, scene)
    if visit.reach or name in NO_LANGUAGE:
        return
    response = client_of(visit.who, scene).get(f"/en{path}")
    assert response.status_code == visit.status
    text = response.content.decode()
    assert '<html lang="en"' in text
    # A text to send and the name of a button are Chinese on purpose, and say so.
    text = re.sub(r'<(\w+)\b[^>]*\blang="zh-Hans"[^>]*>.*?</\1>', "", text, flags=re.DOTALL)
    assert not [sentence for sentence in chinese_sentences if sentence in text]


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
