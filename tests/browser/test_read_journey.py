"""On a phone: paste a chat screenshot into the case, confirm what was read, see it tied to the promise, cover a number,
mark the sentence, compare two photos, and see the checklist complete.

The pictures are read for real, by the extra. SHOTS=folder keeps a screenshot of every step.
"""

from __future__ import annotations

import os
import re
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from cases.adapters import storage
from cases.adapters.reader import client as reader
from cases.domain.zone import local
from cases.models import Case, Contact, Evidence, Promise, Rendition
from cases.services.evidence_develop import evidence_sweep
from cases.services.picture_read import pictures_sweep
from tests.browser.leading import lead
from tests.browser.scene import Scene, context_for
from tests.browser.test_evidence import paste
from tests.browser.test_marking import drag
from tests.exhibits import arrive, picture
from tests.screens import PHONE, PROMISE, chat_screen, order_screen

# An order no case of the scene is about.
OTHER = "3920184756610277"


def shot(tab: Page, name: str) -> None:
    if folder := os.environ.get("SHOTS"):
        tab.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def work() -> None:
    """What the worker and the reader do meanwhile."""
    evidence_sweep(now_fn=timezone.now)
    pictures_sweep(now_fn=timezone.now)


@pytest.fixture
def tab(scene: Scene, browser: Browser):
    context = context_for(browser, scene, "alice", reduced_motion="reduce", service_workers="block")
    yield context.new_page()
    context.close()


def mark_the_sentence(tab: Page, scene: Scene, case: Case, row: Evidence) -> None:
    tab.goto(scene.url + reverse("exhibit-mark", args=[case.ref, row.number]))
    tab.click("[data-marks-tool=box]")
    drag(tab, (0.1, 0.3), (0.8, 0.4))
    tab.locator("[data-mark=box] [name$=alt_zh]").fill("答应的那句")
    lead(tab, tab.locator(".actbar button"))
    expect(tab.locator(".mk-said")).to_contain_text("答应的那句")
    row.refresh_from_db()
    assert [mark["kind"] for mark in row.marks] == ["box"]


def compare_two(tab: Page, scene: Scene, case: Case) -> None:
    tab.goto(scene.url + reverse("case", args=[case.ref]))
    for name, colour in (("IMG_1.png", (200, 60, 30)), ("IMG_2.png", (190, 70, 40))):
        with tab.expect_response("**/evidence/add/"):
            paste(tab, picture(size=(600, 800), color=colour), name)
    work()
    genuine, suspect = Evidence.objects.kept().filter(case=case).order_by("-pk")[:2]
    tab.goto(scene.url + reverse("case-compare", args=[case.ref]))
    tab.select_option("[name=genuine]", str(genuine.number))
    tab.select_option("[name=suspect]", str(suspect.number))
    tab.locator(".actbar button").click()
    tab.wait_for_url("**/pairs/")
    for board in tab.locator("[data-marks]").all():
        board.locator("[data-marks-add=box]").click()
    tab.locator("[name$=alt_zh]").last.fill("领标的字体不同")
    shot(tab, "9-pairs")
    lead(tab, tab.locator(".actbar button"))
    expect(tab.locator("main")).to_contain_text("领标的字体不同")
    assert tab.locator(".two-pics svg image").count() == 2


def check_off(tab: Page, scene: Scene, case: Case) -> None:
    """What is asked for and not there does not apply here; nothing needed is missing any more."""
    tab.goto(scene.url + reverse("case-evidence", args=[case.ref]))
    missing = tab.locator("#needs li.missing")
    assert missing.count()
    while missing.count():
        left = missing.count()
        with tab.expect_response("**/evidence/needs/"):
            missing.first.locator("input[value=na]").check(force=True)
        expect(missing).to_have_count(left - 1)
    if tab.locator("#needs-met").count():
        # 给12315的必备证据已齐：1 件, or 2 件里有 2 件: the counts come after the colon, the tier before it.
        counts = re.findall(r"\d+", tab.locator("#needs-met").inner_text().rpartition("：")[2])
        assert counts
        assert len(set(counts)) == 1
    tab.goto(scene.url + reverse("case", args=[case.ref]))
    expect(tab.locator("#ev-h-wrap .check .miss")).to_have_count(0)


