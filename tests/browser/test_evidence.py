"""A shopper on a phone: pastes a chat screenshot into the case, ties it to the promise, covers a part by pointer."""

from __future__ import annotations

import base64
import re

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Response, expect

from cases.models import Evidence
from cases.services.evidence_develop import evidence_sweep
from tests.browser.dropping import drop
from tests.browser.leading import lead
from tests.browser.scene import context_for
from tests.exhibits import chat, receive
from tests.papers import PATCH, written

PASTE = """([data, name]) => {
  const bytes = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0));
  const transfer = new DataTransfer();
  transfer.items.add(new File([bytes], name, { type: "image/png" }));
  const pasted = { clipboardData: transfer, bubbles: true, cancelable: true };
  document.body.dispatchEvent(new ClipboardEvent("paste", pasted));
}"""


def paste(tab, content: bytes, name: str) -> None:
    tab.evaluate(PASTE, [base64.b64encode(content).decode(), name])


def test_it_goes_from_the_clipboard_to_a_covered_copy(scene, browser):
    case = scene.cases["S64"]
    context = context_for(browser, scene, "alice", reduced_motion="reduce")
    tab = context.new_page()
    tab.goto(scene.url + reverse("case", args=[case.ref]))
    with tab.expect_response("**/evidence/add/") as came:
        paste(tab, chat(40), "image.png")
    assert came.value.status == 200
    tab.wait_for_selector("#ev-wrap .ev img, #ev-wrap .ev .no-pic")
    row = Evidence.objects.kept().filter(case=case).latest("pk")
    # Twice the same: nothing new, and the page says so.
    with tab.expect_response("**/evidence/add/"):
        paste(tab, chat(40), "image.png")
    assert Evidence.objects.kept().filter(case=case).count() == row.number
    evidence_sweep(now_fn=timezone.now)

    tab.goto(scene.url + reverse("exhibit", args=[case.ref, row.number]))
    tab.check("input[name=kind][value=chat]", force=True)
    tab.fill("[name=proves]", "对方答应 24 小时内答复")
    options = tab.locator("[name=tie] option").all()
    tab.select_option("[name=tie]", options[1].get_attribute("value"))
    lead(tab, tab.locator(".actbar button"))
    row.refresh_from_db()
    assert (row.kind, row.proves) == ("chat", "对方答应 24 小时内答复")
    assert row.contact_id

    tab.goto(scene.url + reverse("exhibit-cover", args=[case.ref, row.number]))
    frame = tab.locator("[data-cover]").bounding_box()
    tab.mouse.move(frame["x"] + frame["width"] * 0.1, frame["y"] + 40)
    tab.mouse.down()
    tab.mouse.move(frame["x"] + frame["width"] * 0.6, frame["y"] + 90, steps=4)
    tab.mouse.up()
    assert float(tab.input_value("[name=x]")) == 100
    assert tab.locator("[data-cover] rect").count() == 1
    tab.locator("[data-box-add]").click()
    tab.locator("[name=y]").nth(1).fill("900")
    for side, value in (("x", "10"), ("w", "200"), ("h", "50")):
        tab.locator(f"[name={side}]").nth(1).fill(value)
    assert tab.locator("[data-cover] rect").count() == 2
    lead(tab, tab.locator(".actbar button"))
    row.refresh_from_db()
    assert len(row.covers) == 2
    evidence_sweep(now_fn=timezone.now)
    expect(tab.locator("#pic img")).to_have_attribute("src", re.compile("file/covered"))
    context.close()


def test_it_names_a_refused_file_and_sends_again_after_a_broken_line(scene, browser):
    case = scene.cases["S6"]
    context = context_for(browser, scene, "alice", reduced_motion="reduce")
    tab = context.new_page()
    tab.goto(scene.url + reverse("case-evidence", args=[case.ref]))
    before = Evidence.objects.kept().filter(case=case).count()
    with tab.expect_response("**/evidence/add/"):
        paste(tab, b"MZ" + bytes(100), "setup.exe")
    tab.wait_for_selector("[data-upload-list] .bad")
    assert "setup.exe" in tab.locator("[data-upload-list]").inner_text()

    context.set_offline(True)
    paste(tab, chat(77), "again.png")
    again = tab.locator("[data-upload-list] button")
    again.wait_for()
    context.set_offline(False)
    with tab.expect_response("**/evidence/add/"):
        again.click()
    tab.wait_for_selector("#ev-grid img, #ev-grid .no-pic")
    assert Evidence.objects.kept().filter(case=case).count() == before + 1
    context.close()


def test_it_leads_on_once_a_file_is_kept_and_swaps_only_what_the_page_has(scene, browser):
    case = scene.cases["S64"]
    context = context_for(browser, scene, "alice", has_touch=True, is_mobile=True, reduced_motion="reduce")
    tab = context.new_page()
    said: list[str] = []
    tab.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    tab.goto(scene.url + reverse("evidence-add", args=[case.ref]))
    assert not tab.get_by_text("Ctrl+V").is_visible()
    file = {"name": "聊天.png", "mimeType": "image/png", "buffer": chat(57)}
    with tab.expect_response("**/evidence/add/"):
        tab.set_input_files("#id_files", file)
    tab.wait_for_selector("[data-upload-done]:not([hidden])")
    assert not tab.get_by_role("button", name="存到这里").is_visible()
    assert tab.get_by_text("再加", exact=True).is_visible()
    tab.get_by_role("link", name="回到案件").locator("visible=true").first.click()
    tab.wait_for_url(f"**/c/{case.ref}/")
    assert said == []
    context.close()


