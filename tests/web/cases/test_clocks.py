"""/c/<ref>/clocks/: both lanes, every day counted, the rule with its source; and the lanes on the case page."""

from __future__ import annotations

import re

import pytest

from cases.domain.starts import Trigger
from cases.services.case_state import case_close, tier_move
from cases.services.contact_log import PromiseEntry
from cases.services.deadline_sweep import deadlines_sweep
from cases.services.moments import goods_note, moment_note
from cases.services.owed import owed_ask
from tests.case_acts import DAY, HOUR, again, heard, opened
from tests.factories import NOW
from tests.web.cases.checklist import (
    PAYLOAD,
    check_escaped,
    check_gate,
    check_languages,
    check_private,
    check_verbs,
    page_of,
    queries_of,
    words_of,
)
from tests.web.cases.filings import filed

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(case) -> str:
    return f"/c/{case.ref}/clocks/"


def test_it_shows_both_lanes_with_every_day_and_where_the_rule_comes_from(as_alice, alice):
    case = opened(alice, now=NOW - DAY, signed_at=NOW - 2 * DAY)
    heard(case, NOW - HOUR, hours=24)
    words = words_of(as_alice.get(f"/c/{case.ref}/clocks/"))
    theirs, mine = words.split("要我按时做的", 1)
    assert "24小时内给您回复" in theirs
    for said in (
        "七天无理由退货",
        "2026-11-22 周日 第1天",
        "2026-11-28 周六 第7天",
        "第 10 条",
        "核对日期：2026-11-23",
    ):
        assert said in mine, said


def tags_of(client, case) -> list[str]:
    return re.findall(r'<span class="tag ([a-z]*)">([^<]+)</span></h3>', page_of(client.get(f"/c/{case.ref}/clocks/")))


def test_it_says_of_a_late_answer_what_the_ledger_says(as_alice, alice):
    case = opened(alice, now=NOW - 4 * DAY)
    heard(case, NOW - 3 * DAY, hours=24)
    heard(case, NOW - 2 * DAY + 22 * HOUR, now=NOW - HOUR, words="不退", reply="refused")
    assert ("late", "已答复，晚 22 小时") in tags_of(as_alice, case)
    assert "失约" in words_of(as_alice.get(f"/c/{case.ref}/"))


def test_it_calls_what_was_agreed_to_and_refused_late_broken(as_alice, alice):
    case = opened(alice, now=NOW - 4 * DAY)
    said = "同意退款，24小时内到账"
    heard(case, NOW - 3 * DAY, reply="agreed", words=said, promise=PromiseEntry(words=said, due_at=NOW - 2 * DAY))
    heard(case, NOW - DAY, words="不退了", reply="refused")
    assert tags_of(as_alice, case) == [("late", "失约")]


def test_it_says_of_a_ruling_that_ended_what_it_says_of_one_that_runs(as_alice, alice):
    case = opened(alice, now=NOW - 4 * DAY)
    tier_move(case=case, to="platform", now=NOW - 4 * DAY)
    said = "支持买家，卖家须在24小时内退款899元"
    promise = PromiseEntry(words=said, due_at=NOW - 2 * DAY)
    heard(case, NOW - 3 * DAY, tier="platform", reply="agreed", words=said, promise=promise)
    url = f"/c/{case.ref}/clocks/"
    before = words_of(as_alice.get(url))
    assert "定下" in before
    assert "对方答应" not in before
    heard(case, NOW - DAY, tier="platform", words="不支持", reply="refused")
    assert "定下" in words_of(as_alice.get(url))
    assert "对方答应" not in words_of(as_alice.get(url))


def test_it_calls_an_answer_in_time_met_however_late_it_was_noted(as_alice, alice):
    case = opened(alice, now=NOW - 4 * DAY)
    heard(case, NOW - 3 * DAY, hours=24)
    heard(case, NOW - 3 * DAY + 22 * HOUR, now=NOW - HOUR, words="不退", reply="refused")
    assert ("ok", "已办") in tags_of(as_alice, case)
    assert "晚" not in "".join(word for _, word in tags_of(as_alice, case))


def test_it_says_by_how_much_the_platform_was_late(as_alice, alice):
    case = opened(alice, now=NOW - 9 * DAY)
    due = filed(case, now=NOW - 8 * DAY).deadline.due_at
    heard(case, due + DAY, now=NOW, tier="platform", words="不支持", reply="refused")
    assert ("late", "已答复，晚 1 天") in tags_of(as_alice, case)


def test_it_calls_the_shoppers_own_window_over_as_the_case_page_does(as_alice, alice):
    case = opened(alice, now=NOW - 9 * DAY, signed_at=NOW - 9 * DAY)
    deadlines_sweep(now=NOW)
    assert ("", "已过") in tags_of(as_alice, case)
    assert "已了结" not in words_of(as_alice.get(f"/c/{case.ref}/clocks/"))
    assert "你的期限已过：七日无理由退货" in words_of(as_alice.get(f"/c/{case.ref}/"))


def test_it_says_that_the_nominal_day_is_the_safe_one(as_alice, alice):
    case = opened(alice, now=NOW - DAY, signed_at=NOW - 59 * DAY)
    words = words_of(as_alice.get(f"/c/{case.ref}/clocks/"))
    assert "2026-10-02 周五 第7天" in words
    assert "请按这一天办" in words


