"""A shopper with a lapsed promise, in a real browser: the guide with the own letter in it, the filing, the clock.

The scene is this module's own, so it may be changed.
"""

from __future__ import annotations

import re
from urllib.parse import unquote_plus

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.scene import Scene, context_for

NAME = "欧阳示例"


@pytest.fixture
def tab(scene: Scene, browser):
    context = context_for(browser, scene, "alice", reduced_motion="reduce")
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=scene.url)
    yield context.new_page()
    context.close()


def test_it_hands_one_step_to_the_phone_once(tab: Page, scene: Scene, browser) -> None:
    tab.set_viewport_size({"width": 1280, "height": 900})
    tab.goto(scene.url + reverse("case-guide", args=[scene.ref("S76"), "taobao-step-in"]))
    with tab.expect_response("**/hand-off/") as answer:
        tab.locator("#explain").get_by_role("button", name="在手机上打开这一步").click()
    expect(tab.locator("#qr-explain svg.qr")).to_be_visible()
    assert answer.value.status == 200
    # What a camera would read is not read here: the address is asked for again, as the page's own form does.
    from cases.models import HandOff
    from cases.services.hand_off import hand_off_make

    assert HandOff.objects.count() == 1
    token = hand_off_make(
        case=scene.cases["S76"], guide="taobao-step-in", step="explain", now=HandOff.objects.get().made_at
    )
    phone = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
    phone.goto(f"{scene.url}/h/{token}/")
    expect(phone.locator("main")).not_to_contain_text("123456")
    phone.get_by_role("button", name="打开这一步").click()
    expect(phone.locator("#fill-explain")).to_contain_text("订单 123456")
    again = phone.goto(f"{scene.url}/h/{token}/")
    assert again is not None
    assert again.status == 410
    phone.context.close()


def test_it_puts_the_own_name_in_while_copying_and_sends_it_nowhere(tab: Page, scene: Scene) -> None:
    sent: list[str] = []
    tab.on("request", lambda request: sent.append(f"{request.url} {request.post_data or ''}"))
    tab.goto(f"{scene.url}{reverse('case-say', args=[scene.ref('S76')])}?code=T12")
    tab.locator("#seller a").click()
    tab.locator("[name=legal_name]").fill("示例商贸有限公司")
    tab.locator("[name=address]").fill("示例市示例路 1 号")
    tab.get_by_role("button", name="存下").locator("visible=true").click()
    tab.wait_for_url("**/say/?code=T12")
    tab.locator("[name=entrusts][value=同意]").check(force=True)
    tab.get_by_role("button", name="放进文字里").click()
    copy = tab.locator("#letter-copy button")
    copy.click()
    expect(tab.locator("#own-name")).to_be_focused()  # nothing is copied without the name
    tab.locator("#own-name").fill(NAME)
    tab.locator("#own-phone").fill("13800000000")
    tab.locator("#own-address").fill("示例市示例街 2 号")
    with tab.expect_response("**/say/copied/**") as reported:
        copy.click()
    copied = tab.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"投诉人：{NAME} 电话：13800000000 通讯地址：示例市示例街 2 号")
    assert copied.rstrip().split("\n")[-1].startswith(f"投诉人：{NAME} ")
    assert reported.value.status == 204
    assert any("【姓名】" in unquote_plus(one) for one in sent), "the text with its marks was reported"
    assert not [one for one in sent if NAME in unquote_plus(one) or "13800000000" in one]


def test_it_counts_a_call_and_leads_to_the_log(tab: Page, scene: Scene) -> None:
    tab.goto(f"{scene.url}{reverse('case-call', args=[scene.ref('S76')])}?to=platform")
    tab.get_by_role("button", name="开始打，计时").locator("visible=true").click()
    expect(tab.locator("[data-since]")).to_have_text(re.compile(r"^(?!0:00)\d+:\d\d$"))
    tab.get_by_role("button", name="挂了，记下对方说的").locator("visible=true").click()
    tab.wait_for_url("**/log/?call=*")
    expect(tab.locator("[name=channel][value=phone]")).to_be_checked()
    expect(tab.locator("[name=tier][value=platform]")).to_be_checked()


def test_it_files_with_the_guide_and_the_clock_runs(tab: Page, scene: Scene) -> None:
    case = scene.url + reverse("case", args=[scene.ref("S76")])
    tab.goto(case)
    tab.get_by_role("button", name="没回复").locator("visible=true").first.click()
    expect(tab.locator("#next h2")).to_contain_text("申请平台介入")
    # No request is on record: the guide that files it comes first.
    tab.locator("#next .ready a >> nth=0").click()
    tab.wait_for_url("**/guide/taobao-after-sale/")
    tab.goto(scene.url + reverse("case-guide", args=[scene.ref("S76"), "taobao-step-in"]))
    letter = tab.locator("#fill-explain")
    expect(letter).to_contain_text("订单 123456")
    expect(letter).to_contain_text("工号6789")
    expect(letter).to_contain_text("至今没有做到")
    tab.locator("#explain").get_by_role("button", name="复制这段话").click()
    expect(tab.locator("#explain [data-label]").first).to_have_text("已复制，去粘贴")
    assert tab.evaluate("navigator.clipboard.readText()") == letter.inner_text().strip()
    tab.locator(".actbar").get_by_role("link", name="已提交，开始计时").click()
    tab.wait_for_url("**/filing/**")
    tab.locator("[name=number]").fill("纠纷编号 JF-2026-0098")
    expect(tab.locator("#number-kind")).to_have_text("认作：纠纷单 JF-2026-0098")
    tab.locator(".actbar button").click()
    tab.wait_for_url(f"{case}?filed=*")
    expect(tab.locator("#undo")).to_contain_text("对方的时限到")
    expect(tab.locator("#next h2")).to_contain_text("等到")
    expect(tab.locator("#tl")).to_contain_text("你提交了：给平台的说明")
    expect(tab.locator("#tl")).to_contain_text("纠纷单：JF-2026-0098")
    tab.goto(f"{scene.url}{reverse('case-list')}?q=JF20260098")
    expect(tab.locator("#cases .queue")).to_contain_text("衬衫")