def test_it_shows_several_dropped_files_as_a_page_loaded_anew_does(scene, browser):
    case = scene.cases["S64"]
    context = context_for(browser, scene, "alice", reduced_motion="reduce")
    tab = context.new_page()
    said: list[str] = []
    tab.on("console", lambda message: said.append(message.text) if message.type == "error" else None)

    def shown(part: str) -> list[str]:
        return [" ".join(row.split()) for row in tab.locator(part).all_inner_texts()]

    tab.goto(scene.url + reverse("case", args=[case.ref]))
    drop(tab, **{"1.png": chat(101), "2.png": b"MZ" + bytes(100), "3.png": chat(102)})
    lines = tab.locator("#ev-wrap [data-upload-list] li")
    expect(lines.locator("a")).to_have_count(2)
    assert "2.png" in lines.nth(1).inner_text()
    assert len(said) == 1  # the refusal is a 422
    counted, newest = shown("#ev-wrap .n"), shown("#ev-wrap .ev li")
    tab.reload()
    assert (shown("#ev-wrap .n"), shown("#ev-wrap .ev li")) == (counted, newest)

    tab.goto(scene.url + reverse("case-evidence", args=[case.ref]))
    before = tab.locator("#ev-grid .ev li").count()
    answers: list[Response] = []

    def all_three(one: Response) -> bool:
        if one.url.endswith("/evidence/add/"):
            answers.append(one)
        return len(answers) == 3

    with tab.expect_response(all_three):
        drop(tab, **{"1.png": chat(103), "2.png": chat(104), "3.png": chat(105)})
    expect(tab.locator("[data-upload-list] a")).to_have_count(3)
    tiles, parts = shown("#ev-grid .ev li"), (shown("#ev-count"), shown("#needs"), shown("#id_files_helptext"))
    assert len(tiles) == before + 3
    assert [answer.text().count('<span class="cap">') for answer in answers] == [1, 1, before + 3]
    tab.reload()
    assert shown("#ev-grid .ev li") == tiles
    assert (shown("#ev-count"), shown("#needs"), shown("#id_files_helptext")) == parts
    context.close()


def test_it_saves_a_page_of_a_pdf_before_it_goes_on_to_the_next(scene, browser):
    case = scene.cases["S64"]
    row = receive(case, written({1: "13800138000", 2: "13900139000"}), timezone.now(), "发票.pdf").made[0]
    evidence_sweep(now_fn=timezone.now)
    context = context_for(browser, scene, "alice", reduced_motion="reduce")
    tab = context.new_page()
    tab.goto(scene.url + reverse("exhibit-cover", args=[case.ref, row.number]))

    def draw_over_patch() -> None:
        frame = tab.locator("[data-cover]").bounding_box()
        x, y, width, height = (value / 1000 for value in PATCH)
        tab.mouse.move(frame["x"] + frame["width"] * x, frame["y"] + frame["height"] * y)
        tab.mouse.down()
        tab.mouse.move(frame["x"] + frame["width"] * (x + width), frame["y"] + frame["height"] * (y + height), steps=3)
        tab.mouse.up()

    draw_over_patch()
    tab.locator("[data-save-go='2']").click()
    tab.wait_for_url("**/cover/?page=2")
    row.refresh_from_db()
    assert [box[4] for box in row.covers] == [1]
    assert tab.locator("[data-cover] rect").count() == 0
    draw_over_patch()
    lead(tab, tab.locator(".actbar button"))
    row.refresh_from_db()
    assert [box[4] for box in row.covers] == [1, 2]
    evidence_sweep(now_fn=timezone.now)
    # Nothing was drawn since: the link only leads on.
    tab.locator("[data-save-go='3']").click()
    tab.wait_for_url("**/cover/?page=3")
    row.refresh_from_db()
    assert len(row.covers) == 2
    context.close()


def test_it_shows_the_picture_once_it_was_looked_at(scene, browser):
    """Nobody reloads a gallery to see what was just added."""
    case = scene.cases["S64"]
    row = receive(case, chat(41), timezone.now()).made[0]
    context = context_for(browser, scene, "alice", reduced_motion="reduce")
    tab = context.new_page()
    tab.goto(scene.url + reverse("case-evidence", args=[case.ref]))
    tile = tab.locator("#ev-grid li").filter(has_text=f"证据 {row.number} ")
    expect(tile).to_contain_text("正在检查")
    evidence_sweep(now_fn=timezone.now)
    expect(tile.locator("img")).to_be_visible(timeout=30_000)
    expect(tile).not_to_contain_text("正在检查")
    context.close()