def test_it_leads_there_from_each_clock_of_the_case(as_alice, alice):
    case = opened(alice, now=NOW - DAY, signed_at=NOW - 2 * DAY)
    row = case.deadlines.get()
    assert f'href="/c/{case.ref}/clocks/#d{row.pk}"' in page_of(as_alice.get(f"/c/{case.ref}/"))
    assert f'id="d{row.pk}"' in page_of(as_alice.get(f"/c/{case.ref}/clocks/"))


def test_it_keeps_the_lanes_apart_on_the_case_page(as_alice, alice):
    case = opened(alice, now=NOW - DAY, signed_at=NOW - 2 * DAY)
    heard(case, NOW - HOUR, hours=24)
    words = words_of(as_alice.get(f"/c/{case.ref}/"))
    theirs = words.split("等对方做的", 1)[1].split("要我按时做的", 1)
    assert "24小时内给您回复" in theirs[0]
    assert "七天无理由退货" in theirs[1]


def test_it_asks_on_the_case_page_for_two_days_at_most(as_alice, alice):
    case = opened(alice, now=NOW - DAY, platform="jd")
    heard(case, NOW - HOUR, reply="refused")
    page = page_of(as_alice.get(f"/c/{case.ref}/"))
    assert page.count('class="lane-day"') == 2
    assert "还有 2 个日子可以填" in words_of(as_alice.get(f"/c/{case.ref}/"))
    assert page_of(as_alice.get(f"/c/{case.ref}/clocks/")).count('id="days"') == 1


def test_it_asks_first_for_the_day_that_starts_jds_fifteen(as_alice, alice):
    """Refused in the chat: the next step goes by the day the request was refused, not by that of confirming."""
    case = opened(alice, now=NOW - DAY, platform="jd")
    heard(case, NOW - HOUR, reply="refused")
    for url in (f"/c/{case.ref}/", f"/c/{case.ref}/clocks/"):
        page = page_of(as_alice.get(url))
        asked = page[page.index("售后单哪天被拒的？") :]
        assert "哪天点的确认收货？" not in page or "哪天点的确认收货？" in asked


def test_it_shows_a_clock_that_stands_still_with_its_rest(as_alice, alice):
    case = opened(alice, now=NOW - DAY)
    heard(case, NOW - 4 * HOUR, hours=24)
    owed_ask(case=again(case), kind="evidence", now=NOW)
    words = words_of(as_alice.get(f"/c/{case.ref}/"))
    assert "还剩 20 小时" in words
    assert "停着，等你补东西" in words
    assert "暂停" in words_of(as_alice.get(f"/c/{case.ref}/clocks/"))


def test_it_guesses_no_time_from_before_a_rule(as_alice, alice):
    case = opened(alice, now=NOW - 9 * DAY)
    tier_move(case=case, to="regulator", now=NOW - 8 * DAY, due_at=NOW + DAY)
    moment_note(case=again(case), trigger=Trigger.COMPLAINT_ACCEPTED, at=NOW - 230 * DAY, now=NOW)
    assert "2026-04-15 之前是另一条规则" in words_of(as_alice.get(f"/c/{case.ref}/clocks/"))


def test_it_names_the_quick_window_of_the_goods(as_alice, alice):
    case = opened(alice, now=NOW - HOUR, platform="jd", signed_at=NOW - HOUR)
    goods_note(case=case, goods="portable_3c_visible", warranty="", now=NOW)
    assert "京东：品类快窗口（提售后）" in words_of(as_alice.get(f"/c/{case.ref}/"))


def test_it_asks_nothing_in_a_closed_case(as_alice, case, url):
    case_close(case=case, outcome="full", now=NOW)
    page = page_of(as_alice.get(url))
    assert "lane-day" not in page
    assert "/clocks/goods/" not in page


def test_it_costs_the_same_for_many_clocks(as_alice, alice):
    case = opened(alice, now=NOW - DAY, signed_at=NOW - 2 * DAY)
    few = len(queries_of(as_alice, f"/c/{case.ref}/clocks/"))
    for hours in (24, 30, 36, 40):
        heard(case, NOW - HOUR, hours=hours, replaces=False)
    assert len(queries_of(as_alice, f"/c/{case.ref}/clocks/")) == few


def test_it_escapes_what_was_said(as_alice, alice):
    case = opened(alice, now=NOW - DAY)
    heard(case, NOW - HOUR, hours=24, words=PAYLOAD)
    case.promises.update(words=PAYLOAD)
    check_escaped(as_alice.get(f"/c/{case.ref}/clocks/"))


def test_it_speaks_both_languages(as_alice, url):
    check_languages(as_alice, url, "要我按时做的", "What you must do in time")


def test_it_is_only_looked_at(as_alice, url):
    check_verbs(as_alice, url, "get")


def test_it_is_for_its_owner_alone(client, as_charlie, url):
    check_gate(url, "get", anonymous=client, stranger=as_charlie)


def test_it_is_kept_by_no_cache(as_alice, url):
    check_private(as_alice.get(url))


def test_it_draws_the_nearest_clocks_and_names_the_rest(as_alice, alice):
    case = opened(alice, now=NOW - HOUR, platform="jd", signed_at=NOW - HOUR, confirmed_at=NOW - HOUR)
    goods_note(case=case, goods="desktop_3c", warranty="", now=NOW)
    lane = page_of(as_alice.get(f"/c/{case.ref}/")).split('class="lane lane-mine"', 1)[1].split("</ul>", 1)[0]
    assert lane.count("<li>") == 4
    # The nearest is the next step's own clock, drawn there.
    assert lane.count('class="ruler"') == 1
    assert "到12月8日 24:00" in lane
