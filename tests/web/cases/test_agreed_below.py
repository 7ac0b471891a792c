"""The seller agrees while the platform or 12315 has the case: the case, the lists and the mail say one thing."""

from __future__ import annotations

import re

import pytest

from cases.domain.starts import Trigger
from cases.models import Case, Contact, Mail
from cases.selectors.mail_act import Do, act_of
from cases.services.case_state import tier_move
from cases.services.contact_log import PromiseEntry
from cases.services.deadline_sweep import deadlines_sweep
from cases.services.mail_send import mail_send_due
from cases.services.moments import moment_note
from tests.case_acts import DAY, HOUR, again, heard, opened
from tests.factories import NOW
from tests.web.cases.checklist import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(alice) -> Case:
    case = opened(alice, now=NOW - 3 * DAY, platform="pdd")
    tier_move(case=case, to="platform", now=NOW - 2 * DAY, due_at=NOW + 2 * DAY)
    return again(case)


def agree(case: Case, at, due_at) -> None:
    promise = PromiseEntry(words="今天退款", due_at=due_at, reading={"kind": "hours"})
    heard(case, at, words=promise.words, reply="agreed", promise=promise)


def test_it_waits_for_the_seller_who_agreed_and_takes_its_arrival(as_alice, case):
    agree(case, NOW - HOUR, NOW + 48 * HOUR)
    words = words_of(as_alice.get(f"/c/{case.ref}/"))
    assert "商家同意了，等到周三 15:20" in words
    assert "办好之前，已经提交的申请和投诉都别撤" in words
    assert "已经办好" in words
    assert again(case).next_at == NOW + 48 * HOUR


def test_it_chases_the_seller_once_the_time_has_passed(as_alice, case):
    agree(case, NOW - 26 * HOUR, NOW - HOUR)
    deadlines_sweep(now=NOW)
    words = words_of(as_alice.get(f"/c/{case.ref}/"))
    assert "再催一次商家" in words
    assert "办好之前，已经提交的申请和投诉都别撤" in words
    assert "再催一次商家" in words_of(as_alice.get("/today/"))
    assert (again(case).next_kind, again(case).next_actor) == ("nudge", "me")
    mail_send_due(now_fn=lambda: NOW)
    mail = Mail.objects.select_related("case", "deadline", "letter").filter(case=case, kind="stage").latest("pk")
    assert act_of(mail).do is Do.NUDGE
    assert "再催一次" in mail.subject + mail.text
    assert "办好之前，已经提交的申请和投诉都别撤" in mail.text
    assert "再看下一级" not in mail.text
    assert "再上一级" not in mail.text


def test_it_writes_the_follow_up_to_the_seller_alone(as_alice, case):
    agree(case, NOW - 26 * HOUR, NOW - HOUR)
    page = as_alice.get(f"/c/{case.ref}/say/?code=T5")
    assert "今天退款" in words_of(page)
    as_alice.post(
        f"/c/{case.ref}/say/sent/", {"code": "T5", "text": "请问退款进展如何？", "channel": "chat", "key": "k1"}
    )
    said = Contact.objects.get(case=case, letter_code="T5")
    assert said.tier == "merchant"
    after = again(case)
    assert (after.next_kind, after.next_actor, after.nudged_at) == ("wait", "them", None)


def test_it_keeps_what_the_regulator_is_waited_for_behind_the_agreement(as_alice, alice):
    case = opened(alice, now=NOW - 3 * DAY, platform="pdd")
    tier_move(case=case, to="regulator", now=NOW - 2 * DAY, due_at=NOW + 9 * DAY)
    agree(again(case), NOW - HOUR, NOW + 48 * HOUR)
    words = words_of(as_alice.get(f"/c/{case.ref}/"))
    assert "商家同意了，等到周三 15:20" in words
    assert "The seller agreed: wait until" in words_of(as_alice.get(f"/en/c/{case.ref}/"))


LATE_ANSWER = "答复已超时"


def test_it_never_calls_an_answer_late_where_the_seller_has_agreed(as_alice, case):
    """The case is above the seller: card, lists and guide say that it was not done."""
    agree(case, NOW - 26 * HOUR, NOW - HOUR)
    deadlines_sweep(now=NOW)
    assert again(case).next_deadline.tier == "merchant"
    for url in (f"/c/{case.ref}/", "/c/", "/today/", f"/c/{case.ref}/clocks/", _guide(as_alice, case)):
        words = words_of(as_alice.get(url))
        assert LATE_ANSWER not in words, url
        assert "没有兑现" in words, url


def test_it_still_calls_the_sellers_answer_late_where_it_agreed_to_nothing(as_alice, case):
    heard(case, NOW - 26 * HOUR, hours=25)
    deadlines_sweep(now=NOW)
    for url in (f"/c/{case.ref}/", "/c/"):
        assert LATE_ANSWER in words_of(as_alice.get(url)), url


def _guide(client, case: Case) -> str:
    page = client.get(f"/c/{case.ref}/guide/").content.decode()
    return re.search(rf"/c/{case.ref}/guide/[a-z0-9-]+/", page).group(0)


def test_it_calls_jds_ruling_not_carried_out_in_the_list_of_clocks(as_alice, alice):
    """JD2 art. 16: the seller has to act, nobody has to answer."""
    case = opened(alice, now=NOW - 5 * DAY, platform="jd", number="286600412345")
    tier_move(case=case, to="platform", now=NOW - 4 * DAY)
    moment_note(case=again(case), trigger=Trigger.RULED, at=NOW - 50 * HOUR, now=NOW - 50 * HOUR)
    deadlines_sweep(now=NOW)
    for url in (f"/c/{case.ref}/clocks/", f"/c/{case.ref}/", "/c/", "/today/"):
        words = words_of(as_alice.get(url))
        assert LATE_ANSWER not in words, url
        assert "没有兑现" in words, url
