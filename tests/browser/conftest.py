"""A real Chromium. A page whose console complains (a blocked script, a missing file) fails its test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import connection
from django.test.utils import setup_databases, teardown_databases
from playwright.sync_api import Browser, ConsoleMessage, Page

from tests.browser.phone import Phone, phone_of
from tests.browser.scene import Scene, running_scene

AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def _is_complaint(message: ConsoleMessage) -> bool:
    # A form with errors answers 422, which Chromium reports like a missing file.
    return message.type == "error" and "status of 422" not in message.text


@pytest.fixture(scope="module")
def scene(django_db_setup: None, django_db_blocker: Any) -> Iterator[Scene]:
    """One populated installation for all tests of a module; they look, they do not change it."""
    with django_db_blocker.unblock(), ExitStack() as stack:
        if connection.settings_dict["NAME"] != connection.settings_dict["TEST"]["NAME"]:
            # pytest-django makes the test database only where a test of the run is marked for it.
            made = setup_databases(verbosity=0, interactive=False)
            stack.callback(teardown_databases, made, verbosity=0)
        yield stack.enter_context(running_scene())


@pytest.fixture
def phone(browser: Browser, scene: Scene, monkeypatch: pytest.MonkeyPatch) -> Iterator[Phone]:
    """Alice's phone, with a server of its own that can go away."""
    with phone_of(browser, scene, monkeypatch) as held:
        yield held


@pytest.fixture
def open_page(browser: Browser, live_server: Any) -> Iterator[Callable[..., Page]]:
    """Give open_page(path, width=390, **context options), a page on the live server."""
    contexts, complaints = [], []

    def opened(path: str, width: int = 390, **options: Any) -> Page:
        # What the service worker fetches passes by the tests that hold a file back or watch what is sent.
        options.setdefault("service_workers", "block")
        context = browser.new_context(viewport={"width": width, "height": 844}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: complaints.append(m.text) if _is_complaint(m) else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{live_server.url}{path}")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not complaints


@pytest.fixture
def axe_violations() -> Callable[[Page], list[tuple[str, str]]]:
    """Give axe_violations(page): (rule, first element) of each breach of WCAG 2.2 AA or best practice."""

    def violations(page: Page) -> list[tuple[str, str]]:
        # As tall as its content: else a fixed bar lies over whatever happens to be at the fold.
        size = page.viewport_size or {"width": 390, "height": 844}
        height = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({"width": size["width"], "height": height})
        found = Axe().run(page, options={"runOnly": AXE_RULES}).response
        assert len(found["passes"]) > 10, "axe looked at nothing"
        return [(each["id"], each["nodes"][0]["html"]) for each in found["violations"]]

    return violations