def test_it_makes_a_contact_with_its_promise_out_of_a_chat_in_two_taps(scene: Scene, tab: Page) -> None:
    case = scene.cases["S64"]
    hour_ago = local(timezone.now() - timedelta(hours=1))
    tab.goto(scene.url + reverse("case", args=[case.ref]))
    with tab.expect_response("**/evidence/add/"):
        paste(tab, chat_screen(f"{hour_ago.month}月{hour_ago.day}日 {hour_ago:%H:%M}", agent="7788"), "image.png")
    row = Evidence.objects.kept().filter(case=case).latest("pk")
    tab.locator("#ev-wrap [data-upload-list] a, #ev-wrap .ev a").first.wait_for()
    shot(tab, "1-pasted")
    tab.goto(scene.url + reverse("exhibit", args=[case.ref, row.number]))
    expect(tab.locator("#read")).to_contain_text("正在读")
    work()
    # The page finds out by itself.
    expect(tab.locator("#read .read")).to_contain_text(PROMISE)
    assert not Contact.objects.filter(case=case, agent__number="7788").exists()
    shot(tab, "2-read")

    tab.locator("#read").get_by_role("link", name="记下这次联系").click()
    expect(tab.locator("[name=words]")).to_have_value(PROMISE)
    expect(tab.locator("[name=agent]")).to_have_value("7788")
    shot(tab, "3-sheet")
    lead(tab, tab.locator("#log-submit"))
    if tab.locator("input[name=join]").count():
        # A promise was running already: which of them counts is the shopper's word.
        tab.check("input[name=join][value=join]", force=True)
        lead(tab, tab.locator("#log-submit"))
    assert urlsplit(tab.url).path == reverse("case", args=[case.ref])
    row.refresh_from_db()
    promise = Promise.objects.get(contact__agent__number="7788", case=case)
    assert (row.promise, row.contact, row.kind) == (promise, promise.contact, Evidence.Kind.CHAT)
    assert local(promise.heard_at).strftime("%d %H:%M") == hour_ago.strftime("%d %H:%M")
    shot(tab, "4-case")

    tab.goto(scene.url + reverse("exhibit-cover", args=[case.ref, row.number]))
    expect(tab.locator("[name=found]")).to_have_count(3)
    expect(tab.locator("[data-cover] rect")).to_have_count(3)
    # Only the telephone number: the rest is the shopper's to decide.
    for number in (1, 2):
        tab.locator("[name=found]").nth(number).uncheck()
    expect(tab.locator("[data-cover] rect")).to_have_count(1)
    shot(tab, "5-cover")
    lead(tab, tab.locator(".actbar button"))
    work()
    tab.wait_for_selector("#pic img[src*=covered]")
    shot(tab, "6-covered")
    covered = Rendition.objects.get(evidence=row, variant="covered")
    with storage.work_folder() as folder:
        copy = folder / "covered.png"
        with storage.open_file(covered.name) as file:
            copy.write_bytes(file.read())
        said = "".join(line["text"] for line in reader.read(copy) or [])
    assert PHONE not in said
    assert PHONE[-8:] not in said
    assert "文三路" in said

    tab.goto(scene.url + reverse("case-evidence", args=[case.ref]) + "?q=已经登记")
    expect(tab.locator("#ev-grid .ev li")).to_have_count(1)
    shot(tab, "7-found")

    mark_the_sentence(tab, scene, case, row)
    shot(tab, "8-marked")
    compare_two(tab, scene, case)
    shot(tab, "10-compared")
    check_off(tab, scene, case)
    shot(tab, "11-complete")


def test_it_opens_a_case_from_the_screenshot_of_an_order(scene: Scene, tab: Page) -> None:
    from cases.services.evidence_receive import evidence_receive

    alice = scene.people["alice"]
    files = [arrive(order_screen(OTHER), "IMG_20261110.png")]
    item = evidence_receive(owner=alice, case=None, files=files, now=timezone.now()).made[0]
    work()
    tab.goto(scene.url + reverse("capture"))
    tab.locator(f"#in-{item.ref}").get_by_role("link", name="用它新建案件").click()
    expect(tab.locator("#id_number")).to_have_value(OTHER)
    shot(tab, "8-new")
    tab.fill("#id_item", "保温杯")
    tab.fill("#id_problem", "倒入开水两小时就凉")
    tab.check("input[name=demand][value=exchange]", force=True)
    tab.locator(".actbar button").click()
    tab.wait_for_url("**/c/*/")
    item.refresh_from_db()
    assert item.case == Case.objects.filter(owner=alice).latest("pk")
    assert (item.case.order.number, item.number, item.kind) == (OTHER, 1, Evidence.Kind.ORDER)
