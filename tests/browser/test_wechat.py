"""WeChat's browser at 360 px: the way to a file is shown where a page offers one, and no page needs it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cases.services.settings_change import calendar_renew
from tests.browser.scene import context_for
from tests.web.test_wechat import ANDROID


@pytest.fixture
def tab(scene, browser):
    calendar_renew(user=scene.people["alice"])
    context = context_for(browser, scene, "alice", reduced_motion="reduce", user_agent=ANDROID)
    tab = context.new_page()
    tab.set_viewport_size({"width": 360, "height": 740})
    yield tab
    context.close()


def test_it_shows_the_way_out_where_a_file_is_offered_and_nowhere_else(scene, tab):
    hint = tab.locator(".for-files")
    for name, shown in (("me-calendar", True), ("today", False), ("case-new", False)):
        tab.goto(scene.url + reverse(name))
        assert hint.count() == 1
        assert hint.is_visible() is shown, name
        assert tab.evaluate("document.documentElement.scrollWidth") <= 360, name


def test_it_keeps_the_case_within_360_pixels(scene, tab):
    for name in ("case", "case-log", "case-say", "case-up"):
        tab.goto(scene.url + reverse(name, args=[scene.ref("S76")]))
        assert tab.evaluate("document.documentElement.scrollWidth") <= 360, name
