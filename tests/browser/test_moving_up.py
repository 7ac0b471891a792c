"""Journey (c): the platform ruled against the shopper; 12315 with its checks, field by field, accepted, mediated.

Days of waiting are rows put back in time, never a changed clock. A picture of every page lies in pytest's own folder.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from urllib.parse import unquote_plus

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from cases.domain.zone import at_clock, local
from cases.models import Case, Deadline, Filing, HandOff
from cases.selectors.calendar import work_calendar
from cases.services.evidence_develop import evidence_sweep
from cases.services.evidence_receive import evidence_receive
from cases.services.filing import FilingEntry, filing_file
from cases.services.filing_result import ResultEntry, filing_result_note
from cases.services.hand_off import hand_off_make
from tests.browser.scene import Scene, context_for
from tests.case_acts import DAY, again, heard, opened
from tests.dossiers import content_of, made, pages_of
from tests.exhibits import arrive, chat, picture

NAME, PHONE, HOME = "欧阳示例", "13800000000", "示例市示例街 2 号"
STATEMENT = "订单 118266404821，发现左耳没有声音。\n诉求：退款。请平台核实处理。"


def ruled_against(scene: Scene) -> Case:
    """Return a case as it stands after the platform's decision, 14 days ago."""
    now, alice = timezone.now(), scene.people["alice"]
    case = opened(
        alice,
        now=now - 22 * DAY,
        platform="taobao",
        number="118266404821",
        item="蓝牙耳机",
        shop="声野数码旗舰店",
        amount="299.00",
        paid_at=now - 30 * DAY,
        signed_at=now - 24 * DAY,
        problem="左耳没有声音",
        problem_detail="连过三部手机都一样",
        demand="refund",
    )
    heard(case, now - 21 * DAY, words="不影响使用", reply="refused", agent_number="6789")
    entry = FilingEntry(tier="platform", moves=True, code="T8", text=STATEMENT, due_at=now - 15 * DAY)
    filing = filing_file(case=again(case), entry=entry, now=now - 18 * DAY)
    said = ResultEntry(kind="against", at=now - 14 * DAY, words="凭证不足，不支持退款")
    filing_result_note(case=again(case), filing=filing, entry=said, now=now - 14 * DAY)
    files = [arrive(chat(), "聊天.png"), arrive(picture(size=(600, 800)), "耳机.png"), arrive(chat(3), "订单.png")]
    received = evidence_receive(owner=alice, case=again(case), files=files, now=now - 20 * DAY).made
    for row, kind in zip(received, ("chat", "goods", "order"), strict=True):
        row.kind = kind
        row.save(update_fields=["kind"])
    evidence_sweep(now_fn=lambda: now)
    return again(case)


def put_back_seven_working_days(case: Case) -> None:
    """Let the complaint have been received seven working days ago: today is the last day for their decision."""
    calendar, day, left = work_calendar(), local(timezone.now()).date(), 7
    while left:
        left -= calendar.is_working(day)
        day -= timedelta(days=1)
    then = at_clock(day, time(10, 0))
    filing = Filing.objects.get(case=case, tier="regulator")
    Filing.objects.filter(pk=filing.pk).update(filed_at=then)
    end: datetime = at_clock(local(timezone.now()).date(), time(23, 59, 59))
    Deadline.objects.filter(pk=filing.deadline_id).update(trigger_at=then, due_at=end)


class Looks:
    """Takes a picture of every page, for a person to look at."""

    def __init__(self, tab: Page, folder) -> None:
        self.tab, self.folder, self.taken = tab, folder, 0

    def at(self, name: str) -> None:
        self.taken += 1
        self.tab.screenshot(path=self.folder / f"{self.taken:02d}-{name}.png", full_page=True)


@pytest.fixture
def tab(scene: Scene, browser):
    context = context_for(browser, scene, "alice", reduced_motion="reduce")
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=scene.url)
    yield context.new_page()
    context.close()


def press(tab: Page, name: str) -> None:
    tab.get_by_role("button", name=name).locator("visible=true").first.click()


