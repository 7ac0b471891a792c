"""The log sheet in a real browser: what it shows follows what is chosen, typed and backdated."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.domain import wording
from cases.domain.zone import local
from tests.browser.scene import context_for


@pytest.fixture(params=["page", "sheet"])
def tab(request, scene, browser):
    context = context_for(browser, scene, "alice", reduced_motion="reduce")
    tab = context.new_page()
    if request.param == "page":
        tab.goto(scene.url + reverse("case-log", args=[scene.ref("S76")]))
    else:
        tab.goto(scene.url + reverse("case", args=[scene.ref("S76")]))
        tab.locator(f"a[href='{reverse('case-log', args=[scene.ref('S76')])}']:visible").first.click()
    tab.locator("#id_words").wait_for()
    yield tab
    context.close()


def said_in(tab, place: str, words: str) -> None:
    tab.locator(place).filter(has_text=words).wait_for()


def test_it_follows_the_choice_the_words_and_the_time(tab, monkeypatch):
    now = timezone.now()
    # The server is in this process: its clock stands still, so that no midnight comes between question and answer.
    monkeypatch.setattr(timezone, "now", lambda: now)
    tab.locator("input[name=promise][value='48h']").check(force=True)
    said_in(tab, "#log-submit", f"存下，{wording.moment(now + timedelta(hours=48), now)[:5]}")
    tab.locator("#id_words").fill("30天内")
    tab.locator("#reading b").wait_for()
    tab.locator("summary", has_text="时间").click()
    at = local(now - timedelta(days=1)).replace(hour=10, minute=0)
    tab.locator("#id_at").fill(at.strftime("%Y-%m-%dT%H:%M"))
    said_in(tab, "#note-24h", "今天 10:00")
    said_in(tab, "#note-48h", "明天 10:00")
    said_in(tab, "#log-submit", "存下，明天 10:00 提醒我")
    day = at + timedelta(days=30)
    said_in(tab, "#reading", f"{day.month}月{day.day}日 24:00")
    # What was chosen and typed is still there.
    assert tab.locator("input[name=promise][value='48h']").is_checked()
    assert tab.locator("#id_words").input_value() == "30天内"


def test_it_loses_no_words_when_the_session_has_ended(tab):
    tab.context.clear_cookies(name="sessionid")
    # What the sheet asks while one writes does not lead away from it.
    with tab.expect_response("**/log/due/**") as read:
        tab.locator("#id_words").fill("客服说下周一给结果")
    assert "hx-redirect" not in read.value.headers
    tab.locator("#log-submit").click()
    tab.get_by_role("heading", name="你已退出登录").wait_for()
    assert tab.get_by_text("客服说下周一给结果").is_visible()
    assert "/accounts/login/" in tab.get_by_role("link", name="登录，回到刚才那页").get_attribute("href")
