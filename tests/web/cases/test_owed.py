"""/c/<ref>/owed/: they want something of the shopper; their clocks stand still until it is sent."""

from __future__ import annotations

import pytest
import time_machine

from cases.models import Case, Deadline, Mail
from cases.selectors.dossier import dossier_content
from cases.services.case_state import case_close, tier_move
from cases.services.deadline_sweep import deadlines_sweep
from tests.case_acts import DAY, HOUR, again, clock_of, heard, kinds, opened
from tests.factories import NOW
from tests.web.cases.checklist import (
    PAYLOAD,
    check_error,
    check_escaped,
    check_gate,
    check_languages,
    check_verbs,
    page_of,
    words_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(alice) -> Case:
    case = opened(alice, now=NOW - DAY)
    heard(case, NOW - 4 * HOUR, hours=24)
    return again(case)


@pytest.fixture
def url(case) -> str:
    return f"/c/{case.ref}/owed/"


def test_it_is_reached_from_the_case(as_alice, case, url):
    assert f'href="{url}"' in page_of(as_alice.get(f"/c/{case.ref}/"))
    assert "24小时内给您回复" in words_of(as_alice.get(url))


def test_it_stops_their_clock_and_makes_it_the_next_step(as_alice, case, url):
    response = as_alice.post(url, {"kind": "evidence", "words": "请补照片", "due": "2026-11-24T10:00"})
    assert response["Location"] == f"/c/{case.ref}/"
    words = words_of(as_alice.get(response["Location"]))
    assert "把对方要的补上" in words
    assert "补充证据：请补照片" in words
    assert clock_of(case.contacts.get()).state == "paused"


def test_it_goes_on_by_one_press(as_alice, case, url):
    as_alice.post(url, {"kind": "evidence"})
    assert 'name="done"' in page_of(as_alice.get(url))
    assert "还剩" in words_of(as_alice.get(url)) or "20小时" in words_of(as_alice.get(url))
    as_alice.post(url, {"done": "1"})
    assert clock_of(case.contacts.get()).state == "running"
    assert "你补上了，对方的时间接着算" in words_of(as_alice.get(f"/c/{case.ref}/"))


def test_it_waits_for_the_result_of_a_test_and_not_for_the_shopper(as_alice, case, url):
    """R121 art. 22: the goods are tested by whom both sides or the office chose; the shopper owes nothing."""
    as_alice.post(url, {"kind": "testing", "words": "送检测机构"})
    words = words_of(as_alice.get(f"/c/{case.ref}/"))
    assert "等检测结果" in words
    assert "等检测结果出来" in words
    clocks = words_of(as_alice.get(f"/c/{case.ref}/clocks/"))
    form = words_of(as_alice.get(url))
    assert "结果是什么时候出来的" in form
    assert "结果出来了，接着算" in form
    as_alice.post(url, {"done": "1"})
    after = words_of(as_alice.get(f"/c/{case.ref}/"))
    assert "检测结果出来了" in after
    for said in (words, clocks, form, after):
        for owed in ("等你补", "已补上", "补上了", "你补", "要补的"):
            assert owed not in said
    assert "The result of the test is here" in words_of(as_alice.get(f"/en/c/{case.ref}/"))


def test_it_tells_a_test_in_the_dossier_as_what_it_is(as_alice, case, url):
    as_alice.post(url, {"kind": "testing", "words": "送检测机构"})
    as_alice.post(url, {"done": "1"})
    told = str(dossier_content(again(case), now=NOW)["timeline"])
    assert "检测结果出来了" in told
    assert "商品送鉴定检测" in told
    assert "本人补上" not in told


def test_it_is_harmless_to_press_twice(as_alice, case, url):
    for _ in range(2):
        as_alice.post(url, {"kind": "evidence"})
    for _ in range(2):
        assert as_alice.post(url, {"done": "1"}).status_code == 302
    assert clock_of(case.contacts.get()).due_at == NOW + 20 * HOUR


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"words": "请补照片"}, "kind", "选对方要什么"),
        ({"kind": "evidence", "words": "请补照片", "due": "2026-11-20T10:00"}, "due", ""),
    ],
)
def test_it_says_what_is_wrong_and_keeps_what_was_typed(as_alice, case, url, typed, field, sentence):
    check_error(as_alice.post(url, typed), field, sentence, words="请补照片")
    assert again(case).owed_at is None


def test_it_says_what_is_a_rule_and_what_is_our_own_way(as_alice, url):
    words = words_of(as_alice.get(url))
    assert "是有据自己的算法" in words
    assert "第 22、23 条" in words


