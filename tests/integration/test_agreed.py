"""What was agreed to (money, goods) is kept when it comes, and by no answer; a promise to answer is kept by one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cases.domain.dossier.compose import compose
from cases.domain.dossier.plain import plain_text
from cases.models import Case, Filing
from cases.selectors.dossier_facts import dossier_facts
from cases.selectors.promises import promise_state
from cases.selectors.snapshots import next_step_of
from cases.selectors.tally import tally_of
from cases.services.case_ending import Ending
from cases.services.case_state import case_close, case_reopen
from cases.services.contact_edit import EntryChange, contact_edit
from cases.services.contact_log import PromiseEntry
from cases.services.contact_undo import contact_undo
from cases.services.deadline_sweep import deadlines_sweep
from cases.services.filing import FilingEntry, filing_file
from cases.services.filing_result import ResultEntry, filing_result_note
from tests.case_acts import DAY, HOUR, again, clock_of, heard, kinds, opened, promise_of
from tests.factories import NOW

pytestmark = pytest.mark.django_db
SAID = "同意退款，24小时内退到原账户"
STALL = "财务在排队，请您再等等"
AGREED_AT = NOW - 30 * HOUR


@pytest.fixture
def case(alice) -> Case:
    return opened(alice, now=NOW - 2 * DAY)


def agreed(case, at=AGREED_AT, *, words=SAID, hours=24, **fields):
    promise = PromiseEntry(words=words, due_at=at + hours * HOUR, reading={"kind": "hours"})
    return heard(case, at, **({"reply": "agreed", "words": words, "promise": promise} | fields))


def text(case, now=NOW) -> str:
    return plain_text(compose(dossier_facts(again(case), now=now)))


def state(contact, now=NOW) -> str:
    return promise_state(promise_of(contact), now)


@pytest.mark.parametrize(("reply", "words"), [("substantive", STALL), ("agreed", "同意"), ("partly_agreed", "再看看")])
def test_it_is_not_kept_by_another_answer(case, alice, reply, words):
    contact = agreed(case)
    heard(case, NOW - 10 * HOUR, reply=reply, words=words)
    assert (promise_of(contact).state, clock_of(contact).state) == ("running", "running")
    deadlines_sweep(now=NOW)
    assert (promise_of(contact).state, clock_of(contact).state) == ("broken", "running")
    tally = tally_of(alice, now=NOW)
    assert (tally.kept, tally.broken) == (0, 1)


def test_it_is_not_found_kept_by_an_answer_that_is_noted_late(case):
    contact = agreed(case)
    deadlines_sweep(now=NOW)
    heard(case, NOW - 10 * HOUR, now=NOW, reply="substantive", words=STALL)
    assert state(contact) == "broken"
    assert "promise_found_kept" not in kinds(case)
    assert [mark.kind for mark in dossier_facts(again(case), now=NOW).marks] == ["lapsed"]


@pytest.mark.parametrize("tier", ["merchant", "platform"])
def test_it_stays_the_thing_that_is_waited_for(case, tier):
    Case.objects.filter(pk=case.pk).update(tier=tier)
    agreed(case, tier=tier)
    for at, reply, words in ((NOW - 10 * HOUR, "substantive", STALL), (NOW - 9 * HOUR, "agreed", "同意")):
        heard(case, at, tier=tier, reply=reply, words=words)
        assert again(case).next_kind == "wait_agreed"
        step = next_step_of(again(case), now=NOW)
        assert step.kind == ("nudge" if tier == "merchant" else "ask_execution")


def test_it_makes_room_for_another_offer_and_for_a_refusal(case):
    agreed(case)
    heard(case, NOW - 10 * HOUR, reply="partly_agreed", words="只能退一半")
    assert again(case).next_kind == "review_part"
    heard(case, NOW - 9 * HOUR, reply="refused", words="不退了")
    assert again(case).next_kind == "step_up"


def test_it_is_told_to_a_mediator_as_not_kept(case):
    agreed(case)
    heard(case, NOW - 10 * HOUR, reply="substantive", words=STALL)
    told = text(case)
    assert f"商家客服答应“{SAID}”，应在 2026年11月23日 09:20 前兑现，" in told
    assert "到 2026年11月23日 15:20 还没有兑现，超时 6 小时" in told
    assert "没有按时兑现：" in told
    assert "按时：" not in told
    assert "还没有答复" not in told


def test_it_stays_in_the_summary_while_it_is_waited_for(case):
    agreed(case, NOW - 3 * HOUR)
    heard(case, NOW - 2 * HOUR, reply="substantive", words=STALL)
    summary = "".join(one["text"] for one in compose(dossier_facts(again(case), now=NOW))["summary"])
    assert f"商家客服答复“{SAID}”（同意）" in summary
    assert STALL in summary


def test_it_is_broken_when_they_take_it_back(case):
    contact = agreed(case)
    refusal = heard(case, NOW - 10 * HOUR, reply="refused", words="不退了")
    assert (promise_of(contact).state, clock_of(contact).state) == ("broken", "met")
    assert "2026年11月23日 05:20 改为拒绝，到 2026年11月23日 15:20 还没有兑现" in text(case)
    contact_undo(case=again(case), contact=refusal, now=NOW - 9 * HOUR)
    assert (promise_of(contact).state, clock_of(contact).state) == ("running", "running")


@pytest.mark.parametrize(
    ("reply", "outcome", "expected"),
    [
        ("agreed", "full", "kept"),
        ("partly_agreed", "full", "kept"),
        ("partly_agreed", "partial", "kept"),
        ("agreed", "partial", "unwatched"),
        ("agreed", "promised_not_paid", "unwatched"),
        ("agreed", "withdrawn", "unwatched"),
    ],
)
def test_it_is_kept_by_a_closing_that_says_it_came(case, reply, outcome, expected):
    contact = agreed(case, reply=reply)
    case_close(case=again(case), outcome=outcome, now=NOW - 8 * HOUR)
    assert state(contact) == expected
    assert ("按时兑现：2026年11月23日 07:20 本人记下已到，早 2 小时" in text(case)) == (expected == "kept")
    case_reopen(case=again(case), now=NOW - 7 * HOUR)
    assert (state(contact, NOW - 7 * HOUR), clock_of(contact).state) == ("running", "running")


def test_it_is_broken_and_came_late_where_the_closing_says_so_late(case):
    contact = agreed(case)
    deadlines_sweep(now=NOW - HOUR)
    case_close(case=again(case), outcome="full", now=NOW)
    assert state(contact) == "broken"
    assert "2026年11月23日 15:20 才兑现（本人记下），超时 6 小时" in text(case, NOW + DAY)


@pytest.mark.parametrize(
    ("words", "came", "expected"),
    [
        ("支持买家，卖家须在24小时内退款899元", NOW - 8 * HOUR, "kept"),
        ("同意退货退款，24小时内审核处理", NOW - 8 * HOUR, "kept"),
        ("支持买家，卖家须在24小时内退款899元", NOW - HOUR, "broken"),
        ("同意换货，24小时内寄出", NOW - 8 * HOUR, "broken"),
    ],
)
def test_it_is_kept_by_the_money_in_time_and_not_where_it_was_of_goods(case, words, came, expected):
    entry = FilingEntry(tier="platform", moves=True, code="T8", text="说明")
    filing = filing_file(case=again(case), entry=entry, now=NOW - 40 * HOUR)
    promise = PromiseEntry(words=words, due_at=AGREED_AT + DAY, reading={"kind": "hours"})
    ruling = ResultEntry(kind="for", at=AGREED_AT, words=words, promises=(promise,))
    row = filing_result_note(case=again(case), filing=Filing.objects.get(pk=filing.pk), entry=ruling, now=AGREED_AT)
    paid = ResultEntry(kind="paid", at=came)
    filing_result_note(case=again(case), filing=Filing.objects.get(pk=filing.pk), entry=paid, now=NOW)
    assert state(row.contact) == expected
    told = text(case)
    assert ("按时兑现：2026年11月23日 07:20 本人记下已到，早 2 小时" in told) == (expected == "kept")
    assert ("2026年11月23日 14:20 才兑现（本人记下），超时 5 小时" in told) == (came == NOW - HOUR)


def test_it_leaves_a_promise_to_answer_to_the_answer(case):
    for number, fields in enumerate(
        ({"hours": 24}, {"hours": 24, "reply": "substantive"}, {"hours": 24, "reply": "agreed"})
    ):
        contact = heard(case, AGREED_AT + number * HOUR, **fields, replaces=False)
        heard(case, AGREED_AT + number * HOUR + timedelta(minutes=30), reply="substantive", words=STALL)
        assert state(contact) == "kept", fields


def change(contact, reply):
    return EntryChange("", contact.words, reply, "chat", "", "")


def test_it_follows_a_correction_of_what_the_entry_was(case):
    contact = agreed(case, reply="received", words="24小时内给您办好")
    heard(case, NOW - 10 * HOUR, reply="substantive", words=STALL)
    assert state(contact) == "kept"
    contact_edit(case=again(case), contact=contact, change=change(contact, "agreed"), version=1, now=NOW - 9 * HOUR)
    assert (state(contact, NOW - 9 * HOUR), clock_of(contact).state) == ("running", "running")
    contact_edit(case=again(case), contact=contact, change=change(contact, "received"), version=2, now=NOW - 9 * HOUR)
    assert (state(contact), clock_of(contact).state) == ("kept", "met")


@pytest.mark.parametrize("reply", ["", "received"])
def test_it_holds_for_money_promised_in_an_entry_that_agreed_to_nothing(case, reply):
    contact = agreed(case, reply=reply, words="24小时内给您退款")
    heard(case, NOW - 10 * HOUR, reply="substantive", words="正在办理，请留意")
    assert (state(contact, NOW - 9 * HOUR), clock_of(contact).state) == ("running", "running")
    assert state(contact) == "broken"
    heard(case, NOW - HOUR, reply="refused", words="不退了")
    assert (state(contact), clock_of(contact).state) == ("broken", "met")


def test_it_follows_a_correction_of_the_words(case):
    contact = agreed(case, reply="received", words="24小时内答复您退款的事")
    heard(case, NOW - 10 * HOUR, reply="substantive", words=STALL)
    assert state(contact) == "kept"
    said = EntryChange("", "24小时内给您退款", "received", "chat", "", "")
    contact_edit(case=again(case), contact=contact, change=said, version=1, now=NOW - 9 * HOUR)
    assert (state(contact, NOW - 9 * HOUR), clock_of(contact).state) == ("running", "running")


def test_it_is_kept_by_a_closing_that_says_the_money_is_there(case):
    contact = agreed(case, reply="received", words="24小时内给您退款")
    assert state(contact) == "broken"
    came = NOW - 20 * HOUR
    case_close(case=again(case), outcome="full", now=NOW, ending=Ending(came_at=came))
    assert state(contact) == "kept"