def test_it_goes_from_a_lost_ruling_to_a_mediation(tab: Page, scene: Scene, browser, tmp_path, monkeypatch) -> None:
    case, looks = ruled_against(scene), Looks(tab, tmp_path)
    url = scene.url + reverse("case", args=[case.ref])
    tab.goto(url)
    expect(tab.locator("#next h2")).to_contain_text("12315")
    looks.at("case")

    tab.goto(f"{url}up/")
    main = tab.locator("main")
    expect(main).to_contain_text("两份，不是一份")
    expect(tab.locator("#up-needs")).to_contain_text("平台的处理结果")
    looks.at("up")

    # The grounds of refusal: a question each; the platform's own ruling is none of them.
    tab.get_by_role("link", name="会不会不受理").click()
    expect(main).to_contain_text("没先找平台，不是其中一条")
    looks.at("grounds")
    for fieldset in tab.locator(".grounds fieldset").all():
        fieldset.locator("[value=clear]").check(force=True)
    press(tab, "存下回答")
    expect(main).to_contain_text("没有碰到不受理的情形")

    # Who the seller is, and whose bureau that makes it.
    tab.goto(f"{url}seller/?back=up")
    tab.locator("[name=disclosed][value=yes]").check(force=True)
    tab.locator("[name=legal_name]").fill("声野数码（示例）有限公司")
    tab.locator("[name=address]").fill("浙江省杭州市余杭区示例路 1 号")
    press(tab, "存下")
    tab.wait_for_url(f"{url}up/")
    tab.goto(f"{url}seller/")
    expect(main).to_contain_text("浙江省杭州市余杭区")
    looks.at("seller")

    fill_the_form(tab, url, scene, browser, case, looks)

    tab.locator(".actbar").get_by_role("link", name="我已提交").click()
    tab.wait_for_url("**/filing/**")
    tab.locator("[name=number]").fill("登记编号 1234567890")
    looks.at("filing")
    tab.locator(".actbar button").click()
    tab.wait_for_url(f"{url}?filed=*")
    expect(tab.locator("#next h2")).to_contain_text("等到")
    filing = Filing.objects.get(case=case, tier="regulator")
    assert "经过：本人为生活消费需要" in filing.text
    assert NAME not in filing.text
    assert [one["number"] for one in filing.exhibits] == [1, 2, 3]
    assert len(filing.exhibits[0]["sha256"]) == 64

    with monkeypatch.context() as standing:
        # No midnight comes before their last day is noted: the server is in this process, and its clock stands still.
        today = timezone.now()
        standing.setattr(timezone, "now", lambda: today)
        put_back_seven_working_days(case)
        tab.goto(url)
        looks.at("seventh-day")
        note_the_result(tab, f"{url}filing/{filing.pk}/", "accepted", "")
    expect(main).to_contain_text("现在计时：12315 调解")
    expect(main).to_contain_text("调解要双方同意")
    looks.at("accepted")
    assert Deadline.objects.get(pk=filing.deadline_id).state == "met"
    tab.goto(url)
    expect(tab.locator("#next h2")).to_contain_text("等到")

    note_the_result(tab, f"{url}filing/{filing.pk}/", "settled", "商家退款 299 元，3 日内到账", looks)
    expect(main).to_contain_text("替你盯到")
    expect(main).to_contain_text("制作调解书")
    looks.at("settled")
    note_the_result(tab, f"{url}filing/{filing.pk}/", "paid", "")
    tab.get_by_role("link", name="了结案件").first.click()
    tab.wait_for_url("**/close/")
    looks.at("close")
    # What was said and came of it is in the paper, each word of it.
    text = "".join(pages_of(content_of(made(again(case), now=timezone.now()), "pdf")))
    text = "".join(text.split())
    facts = ("蓝牙耳机", "不影响使用", "6789", "凭证不足，不支持退款", "不支持本人", "1234567890", "受理", "调解达成")
    assert [one for one in (*facts, "商家退款299元，3日内到账", "款项已到", "证据3") if one not in text] == []


