"""/c/<ref>/: whose turn it is, until when, what to send, what happened."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from cases.models import Case
from cases.services.case_state import case_close, tier_move
from cases.services.contact_log import PromiseEntry
from cases.services.deadline_sweep import deadlines_sweep
from cases.services.event import event_record
from tests.case_acts import DAY, HOUR, again, heard, opened, sent
from tests.factories import NOW
from tests.web.cases.checklist import (
    PAYLOAD,
    check_escaped,
    check_gate,
    check_languages,
    check_private,
    check_verbs,
    letter_of,
    page_of,
    queries_of,
    words_of,
)

pytestmark = pytest.mark.django_db
# Besides the session and the user: case, clocks and talk of the next step, record, letter, notices.
MOST = 8


@pytest.fixture
def url(case: Case) -> str:
    return f"/c/{case.ref}/"


def test_it_says_what_the_case_is(as_alice, url):
    words = words_of(as_alice.get(url))
    for said in ("卷0001", "淘宝", "示例店", "衬衫袖口开线", "换货", "尾号 5678"):
        assert said in words


def test_it_starts_with_the_letter_to_the_seller(as_alice, url):
    response = as_alice.get(url)
    assert "联系商家客服" in words_of(response)
    assert letter_of(response) == "您好，我的订单 123456789012345678，买的衬衫袖口开线，想申请换货，请协助处理。"
    assert "还没有往来记录" in words_of(response)


def test_it_speaks_both_languages(as_alice, url):
    check_languages(as_alice, url, "下一步", "Next step")


def test_it_is_only_looked_at(as_alice, url):
    check_verbs(as_alice, url, "get")


def test_it_is_for_its_owner_alone(client, as_charlie, as_bob, url):
    check_gate(url, "get", anonymous=client, stranger=as_charlie)
    assert as_bob.get(url).status_code == 404


def test_it_says_the_same_of_a_strangers_case_and_of_none(as_charlie, url):
    strangers, nobodys = as_charlie.get(url), as_charlie.get("/c/aaaaaaaaaaaaaaaa/")
    assert strangers.status_code == nobodys.status_code == 404
    assert words_of(strangers) == words_of(nobodys)


def test_it_is_kept_by_no_cache(as_alice, url):
    check_private(as_alice.get(url))


def test_it_shows_the_promise_and_its_clock(as_alice, case, url):
    heard(case, NOW - HOUR, hours=24, agent_number="6789")
    words = words_of(as_alice.get(url))
    assert "等到明天 14:20" in words
    assert "24小时内给您回复" in words
    assert "工号 6789" in words
    assert "23 小时" in words


def test_it_says_that_they_are_late_and_how_to_nudge(as_alice, case, url):
    heard(case, NOW - 5 * HOUR, hours=2, agent_number="6789")
    deadlines_sweep(now=NOW - 2 * HOUR)
    response = as_alice.get(url)
    words = words_of(response)
    for said in ("再催一次", "超时", "3 小时", "12:20 自动记录"):
        assert said in words
    assert "24小时" not in letter_of(response)
    assert "2小时内给您回复" in letter_of(response)
    assert "6789" in letter_of(response)
    assert "超时" in page_of(response).split("</title>")[0]


def test_it_does_not_say_that_it_saw_what_it_worked_out_afterwards(as_alice, case, url):
    heard(case, NOW - 5 * HOUR, hours=2)
    deadlines_sweep(now=NOW)
    words = words_of(as_alice.get(url))
    assert "12:20 事后自动推算" in words
    assert "自动记录" not in words


def test_it_is_late_as_soon_as_the_moment_has_passed_sweep_or_not(as_alice, case, url):
    heard(case, NOW - 5 * HOUR, hours=2)
    assert "再催一次" in words_of(as_alice.get(url))


def test_it_shows_the_ledger_with_how_each_promise_ended(as_alice, case, url):
    heard(case, NOW - 20 * HOUR, hours=2)
    deadlines_sweep(now=NOW - 10 * HOUR)
    heard(case, NOW - 9 * HOUR, hours=48)
    heard(case, NOW - 8 * HOUR, hours=72)
    heard(case, NOW - 7 * HOUR, words="尽快", promise=PromiseEntry(words="尽快", due_at=None))
    words = words_of(as_alice.get(url))
    for state in ("失约", "已替换", "计时中", "没说时间"):
        assert state in words, words


def test_it_opens_the_platform_after_a_refusal(as_alice, case, url):
    heard(case, NOW - HOUR, reply="refused", words="不支持换货")
    response = as_alice.get(url)
    assert "向淘宝申请平台介入" in words_of(response)
    assert f'href="{url}up/"' in page_of(response)


def test_it_shows_the_shoppers_window_apart_from_theirs(as_alice, alice):
    case = opened(alice, now=NOW - DAY, signed_at=NOW - 2 * DAY)
    sent(case, NOW - HOUR)
    heard(case, NOW - HOUR / 2, hours=24)
    words = words_of(as_alice.get(f"/c/{case.ref}/"))
    aside = words.split("要我按时做的", 1)[1]
    assert "七天无理由退货" in aside
    assert "周六 24:00" in aside


def test_it_asks_for_a_date_instead_of_guessing_it(as_alice, url):
    page = page_of(as_alice.get(url))
    assert f'action="{url}clocks/day/"' in page
    assert 'name="trigger" value="signed"' in page


def test_it_locks_a_closed_case_behind_reopening(as_alice, case, url):
    heard(case, NOW - HOUR, hours=24)
    case_close(case=again(case), outcome="full", now=NOW)
    response = as_alice.get(url)
    page, words = page_of(response), words_of(response)
    assert "已了结" in words
    assert f'action="{url}reopen/"' in page
    for act in ("promise/", "say/sent/", "edit/", "close/", "up/"):
        assert f"{url}{act}" not in page


def test_it_offers_to_take_back_the_entry_just_made(as_alice, case, url):
    contact = heard(case, NOW, hours=24)
    assert f'action="{url}e/{contact.pk}/undo/"' in page_of(as_alice.get(f"{url}?undo={contact.pk}"))
    assert "/undo/" not in page_of(as_alice.get(url))


@pytest.mark.parametrize("number", ["", "x", "-1", "²", "99999999999999999999999"])
def test_it_ignores_an_undo_of_nothing(as_alice, url, number):
    response = as_alice.get(url, {"undo": number})
    assert response.status_code == 200
    assert "/undo/" not in page_of(response)


def test_it_offers_no_undo_of_another_case(as_alice, as_charlie, case, url, charlie):
    other = heard(opened(charlie), NOW)
    assert "/undo/" not in page_of(as_alice.get(f"{url}?undo={other.pk}"))


def test_it_stands_on_the_platforms_stair(as_alice, case, url):
    tier_move(case=again(case), to="platform", now=NOW - HOUR, due_at=NOW + DAY)
    response = as_alice.get(url)
    assert "等到明天 15:20" in words_of(response)
    assert stair_of(response) == "贰 平台"


def test_it_has_no_chat_letter_for_the_regulator(as_alice, case, url):
    tier_move(case=again(case), to="platform", now=NOW - HOUR, due_at=NOW + DAY)
    tier_move(case=again(case), to="regulator", now=NOW, due_at=NOW + 9 * DAY)
    response = as_alice.get(url)
    assert stair_of(response) == "叁 监管"
    assert 'id="letter"' not in page_of(response)


def stair_of(response) -> str:
    """Return the stair that is marked as the present one."""
    stair = page_of(response).split('aria-current="step">', 1)[1].split('<span class="nt">', 1)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", stair).split())


def test_it_shows_markup_as_text_wherever_a_shopper_writes(as_alice, alice):
    texts = dict.fromkeys(("item", "shop", "problem", "problem_detail", "number"), PAYLOAD)
    case = opened(alice, now=NOW - DAY, **texts)
    promise = PromiseEntry(words=PAYLOAD, due_at=NOW + DAY, reading={"kind": "date", "working": [PAYLOAD]})
    heard(case, NOW - HOUR, words=f"{PAYLOAD}原话", note=PAYLOAD, agent_number=PAYLOAD, promise=promise)
    for address in (f"/c/{case.ref}/", f"/en/c/{case.ref}/"):
        check_escaped(as_alice.get(address), 6)
    tier_move(case=again(case), to="platform", now=NOW, reason=PAYLOAD, due_at=NOW + DAY)
    check_escaped(as_alice.get(f"/c/{case.ref}/"), 6)
    case_close(case=again(case), outcome="other", note=PAYLOAD, now=NOW)
    check_escaped(as_alice.get(f"/c/{case.ref}/"), 6)


def test_it_shows_the_whole_order_number_in_the_letter_only(as_alice, case, url):
    page = page_of(as_alice.get(url))
    shown = page.split("<main", 1)[1]
    letter, translation = shown.split('class="letter-b"', 1)[1].split("</div>", 1)[0], 'name="text" value="'
    assert letter.count("123456789012345678") == 1
    rest = shown.replace(letter, "").split(translation, 1)
    assert "123456789012345678" not in rest[0]


def queries(client, path: str) -> list[str]:
    """Return what the page itself asks for, besides the session and the user."""
    frame = ("django_session", 'FROM "cases_user"')
    return [sql for sql in queries_of(client, path) if not any(part in sql for part in frame)]


def grow(case: Case, number: int) -> None:
    for index in range(number):
        at = NOW - timedelta(minutes=3 * (number - index))
        heard(case, at, now=NOW, hours=24, agent_number=str(7000 + index), replaces=index % 2 == 0)
        sent(case, at + timedelta(minutes=1), code="T3", text=f"第{index}次")


def test_it_costs_the_same_for_a_short_record_and_a_long_one(as_alice, alice):
    short, long = (opened(alice, now=NOW - DAY, signed_at=NOW - 2 * DAY, number=str(number)) for number in (1, 2))
    grow(short, 1)
    grow(long, 50)
    as_alice.get(f"/c/{short.ref}/")
    few, many = queries(as_alice, f"/c/{short.ref}/"), queries(as_alice, f"/c/{long.ref}/")
    assert len(few) == len(many), (few, many)
    assert len(many) <= MOST, "\n".join(many)


@pytest.mark.parametrize("said", ["nothing", "something", "a promise", "too late", "refused", "closed"])
def test_it_stays_within_its_queries_whatever_was_said(as_alice, alice, said):
    case = opened(alice, now=NOW - DAY, signed_at=NOW - 2 * DAY)
    if said != "nothing":
        heard(case, NOW - 3 * HOUR, agent_number="6789")
    if said in ("a promise", "too late"):
        heard(case, NOW - 2 * HOUR, hours=24 if said == "a promise" else 1)
    if said == "refused":
        heard(case, NOW - HOUR, reply="refused")
    if said == "closed":
        case_close(case=again(case), outcome="full", now=NOW)
    as_alice.get(f"/c/{case.ref}/")
    made = queries(as_alice, f"/c/{case.ref}/")
    assert len(made) <= MOST, "\n".join(made)


def test_it_shows_the_latest_entries_and_leads_to_the_older_ones(as_alice, case, url):
    grow(case, 6)
    page = page_of(as_alice.get(url))
    timeline = page.split('id="tl"', 1)[1].split("</ol>", 1)[0]
    assert timeline.count('id="e') == 8
    assert f"{url}older/?before=" in timeline


def test_it_names_the_window_that_has_closed(as_alice, alice):
    case = opened(alice, now=NOW - 9 * DAY, signed_at=NOW - 9 * DAY)
    event_record(case=case, kind="window_closed", at=NOW - DAY, now=NOW, data={"rule": "CLK02"})
    assert "你的期限已过：七日无理由退货" in page_of(as_alice.get(f"/c/{case.ref}/"))
