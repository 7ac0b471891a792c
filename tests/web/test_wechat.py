"""Inside WeChat nothing can be saved: the frame says how to open the page in a browser, and there alone."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cases.domain.devices import in_wechat
from cases.services.settings_change import calendar_renew

pytestmark = pytest.mark.django_db
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 MicroMessenger/8.0.50 Language/zh_CN"
)
ANDROID = (
    "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Version/4.0 Chrome/116.0.0.0 Mobile Safari/537.36 XWEB/1160065 "
    "MMWEBSDK/20240404 MicroMessenger/8.0.49.2600(0x28003133) WeChat/arm64 NetType/WIFI Language/zh_CN"
)
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1"


@pytest.mark.parametrize(("agent", "inside"), [(IPHONE, True), (ANDROID, True), (SAFARI, False), ("", False)])
def test_it_knows_wechat_by_what_its_browser_says(agent, inside):
    assert in_wechat(agent) is inside


@pytest.mark.parametrize("agent", [IPHONE, ANDROID])
def test_it_says_how_to_open_the_page_in_a_browser(as_alice, alice, agent):
    calendar_renew(user=alice)
    page = as_alice.get(reverse("me-calendar"), headers={"User-Agent": agent})
    assert "在浏览器打开" in page.content.decode()
    assert "User-Agent" in page["Vary"]
    # The address can be copied all the same: no feature needs the download.
    assert 'data-copy="#feed-text"' in page.content.decode()


def test_it_says_nothing_of_it_elsewhere(as_alice, alice):
    calendar_renew(user=alice)
    assert "for-files" not in as_alice.get(reverse("me-calendar"), headers={"User-Agent": SAFARI}).content.decode()


def test_it_marks_every_download_for_the_hint(as_alice):
    from cases.templatetags.ui import icon

    assert 'class="ico ico-download"' in icon("download")
    assert 'class="ico b"' in icon("bell", "b")