def fill_the_form(tab: Page, url: str, scene: Scene, browser, case: Case, looks: Looks) -> None:
    """Copy field by field, leave, come back, and go on with the phone."""
    sent: list[str] = []
    tab.on("request", lambda request: sent.append(f"{request.url} {request.post_data or ''}"))
    tab.goto(f"{url}fields/?to=12315")
    expect(tab.locator("#fp")).to_contain_text("已填 0 / 15 栏")
    with tab.expect_response("**/fields/tick/**"):
        tab.locator("#f-company [data-copy]").click()
    assert tab.evaluate("navigator.clipboard.readText()") == "声野数码（示例）有限公司"
    expect(tab.locator("#fp")).to_contain_text("已填 1 / 15 栏")
    expect(tab.locator("#t-company .tk")).to_have_attribute("aria-pressed", "true")

    tab.locator("#f-name [data-copy]").click()
    expect(tab.locator("#own-name")).to_be_focused()  # typed where it is copied
    tab.locator("#own-name").fill(NAME)
    with tab.expect_response("**/fields/tick/**"):
        tab.locator("#f-name [data-copy]").click()
    assert tab.evaluate("navigator.clipboard.readText()") == NAME
    assert not [one for one in sent if NAME in unquote_plus(one)], "the name leaves this device only by the clipboard"
    with tab.expect_response("**/fields/tick/**"):
        tab.locator("#f-story [data-copy]").click()
    story = tab.evaluate("navigator.clipboard.readText()")
    assert "订单号 118266404821" in story
    assert "平台于" in story
    assert "不影响使用" in story
    looks.at("fields")

    # The place is kept: another app, the page gone, and here again.
    tab.goto("about:blank")
    tab.goto(f"{url}fields/?to=12315")
    expect(tab.locator("#fp")).to_contain_text("已填 3 / 15 栏")
    expect(tab.locator("#fp")).to_contain_text("下一栏：核对被投诉人地址")
    expect(tab.locator("#own-name")).to_have_value("")  # not kept unless asked for
    tab.locator("#own-name").fill(NAME)
    tab.locator("#own-keep").check()
    tab.reload()
    expect(tab.locator("#own-name")).to_have_value(NAME)
    tab.locator("#own-keep").uncheck()
    tab.reload()
    expect(tab.locator("#own-name")).to_have_value("")

    token = hand_off_make(case=case, form="complaint", now=timezone.now())
    phone = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
    phone.goto(f"{scene.url}/h/{token}/")
    expect(phone.locator("main")).not_to_contain_text("声野数码")
    phone.get_by_role("button", name="打开表单").click()
    expect(phone.locator("#fp")).to_contain_text("已填 3 / 15 栏")
    with phone.expect_response("**/h/**"):
        phone.locator("#t-seller-address .tk").click()
    expect(phone.locator("#fp")).to_contain_text("已填 4 / 15 栏")
    phone.reload()
    expect(phone.locator("#fp")).to_contain_text("已填 4 / 15 栏")
    phone.screenshot(path=looks.folder / "00-phone.png", full_page=True)
    stranger = browser.new_context().new_page()
    gone = stranger.goto(f"{scene.url}/h/{token}/")
    assert gone is not None
    assert gone.status == 410
    stranger.context.close()
    phone.context.close()
    assert HandOff.objects.filter(form="complaint", used_at__isnull=False).count() == 1
    tab.reload()
    expect(tab.locator("#fp")).to_contain_text("已填 4 / 15 栏")


def note_the_result(tab: Page, filed: str, kind: str, words: str, looks: Looks | None = None) -> None:
    """Note what came of it; with `looks`, its words name a time, and the question about it is answered with yes."""
    tab.goto(filed)
    tab.get_by_role("link", name="记下结果").click()
    tab.wait_for_url("**/result/")
    tab.locator(f"[name=kind][value={kind}]").check(force=True)
    tab.locator("[name=words]").fill(words)
    press(tab, "记下")
    if looks is not None:
        expect(tab.locator("#errors")).to_contain_text("要不要盯着")
        looks.at("watch")
        tab.locator("[name=watch][value=yes]").check(force=True)
        press(tab, "记下")
    tab.wait_for_url("**/filing/**#after")
