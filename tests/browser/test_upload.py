"""Files sent by the script, and what the page says of each of them: kept, refused, not sent."""

from __future__ import annotations

import base64
import os
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Route, expect

from cases.models import Evidence
from tests.browser.dropping import drop
from tests.browser.scene import PASSWORD, context_for
from tests.exhibits import chat

UNKNOWN = b"\x01\x02\x03"
# What a contact logged meanwhile does to the part of the page that shows evidence.
REDRAWN = """() => { const part = document.getElementById("ev-wrap"); part.innerHTML = part.innerHTML;
  part.querySelector("[data-upload-list]").textContent = ""; }"""


def kept(case: Any) -> int:
    return Evidence.objects.kept().filter(case=case).count()


def test_it_says_what_came_of_each_file_dropped_on_a_case(scene, browser):
    case = scene.cases["S64"]
    context = context_for(browser, scene, "alice", reduced_motion="reduce")
    tab = context.new_page()
    tab.goto(scene.url + reverse("case", args=[case.ref]))
    lines = tab.locator("#ev-wrap [data-upload-list] > li")
    drop(tab, 怪文件=UNKNOWN)
    expect(lines.locator(".bad")).to_contain_text("认不出")
    expect(lines).to_contain_text("怪文件")
    before = kept(case)
    drop(tab, 一=chat(201), 二=chat(202), 三=chat(203))
    expect(lines.locator("a")).to_have_count(3)
    # The record beside shows them too, without a reload.
    for line in lines.locator("a").all():
        number = line.inner_text().removeprefix("证据").strip()
        expect(tab.locator("#tl").get_by_text(f"添加了证据 {number}", exact=False)).to_have_count(1)
    expect(lines).to_have_count(4)
    expect(lines.first).to_contain_text("怪文件")  # the refusal stays
    assert "没有传上去" not in tab.locator("main").inner_text()
    assert kept(case) == before + 3
    context.close()


def test_it_says_what_came_of_a_file_when_the_page_has_changed_meanwhile(scene, browser):
    case = scene.cases["S6"]
    context = context_for(browser, scene, "alice", reduced_motion="reduce")
    tab = context.new_page()
    tab.goto(scene.url + reverse("case", args=[case.ref]))

    def redrawn_on_the_way(route: Route) -> None:
        tab.evaluate(REDRAWN)
        route.continue_()

    tab.route("**/evidence/add/", redrawn_on_the_way)
    drop(tab, 一=chat(204))
    lines = tab.locator("#ev-wrap [data-upload-list] > li")
    expect(lines.locator("a")).to_have_count(1)
    assert lines.locator("button").count() == 0
    drop(tab, 二=UNKNOWN)
    expect(lines.locator(".bad")).to_contain_text("二")
    context.close()


def test_it_shortens_a_name_that_no_form_could_name(scene, browser):
    case = scene.cases["S6"]
    context = context_for(browser, scene, "alice", reduced_motion="reduce")
    tab = context.new_page()
    tab.goto(scene.url + reverse("case-evidence", args=[case.ref]))
    drop(tab, **{"长" * 4096 + ".png": chat(205)})
    expect(tab.locator("[data-upload-list] a")).to_have_count(1)
    shown = Evidence.objects.kept().filter(case=case).latest("pk").shown_name
    assert (len(shown), shown[-5:]) == (150, "长.png")
    context.close()


@pytest.mark.parametrize("size", [0, 1_500_000])
def test_it_keeps_the_file_while_the_shopper_signs_in_again(size, scene, browser):
    case = scene.cases["S6"]
    context = context_for(browser, scene, "alice", reduced_motion="reduce")
    tab = context.new_page()
    tab.goto(scene.url + reverse("case-evidence", args=[case.ref]))
    before = kept(case)
    context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    drop(tab, **{"聊天.png": chat(206) + os.urandom(size)})
    line = tab.locator("[data-upload-list] li")
    expect(line).to_contain_text("聊天.png")
    expect(line).to_contain_text("请先登录")
    expect(tab.locator("[data-upload-list] progress")).to_have_count(0)
    with context.expect_page() as opened:
        line.get_by_role("link", name="登录").click()
    other = opened.value
    other.fill("input[name=login]", "alice@example.com")
    other.fill("input[name=password]", PASSWORD)
    other.locator("input[name=password]").press("Enter")
    # Back where the file was to go.
    other.wait_for_url(f"**{reverse('case-evidence', args=[case.ref])}")
    line.get_by_role("button").click()
    expect(line.locator("a")).to_contain_text("证据")
    assert kept(case) == before + 1
    context.close()


def test_it_sends_two_large_files_that_look_the_same_from_outside(scene, browser):
    case = scene.cases["S6"]
    context = context_for(browser, scene, "alice", reduced_motion="reduce")
    tab = context.new_page()
    tab.goto(scene.url + reverse("case-evidence", args=[case.ref]))
    before = kept(case)
    tab.evaluate(
        """(sent) => {
      const transfer = new DataTransfer();
      for (const data of sent) {
        const bytes = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0));
        transfer.items.add(new File([bytes], "image.png", { type: "image/png", lastModified: 1 }));
      }
      document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
    }""",
        [base64.b64encode(chat(shade) + bytes(2_000_000 - len(chat(shade)))).decode() for shade in (207, 208)],
    )
    expect(tab.locator("[data-upload-list] a")).to_have_count(2)
    assert kept(case) == before + 2
    context.close()
