"""A shopper on a phone marks the sentence, frames the words of the promise and lays two photos over each other."""

from __future__ import annotations

import re

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from cases.models import Evidence
from cases.services.evidence_develop import evidence_sweep
from cases.services.evidence_receive import evidence_receive
from tests.architecture.rules import ROOT
from tests.browser.leading import lead
from tests.browser.scene import context_for
from tests.exhibits import arrive
from tests.papers import written


def drag(tab, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Draw on the picture from one place to another, both in shares of its size."""
    tab.locator("[data-marks-layer]").scroll_into_view_if_needed()
    frame = tab.locator("[data-marks-layer]").bounding_box()

    def at(place: tuple[float, float]) -> tuple[float, float]:
        return frame["x"] + frame["width"] * place[0], frame["y"] + frame["height"] * place[1]

    tab.mouse.move(*at(start))
    tab.mouse.down()
    tab.mouse.move(*at(end), steps=4)
    tab.mouse.up()


def test_it_marks_by_drawing_and_by_keyboard(scene, browser):
    case = scene.cases["S6"]
    row = Evidence.objects.kept().get(case=case, number=1)
    context = context_for(browser, scene, "alice", reduced_motion="reduce")
    tab = context.new_page()
    tab.goto(scene.url + reverse("exhibit-mark", args=[case.ref, row.number]))
    tab.click("[data-marks-tool=box]")
    drag(tab, (0.1, 0.1), (0.6, 0.2))
    assert abs(float(tab.locator("[data-mark=box] [data-m=w]").input_value()) - 500) < 8
    tab.locator("[data-mark=box] [name$=alt_zh]").fill("答应的那句")
    # Without a pointer: a button, the field, the arrow keys.
    tab.locator("[data-marks-add=text]").focus()
    tab.keyboard.press("Enter")
    tab.locator("[data-mark=text] [data-m=text]").fill("原话")
    before = float(tab.locator("[data-mark=text] [data-m=x]").input_value())
    tab.locator("g.mk-text").focus()
    tab.keyboard.press("Shift+ArrowRight")
    assert float(tab.locator("[data-mark=text] [data-m=x]").input_value()) == before + 10
    assert tab.locator("g.mk-text text").text_content() == "原话"
    lead(tab, tab.locator(".actbar button"))
    row.refresh_from_db()
    assert [(mark["kind"], mark["alt_zh"], mark.get("text", "")) for mark in row.marks] == [
        ("box", "答应的那句", ""),
        ("text", "", "原话"),
    ]
    assert tab.locator("#pic svg image").count() == 1
    assert "答应的那句" in tab.locator(".mk-said").inner_text()
    context.close()


def test_it_saves_the_marks_of_a_page_before_it_turns_to_the_next(scene, browser):
    case = scene.cases["S64"]
    paper = arrive(written({1: "one", 2: "two"}), "发票.pdf")
    row = evidence_receive(owner=case.owner, case=case, files=[paper], now=timezone.now()).made[0]
    evidence_sweep(now_fn=timezone.now)
    context = context_for(browser, scene, "alice", reduced_motion="reduce")
    tab = context.new_page()
    tab.goto(scene.url + reverse("exhibit-mark", args=[case.ref, row.number]))
    # Nothing was drawn: the link only leads on.
    tab.locator("[data-save-go='2']").click()
    tab.wait_for_url("**/mark/?page=2")
    row.refresh_from_db()
    assert row.marks == []
    tab.click("[data-marks-tool=box]")
    drag(tab, (0.2, 0.4), (0.8, 0.5))
    tab.locator("[data-save-go='3']").click()
    tab.wait_for_url("**/mark/?page=3")
    row.refresh_from_db()
    assert [(one["kind"], one["page"]) for one in row.marks] == [("box", 2)]
    assert tab.locator("[data-mark]:not(template *)").count() == 0
    tab.goto(scene.url + reverse("exhibit", args=[case.ref, row.number]))
    assert tab.locator(".more-pics svg image").count() == 1
    assert tab.locator(".more-pics svg").evaluate("svg => svg.getBoundingClientRect().width") > 60
    context.close()
    context = context_for(browser, scene, "alice", java_script_enabled=False)
    tab = context.new_page()
    tab.goto(scene.url + reverse("exhibit-mark", args=[case.ref, row.number]))
    lead(tab, tab.locator("[data-save-go='2']"))
    assert tab.locator("[data-marks-stage] img").get_attribute("src").endswith("/file/page-2/")
    lead(tab, tab.locator("[value=add-number]"))
    lead(tab, tab.locator(".actbar button"))
    assert tab.url.endswith("/mark/?page=2")
    row.refresh_from_db()
    assert [(one["kind"], one["page"]) for one in row.marks] == [("box", 2), ("number", 2)]
    context.close()


def test_it_frames_the_words_once_and_shows_them_beside_the_promise(scene, browser):
    case = scene.cases["S6"]
    row = Evidence.objects.kept().get(case=case, number=1)
    context = context_for(browser, scene, "alice", reduced_motion="reduce")
    tab = context.new_page()
    tab.goto(scene.url + reverse("exhibit-words", args=[case.ref, row.number]))
    tab.locator("[name=tie]").select_option(index=1)
    for height in (0.2, 0.3):
        # A second box takes the first one's place.
        tab.click("[data-marks-tool=box]")
        drag(tab, (0.1, 0.1), (0.7, height))
    assert tab.locator("[data-marks-rows] [data-mark=box]").count() == 1
    lead(tab, tab.locator(".actbar button"))
    row.refresh_from_db()
    assert abs(row.region[3] - 200) < 8
    picture = tab.locator(".crop img")
    picture.scroll_into_view_if_needed()
    picture.evaluate("image => image.decode()")
    assert picture.evaluate("image => image.complete && image.naturalWidth > 0")
    context.close()


def test_it_frames_the_words_on_the_page_they_stand_on(scene, browser):
    case = scene.cases["S64"]
    paper = arrive(written({1: "one", 2: "words"}), "聊天.pdf")
    row = evidence_receive(owner=case.owner, case=case, files=[paper], now=timezone.now()).made[0]
    evidence_sweep(now_fn=timezone.now)
    context = context_for(browser, scene, "alice", reduced_motion="reduce")
    tab = context.new_page()
    tab.goto(scene.url + reverse("exhibit-words", args=[case.ref, row.number]))
    tie = tab.locator("[name=tie] option").nth(1).get_attribute("value")
    tab.locator("[name=tie]").select_option(tie)
    # What was chosen goes along to the page with the sentence.
    tab.locator("[data-save-go='2']").click()
    tab.wait_for_url(f"**/words/?page=2&tie={tie}")
    expect(tab.locator("[data-marks-stage] img")).to_have_attribute("src", re.compile("/file/page-2/$"))
    tab.click("[data-marks-tool=box]")
    drag(tab, (0.1, 0.4), (0.9, 0.5))
    tab.locator("[data-save-go='3']").click()
    tab.wait_for_url(f"**/words/?page=3&tie={tie}")
    expect(tab.locator("main")).to_contain_text("现在框在第 2 页")
    tab.locator(".actbar button").click()
    tab.wait_for_url(f"**{reverse('exhibit', args=[case.ref, row.number])}")
    row.refresh_from_db()
    assert (row.region[4], abs(row.region[3] - 100) < 8) == (2, True)
    picture = tab.locator(".crop img")
    expect(picture).to_be_visible()
    expect(tab.locator(".crop")).to_contain_text("第 2 页")
    context.close()


def test_it_wipes_with_slider_and_buttons_and_does_without_scripts(scene, browser):
    case = scene.cases["S6"]
    url = scene.url + reverse("comparison", args=[case.ref, case.comparisons.get().pk])
    context = context_for(browser, scene, "alice", reduced_motion="reduce")
    tab = context.new_page()
    tab.goto(url)
    over = tab.locator("[data-wipe-over]")
    assert over.evaluate("image => image.style.clipPath") == "inset(0px 0px 0px 50%)"
    tab.click("[data-wipe-by='10']")
    assert over.evaluate("image => image.style.clipPath") == "inset(0px 0px 0px 40%)"
    tab.locator("#wipe-at").focus()
    tab.keyboard.press("ArrowRight")
    assert tab.locator("#wipe-at").input_value() == "61"
    context.close()
    context = context_for(browser, scene, "alice", java_script_enabled=False)
    tab = context.new_page()
    tab.goto(url)
    assert tab.locator(".two-pics svg image").count() == 2
    assert not tab.locator("[data-wipe]").is_visible()
    context.close()


def test_it_draws_stills_in_the_browser_where_the_server_has_no_program(scene, browser):
    case = scene.cases["S64"]
    film = arrive((ROOT / "tests" / "data" / "film.webm").read_bytes(), "film.webm")
    row = evidence_receive(owner=case.owner, case=case, files=[film], now=timezone.now()).made[0]
    evidence_sweep(now_fn=timezone.now)
    row.refresh_from_db()
    assert row.width is None
    context = context_for(browser, scene, "alice", reduced_motion="reduce")
    tab = context.new_page()
    tab.goto(scene.url + reverse("exhibit", args=[case.ref, row.number]))
    tab.wait_for_selector(".more-pics img", timeout=30_000)
    row.refresh_from_db()
    assert (row.width, row.height) == (96, 72)
    assert {one.variant for one in row.renditions.all()} == {"screen", "thumb"} | {f"still-{n}" for n in range(1, 7)}
    assert len({one.sha256 for one in row.renditions.all()}) >= 7
    context.close()