def test_it_escapes_what_they_said(as_alice, case, url):
    as_alice.post(url, {"kind": "other", "words": PAYLOAD})
    check_escaped(as_alice.get(url))
    check_escaped(as_alice.get(f"/c/{case.ref}/"))


def test_it_takes_nothing_in_a_closed_case(as_alice, case, url):
    case_close(case=case, outcome="full", now=NOW)
    assert as_alice.post(url, {"kind": "evidence"})["Location"] == f"/c/{case.ref}/"
    assert again(case).owed_at is None


def test_it_speaks_both_languages(as_alice, url):
    check_languages(as_alice, url, "对方要什么", "What they ask for")


def test_it_is_looked_at_and_done(as_alice, url):
    check_verbs(as_alice, url, "get", "post")


def test_it_is_for_its_owner_alone(client, as_charlie, case, url):
    check_gate(url, "get", "post", anonymous=client, stranger=as_charlie)
    assert again(case).owed_at is None


def test_it_keeps_when_they_asked_and_when_it_was_sent(as_alice, case, url):
    """24 hours promised four hours ago; asked three hours ago, sent one hour ago: two hours later than promised."""
    due = clock_of(case.contacts.get()).due_at
    as_alice.post(url, {"kind": "evidence", "at": "2026-11-23T12:20"})
    assert again(case).owed_at == NOW - 3 * HOUR
    page = page_of(as_alice.get(url))
    assert "你是什么时候补上的" in page
    assert as_alice.post(url, {"done": "1", "at": "2026-11-23T14:20"}).status_code == 302
    assert clock_of(case.contacts.get()).due_at == due + 2 * HOUR


@pytest.mark.parametrize(
    ("at", "sentence"),
    [
        ("2026-11-23T12:00", "这早于对方提出要求的时间。请检查日期。"),
        ("2026-11-25T12:00", "这个时间还没到，选实际做的时间。"),
        ("gestern", "选日期和时间。"),
    ],
)
def test_it_refuses_a_moment_when_nothing_can_have_been_sent(as_alice, case, url, at, sentence):
    as_alice.post(url, {"kind": "evidence", "at": "2026-11-23T12:20"})
    answer = as_alice.post(url, {"done": "1", "at": at})
    check_error(answer, "at", sentence)
    assert again(case).owed_at is not None


def test_it_refuses_what_was_asked_before_it_was_filed(as_alice, case, url):
    tier_move(case=case, to="platform", now=NOW - HOUR, due_at=NOW + DAY)
    answer = as_alice.post(url, {"kind": "evidence", "at": "2026-11-23T12:20"})
    check_error(answer, "at", "这早于你向他们提交的时间。请检查日期。")
    assert again(case).owed_at is None


def test_it_calls_no_promise_broken_while_they_wait(as_alice, case, url):
    """Its moment passes while the shopper owes them something: on the case page it stands still."""
    as_alice.post(url, {"kind": "evidence"})
    with time_machine.travel(NOW + 2 * DAY, tick=False):
        page = page_of(as_alice.get(f"/c/{case.ref}/"))
    assert "停着" in page
    assert "失约" not in page


def test_it_takes_their_deadline_however_late_it_is_noted(as_alice, case, url):
    """Asked three hours ago, to be sent within two: over, and kept as the window it was."""
    form = {"kind": "evidence", "at": "2026-11-23T12:20", "due": "2026-11-23T14:20"}
    assert as_alice.post(url, form).status_code == 302
    window = Deadline.objects.get(case=case, rule="OWED")
    assert (window.state, window.due_at, window.act_at) == ("lapsed", NOW - HOUR, None)
    assert "window_closed" in kinds(case)
    deadlines_sweep(now=NOW)
    assert not Mail.objects.filter(deadline=window).exists()


@pytest.mark.parametrize(("sent", "state"), [("2026-11-23T13:20", "met"), ("2026-11-23T15:00", "lapsed")])
def test_it_was_in_time_if_it_was_sent_in_time(as_alice, case, url, sent, state):
    as_alice.post(url, {"kind": "evidence", "at": "2026-11-23T12:20", "due": "2026-11-23T14:20"})
    assert as_alice.post(url, {"done": "1", "at": sent}).status_code == 302
    assert Deadline.objects.get(case=case, rule="OWED").state == state


def test_it_takes_no_deadline_from_before_they_asked(as_alice, case, url):
    form = {"kind": "evidence", "at": "2026-11-23T12:20", "due": "2026-11-23T12:00"}
    check_error(as_alice.post(url, form), "due", "这早于对方提出要求的时间。请检查日期。")
    assert again(case).owed_at is None
