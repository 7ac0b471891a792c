"""/c/<ref>/up/: one step up, never two; what is missing is said, nothing is forbidden."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from cases.models import Case, CaseEvent, Deadline, Filing
from cases.selectors.readiness import up_rows
from cases.services.ascent import grounds_answer
from cases.services.case_state import case_close, tier_move
from cases.services.evidence_delete import evidence_delete
from cases.services.exhibits import case_exhibits_refresh
from cases.services.needs import needs_answer
from cases.services.provisional_sweep import provisional_sweep
from guides.services.knowledge import knowledge_load
from tests.case_acts import DAY, HOUR, again, heard, kinds, opened, running
from tests.factories import NOW, EvidenceFactory
from tests.integration.test_provisional_sweep import load_2027
from tests.web.cases.checklist import (
    PAYLOAD,
    check_error,
    check_escaped,
    check_gate,
    check_kept,
    check_languages,
    check_private,
    check_verbs,
    page_of,
    words_of,
)

pytestmark = pytest.mark.django_db
SHANGHAI = ZoneInfo("Asia/Shanghai")
# Three working days from Monday: Thursday, as the input shows the end of a day.
FORM = {"to": "platform", "due": "2026-11-26T23:59", "reason": "商家拒绝"}


@pytest.fixture
def url(case: Case) -> str:
    return f"/c/{case.ref}/up/"


def up(client, url: str, **changes: str):
    return client.post(url, FORM | changes)


def test_it_names_the_platform_and_what_it_will_ask_for(as_alice, case, url):
    heard(case, NOW - HOUR, reply="refused")
    response = as_alice.get(url)
    words = words_of(response)
    assert "淘宝" in words
    assert words.count("已有") == 3
    check_kept(page_of(response), "due", "2026-11-26T23:59")
    assert 'name="to" value="platform"' in page_of(response)


def test_it_moves_the_case_and_starts_their_clock(as_alice, case, url):
    response = up(as_alice, url)
    filing = Filing.objects.get(case=case)
    assert (response.status_code, response["Location"]) == (302, f"/c/{case.ref}/?filed={filing.pk}")
    assert again(case).tier == "platform"
    clock = Deadline.objects.running().get(case=case, lane="theirs")
    assert (clock.rule, clock.due_at) == ("CLK12", datetime(2026, 11, 26, 23, 59, 59, tzinfo=SHANGHAI))
    assert clock.working[-1].startswith("2026-11-26")
    assert CaseEvent.objects.get(kind="tier_moved").data["reason"] == "商家拒绝"
    words = words_of(as_alice.get(response["Location"]))
    assert "周四 24:00" in words
    assert "商家拒绝" in words


def test_it_takes_the_time_the_refund_page_shows_instead(as_alice, case, url):
    up(as_alice, url, due="2026-11-25T18:30")
    clock = Deadline.objects.running().get(case=case, lane="theirs")
    assert (clock.due_at, clock.working) == (datetime(2026, 11, 25, 18, 30, tzinfo=SHANGHAI), [])


def test_it_knows_that_the_request_was_filed(as_alice, alice):
    case = opened(alice, now=NOW - DAY, signed_at=NOW - 2 * DAY)
    url = f"/c/{case.ref}/up/"
    before = words_of(as_alice.get(url)).count("已有")
    Deadline.objects.filter(case=case, rule="CLK02").update(state="met", ended_at=NOW)
    assert words_of(as_alice.get(url)).count("已有") == before + 1


def jd_case(alice):
    return opened(alice, now=NOW - DAY, platform="jd", number="286600412345")


def test_it_gives_the_seller_on_jd_24_hours_and_names_what_jd_calls_it(as_alice, alice):
    case = jd_case(alice)
    url = f"/c/{case.ref}/up/"
    response = as_alice.get(url)
    words = words_of(response)
    assert "向京东提交交易纠纷" in words
    assert "我已提交交易纠纷" in page_of(response)
    assert "我已向京东申请介入" not in page_of(response)
    for said in (
        "交易纠纷 → 申请京东介入",
        "客服仲裁（文章叫法）",
        "商家有 24 小时回应；超时或谈不拢，可申请京东介入。",
    ):
        assert said in words
    assert "1–3" not in words
    assert "退款详情页" not in words
    check_kept(page_of(response), "due", "2026-11-24T15:20")
    up(as_alice, url, due="2026-11-24T15:20")
    clock = Deadline.objects.running().get(case=case, lane="theirs")
    assert (clock.rule, clock.due_at) == ("CLK07", NOW + DAY)
    assert again(case).step_in_at == NOW + DAY


@pytest.mark.parametrize("platform", ["douyin", "pdd", "jd_self", "other", "xianyu", "meituan"])
def test_it_proposes_no_time_where_none_is_known(as_alice, alice, platform):
    case = opened(alice, now=NOW - DAY, platform=platform, number="286600412345")
    url = f"/c/{case.ref}/up/"
    response = as_alice.get(url)
    assert "App 显示了时间就填。没说就空着" in words_of(response)
    assert "个工作日" not in words_of(response)
    assert re.search(r'<input[^>]*name="due"(?![^>]*value=)', page_of(response))
    assert up(as_alice, url, due="2026-11-25T18:30").status_code == 302
    clock = Deadline.objects.running().get(case=case, lane="theirs")
    assert (clock.rule, clock.due_at) == ("", datetime(2026, 11, 25, 18, 30, tzinfo=SHANGHAI))
    assert again(case).next_deadline == clock


def test_it_calls_the_platform_by_its_short_name(as_alice, url):
    words = words_of(as_alice.get(url))
    assert "向淘宝申请平台介入" in words
    assert "淘宝 / 天猫" not in words


@pytest.mark.parametrize(
    ("tier", "filed", "to", "rule", "due"),
    [
        ("merchant", datetime(2026, 12, 29, 7, 0, tzinfo=UTC), "platform", "CLK12", datetime(2027, 1, 1, 23, 59, 59)),
        ("platform", datetime(2026, 12, 28, 7, 0, tzinfo=UTC), "regulator", "CLK20", datetime(2027, 1, 6, 23, 59, 59)),
    ],
)
def test_it_marks_a_clock_that_reaches_into_a_year_without_holidays(
    as_alice, alice, case, url, tmp_path, tier, filed, to, rule, due
):
    knowledge_load(now=NOW)
    if tier == "platform":
        tier_move(case=again(case), to="platform", now=filed - DAY)
    with time_machine.travel(filed, tick=False):
        as_alice.force_login(alice)  # the session of five weeks ago has ended
        up(as_alice, url, to=to, due=due.strftime("%Y-%m-%dT%H:%M"))
        clock = Deadline.objects.running().get(case=case, lane="theirs")
        assert (clock.rule, clock.provisional_year, clock.due_at) == (rule, 2027, due.replace(tzinfo=SHANGHAI))
        assert "节假日安排未录入" in words_of(as_alice.get(f"/c/{case.ref}/"))
    load_2027(tmp_path)
    assert provisional_sweep(now=filed + HOUR) == 1
    clock.refresh_from_db()
    # New Year's Day is off, and the weekend after it.
    assert (clock.provisional_year, clock.due_at > due.replace(tzinfo=SHANGHAI)) == (None, True)


def test_it_goes_on_to_12315_from_the_platform(as_alice, case, url):
    tier_move(case=again(case), to="platform", now=NOW - DAY)
    response = as_alice.get(url)
    assert "12315" in words_of(response)
    check_kept(page_of(response), "due", "2026-12-02T23:59")
    up(as_alice, url, to="regulator", due="2026-12-02T23:59")
    assert again(case).tier == "regulator"
    assert running(case) == ["CLK20"]


def test_it_is_one_step_when_the_button_is_pressed_twice(as_alice, case, url):
    up(as_alice, url)
    response = up(as_alice, url)
    assert (response.status_code, response["Location"]) == (302, f"/c/{case.ref}/")
    assert again(case).tier == "platform"
    assert kinds(case).count("tier_moved") == 1
    assert "刚才" in words_of(as_alice.get(response["Location"]))


@pytest.mark.parametrize("to", ["", "regulator", "merchant", "boss"])
def test_it_takes_no_other_step_than_the_one_shown(as_alice, case, url, to):
    assert up(as_alice, url, to=to).status_code == 302
    assert again(case).tier == "merchant"


def test_it_says_that_the_seller_was_not_contacted_and_lets_it_be(as_alice, case, url):
    assert "还没联系过商家。可能被退回先联系商家。" in words_of(as_alice.get(url))
    assert up(as_alice, url).status_code == 302
    assert again(case).tier == "platform"


def test_it_does_not_say_so_of_a_seller_who_was(as_alice, case, url):
    heard(case, NOW - HOUR, reply="refused")
    tier_move(case=again(case), to="platform", now=NOW)
    assert "还没联系过商家" not in words_of(as_alice.get(url))


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"due": ""}, "due", ""),
        ({"due": "2026-11-23T15:00"}, "due", "还没到的时间"),
        ({"due": "2026-11-31T10:00"}, "due", ""),
        ({"due": "9999-01-01T00:00"}, "due", ""),
        ({"reason": "长" * 201}, "reason", "200"),
    ],
)
def test_it_says_beside_the_field_what_to_change_and_loses_nothing(as_alice, case, url, change, field, sentence):
    form = FORM | change
    response = as_alice.post(url, form)
    kept = {name: value for name, value in form.items() if name not in (field, "to")}
    check_error(response, field, sentence, **kept)
    assert again(case).tier == "merchant"


def test_it_has_nowhere_to_go_from_12315(as_alice, case, url):
    tier_move(case=again(case), to="platform", now=NOW - DAY)
    tier_move(case=again(case), to="regulator", now=NOW - HOUR)
    for response in (as_alice.get(url), up(as_alice, url, to="regulator")):
        assert (response.status_code, response["Location"]) == (302, f"/c/{case.ref}/")
    assert kinds(case).count("tier_moved") == 2


def test_it_moves_no_closed_case(as_alice, case, url):
    case_close(case=again(case), outcome="full", now=NOW)
    assert up(as_alice, url)["Location"] == f"/c/{case.ref}/"
    assert again(case).tier == "merchant"


def test_it_speaks_both_languages(as_alice, url):
    check_languages(as_alice, url, "向淘宝", "Ask Taobao")


def test_it_is_looked_at_and_done(as_alice, url):
    check_verbs(as_alice, url, "get", "post")


def test_it_is_for_its_owner_alone(client, as_charlie, case, url):
    check_gate(url, "get", "post", anonymous=client, stranger=as_charlie)
    assert up(as_charlie, url).status_code == 404
    assert again(case).tier == "merchant"


def test_it_is_kept_by_no_cache(as_alice, url):
    check_private(as_alice.get(url))


def test_it_shows_markup_as_text(as_alice, case, url):
    check_escaped(up(as_alice, url, reason=PAYLOAD, due=""))
    up(as_alice, url, reason=PAYLOAD)
    check_escaped(as_alice.get(f"/c/{case.ref}/"))


def test_it_freezes_the_text_and_the_exhibits_as_a_filing(as_alice, case, url):
    row = EvidenceFactory(case=case, number=3, kind="goods", caption="开线处近景")
    EvidenceFactory(case=case, number=4, kind="chat")
    case_exhibits_refresh(case=again(case))
    text = "订单 123456789012345678，发现袖口开线。诉求：换货。"
    up(as_alice, url, text=text, exhibits="1", exhibit="3", number="纠纷编号 JF-1")
    filing = Filing.objects.get(case=case)
    assert (filing.tier, filing.code, filing.text) == ("platform", "T8", text)
    assert [(one["number"], one["sha256"], one["name"]) for one in filing.exhibits] == [(3, row.sha256, "开线处近景")]
    assert filing.deadline == Deadline.objects.running().get(case=case, lane="theirs")
    assert filing.references.get().number == "JF-1"
    page = f"/c/{case.ref}/filing/{filing.pk}/"
    assert row.sha256 in words_of(as_alice.get(page))
    assert "之后已删除或更换" not in words_of(as_alice.get(page))
    evidence_delete(evidence=row, now=NOW, reason="放错了")
    words = words_of(as_alice.get(page))
    assert row.sha256 in words
    assert "之后已删除或更换" in words


def test_it_takes_the_step_back_with_its_filing(as_alice, case, url):
    up(as_alice, url)
    filing = Filing.objects.get(case=case)
    as_alice.post(f"/c/{case.ref}/filing/{filing.pk}/undo/")
    assert again(case).tier == "merchant"


def test_it_freezes_no_text_with_marks_in_it(as_alice, case, url):
    response = up(as_alice, url, text="诉求：【诉求】。")
    assert response.status_code == 422
    assert "诉求：【诉求】。" in page_of(response)
    assert again(case).tier == "merchant"
    assert up(as_alice, url, text="").status_code == 302
    assert Filing.objects.get(case=case).code == "", "told in the shopper's own words"


def jd_filed(alice) -> Case:
    case = jd_case(alice)
    tier_move(case=again(case), to="platform", now=NOW - 2 * HOUR)
    return case


def window_case(alice) -> Case:
    return opened(alice, now=NOW - DAY, signed_at=NOW - 5 * DAY)


def private_case(alice) -> Case:
    case = opened(alice, now=NOW - DAY)
    heard(case, NOW - HOUR, words="亲，加微信给您转红包，不走平台")
    return case


def met_case(alice) -> Case:
    case = opened(alice, now=NOW - DAY)
    grounds_answer(case=again(case), answers={"taobao_extra": "met"}, now=NOW)
    return case


@pytest.mark.parametrize(
    ("make", "to", "slug", "says"),
    [
        (lambda alice: opened(alice, now=NOW - DAY), "platform", "unasked", "还没联系过商家"),
        (window_case, "platform", "window", "先提交售后申请，再等答复"),
        (private_case, "platform", "private", "提出私下解决"),
        (met_case, "platform", "ground:taobao_extra", "主张额外损失或法定赔偿"),
        (lambda alice: opened(alice, now=NOW - DAY), "platform", "proof", "还缺："),
        (jd_filed, "regulator", "jd_authority", "京东可以不再受理"),
        (jd_filed, "regulator", "unasked", "还没有平台的任何答复记录"),
    ],
)
def test_it_warns_and_lets_the_shopper_past_with_a_reason(as_alice, alice, make, to, slug, says):
    case = make(alice)
    url = f"/c/{case.ref}/up/"
    assert says in words_of(as_alice.get(url))
    due = "2026-12-02T23:59"
    response = as_alice.post(url, {"to": to, "due": due, "reason": ""})
    check_error(response, "why", "为什么还是要继续", due=due)
    check_error(as_alice.post(url, {"to": to, "due": due, "why": "other"}), "reason", "为什么还是要继续", why="other")
    assert again(case).tier != to
    assert as_alice.post(url, {"to": to, "due": due, "reason": "时间来不及"}).status_code == 302
    assert again(case).tier == to
    passed = CaseEvent.objects.get(case=case, kind="guards_passed").data
    assert slug in passed["guards"]
    assert passed["why"] == "时间来不及"
    words = words_of(as_alice.get(f"/c/{case.ref}/older/")) + words_of(as_alice.get(f"/c/{case.ref}/"))
    assert "你看过提醒后继续" in words
    assert "时间来不及" in words


def everything_there(case) -> None:
    heard(case, NOW - HOUR, reply="refused", words="不影响使用")
    answers = {row.item: "have" for row in up_rows(again(case), "platform") if not row.proven}
    needs_answer(case=again(case), answers=answers, now=NOW)


def test_it_asks_for_no_reason_when_nothing_is_in_the_way(as_alice, case, url):
    everything_there(case)
    assert "继续之前" not in page_of(as_alice.get(url))
    assert up(as_alice, url, reason="").status_code == 302
    assert not CaseEvent.objects.filter(kind="guards_passed").exists()


def test_it_tells_the_complaint_and_the_report_apart(as_alice, case, url):
    tier_move(case=again(case), to="platform", now=NOW - DAY)
    words = words_of(as_alice.get(url))
    for said in ("两份，不是一份", "7 个工作日内决定是否受理", "不会带来退款", "归哪里管"):
        assert said in words


def test_it_offers_no_first_word_once_the_platform_has_it(as_alice, case, url):
    heard(case, NOW - HOUR, reply="refused")
    said = words_of(as_alice.get(up(as_alice, url)["Location"]))
    assert "等到周四 24:00" in said
    assert "客服会收到" not in said
    assert "我已发出" not in said
