"""Journeys (a) and (b): a wrong size solved by the seller; a fake, refused, then ruled for the shopper.

Each ends in the dossier, whose text holds what was logged. A picture of every page lies in pytest's own folder.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from cases.models import Case, CaseEvent, Comparison, Filing
from cases.services.evidence_develop import evidence_sweep
from cases.services.evidence_receive import evidence_receive
from tests.browser.leading import lead
from tests.browser.scene import Scene, context_for
from tests.browser.test_moving_up import Looks, note_the_result, press
from tests.case_acts import DAY, HOUR, again, opened, sent
from tests.dossiers import built, content_of, pages_of
from tests.exhibits import arrive, chat, picture

SIZE = {
    "item": "羊毛衫", "shop": "织里示例店", "number": "208812347788", "amount": "219.00", "problem_type": "wrong_size",
    "problem": "标 L 实为 M", "demand": "return_refund",
}  # fmt: skip
FAKE = {
    "item": "运动鞋", "shop": "云栖鞋仓", "number": "401234567890", "amount": "599.00", "problem_type": "counterfeit",
    "problem": "鞋标缝线不对", "problem_detail": "鞋舌少一行字", "demand": "return_refund",
}  # fmt: skip


@pytest.fixture
def tab(scene: Scene, browser: Browser) -> Iterator[Page]:
    context = context_for(browser, scene, "alice", reduced_motion="reduce", service_workers="block")
    yield context.new_page()
    context.close()


def told(scene: Scene, order: dict[str, Any]) -> Case:
    """Return a case opened two days ago whose first message is with the seller."""
    now = timezone.now()
    days: dict[str, Any] = {"paid_at": now - 6 * DAY, "signed_at": now - 3 * DAY}
    case = opened(scene.people["alice"], now=now - 2 * DAY, platform="taobao", **order, **days)
    sent(case, now - 2 * DAY + HOUR, text=f"您好，订单 {order['number']}，{order['problem']}。")
    return again(case)


def log(tab: Page, url: str, words: str, reply: str, agent: str) -> None:
    """Log what they said, as on the sheet."""
    tab.goto(f"{url}log/")
    tab.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    tab.locator(f"main [name=promise][value={'words' if reply == 'agreed' else 'none'}]").check(force=True)
    tab.locator("main [name=words]").fill(words)
    tab.locator("main [name=agent]").fill(agent)
    tab.locator(f"main [name=reply][value={reply}]").check(force=True)
    lead(tab, tab.locator("#log-submit"))
    if tab.url.startswith(f"{url}log/"):  # the page asks once about what is unclear; the same press answers
        lead(tab, tab.locator("#log-submit"))
    assert not tab.url.startswith(f"{url}log/")


def dossier_text(tab: Page, url: str, case: Case, looks: Looks) -> str:
    """Return the text of the dossier that the page's button makes, without its blanks."""
    tab.goto(f"{url}dossier/")
    looks.at("dossier")
    press(tab, "编成卷宗")
    tab.wait_for_url("**/dossier/1/")
    variant = built(case.packs.get(), now=timezone.now())
    tab.reload()
    looks.at("version")
    pdf = content_of(variant, "pdf")
    Path(looks.folder, "dossier.pdf").write_bytes(pdf)
    return "".join(pages_of(pdf))


def holds(text: str, *facts: str) -> None:
    assert [one for one in facts if one.replace(" ", "") not in text] == []


def test_it_closes_a_wrong_size_with_the_proof_of_payment(tab: Page, scene: Scene, tmp_path: Path) -> None:
    case, looks = told(scene, SIZE), Looks(tab, tmp_path)
    url = scene.url + reverse("case", args=[case.ref])
    log(tab, url, "同意退货退款，24小时内到账", "agreed", "6789")
    expect(tab.locator("#next h2")).to_contain_text("对方同意了")
    looks.at("agreed")

    tab.goto(f"{url}close/")
    expect(tab.locator("main")).to_contain_text("钱没到账就了结")
    tab.locator("[name=outcome][value=full]").check(force=True)
    tab.locator("[name=received_amount]").fill("219")
    press(tab, "了结案件")
    expect(tab.locator("#errors")).to_contain_text("到账")
    looks.at("asks-for-proof")
    assert again(case).is_open
    tab.locator("[name=files]").set_input_files({"name": "到账.png", "mimeType": "image/png", "buffer": chat(5)})
    tab.locator("[name=worked][value=deadline]").check(force=True)
    press(tab, "了结案件")
    tab.wait_for_url(url)
    expect(tab.locator("main")).to_contain_text("收到 ¥219.00")
    looks.at("closed")
    ended = CaseEvent.objects.get(case=case, kind="case_closed")
    assert (again(case).outcome, ended.data["proof"], ended.data["worked"]) == ("full", "1", ["deadline"])
    evidence_sweep(now_fn=timezone.now)
    text = dossier_text(tab, url, again(case), looks)
    holds(
        text, "羊毛衫", "织里示例店", "标 L 实为 M", "退货退款", "同意退货退款，24小时内到账", "6789", "219.00", "了结"
    )


def test_it_goes_from_a_refusal_to_a_ruling_for_the_shopper(tab: Page, scene: Scene, tmp_path: Path) -> None:
    case, looks = told(scene, FAKE), Looks(tab, tmp_path)
    photos = [arrive(picture("JPEG", (900, 1200), shade), f"鞋标{shade}.jpg") for shade in ("navy", "teal", "olive")]
    made = evidence_receive(owner=case.owner, case=case, files=photos, now=timezone.now()).made
    assert len(made) == 3
    evidence_sweep(now_fn=timezone.now)
    url = scene.url + reverse("case", args=[case.ref])
    log(tab, url, "亲，我们是正品，不影响使用的", "refused", "0118")
    expect(tab.locator("main")).to_contain_text("还没有拿出来源")
    looks.at("refused")

    # The genuine one and the suspect, side by side.
    tab.goto(f"{url}evidence/compare/")
    tab.locator("[name=genuine]").select_option("1")
    tab.locator("[name=suspect]").select_option("2")
    press(tab, "并排放")
    tab.wait_for_url("**/pairs/")
    looks.at("compare")
    compared = Comparison.objects.get(case=case)
    assert (compared.genuine.number, compared.suspect.number) == (1, 2)

    tab.goto(f"{url}up/")
    looks.at("up")
    tab.goto(f"{url}filing/?code=T8")
    tab.locator("[name=number]").fill("TS2026110988441234")
    looks.at("filing")
    tab.locator(".actbar button").click()
    tab.wait_for_url(f"{url}?filed=*")
    filing = Filing.objects.get(case=case)
    assert [one["number"] for one in filing.exhibits] == [1, 2, 3]
    assert "不影响使用" in filing.text
    looks.at("filed")

    note_the_result(tab, f"{url}filing/{filing.pk}/", "for", "支持买家退货退款")
    looks.at("ruled")
    tab.goto(f"{url}close/")
    tab.locator("[name=outcome][value=full]").check(force=True)
    tab.locator("[name=received_amount]").fill("599")
    tab.locator("[name=proof][value=none]").check(force=True)
    press(tab, "了结案件")
    tab.wait_for_url(url)
    assert again(case).outcome == "full"
    looks.at("closed")
    text = dossier_text(tab, url, again(case), looks)
    holds(text, "运动鞋", "云栖鞋仓", "鞋标缝线不对", "鞋舌少一行字", "不影响使用", "0118", "TS2026110988441234")
    holds(text, "支持买家退货退款", "599.00", "证据3", "支持本人")
