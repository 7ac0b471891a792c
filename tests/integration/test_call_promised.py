"""A call that is promised takes the place of nothing that is owed: what was to be done is shown, told and awaited."""

from __future__ import annotations

import pytest

from cases.domain.dossier.compose import compose
from cases.domain.next_step.table import EXECUTION, UNKEPT
from cases.domain.starts import Trigger
from cases.models import Case, Contact, Filing, Promise
from cases.selectors.dossier_facts import dossier_facts
from cases.selectors.letters import codes_for, letter_of_case
from cases.selectors.running import promises_before, replaceable
from cases.services.contact_log import PromiseEntry
from cases.services.contact_undo import contact_undo
from cases.services.deadline_sweep import deadlines_sweep
from cases.services.filing import FilingEntry, filing_file
from cases.services.filing_result import ResultEntry, filing_result_note
from cases.services.moments import moment_note
from cases.services.promise_choice import promise_prefer
from tests.case_acts import DAY, HOUR, again, clock_of, heard, opened, promise_of
from tests.factories import NOW
from tests.integration.test_contact_edit import edit
from tests.web.cases.checklist import words_of

pytestmark = pytest.mark.django_db
SAID, RULING, CALL = "同意退款，3天内退给您", "支持仅退款，商家3天内退款", "24小时内给您回复"
AT = NOW - 5 * DAY
DUE = AT + 3 * DAY


@pytest.fixture
def case(alice) -> Case:
    return opened(alice, now=NOW - 9 * DAY, demand="refund")


def says(words: str, due_at) -> PromiseEntry:
    return PromiseEntry(words=words, due_at=due_at, reading={"kind": "days"})


def agreed(case) -> Contact:
    return heard(case, AT, reply="agreed", words=SAID, promise=says(SAID, DUE))


def calls(case, at=NOW - HOUR, *, tier: str = "merchant", **fields) -> Contact:
    fields = {"reply": "received", "words": CALL, "promise": says(CALL, at + DAY)} | fields
    return heard(case, at, tier=tier, **fields)


def decided(case, tier: str, kind: str, words: str = RULING, code: str = "T8") -> None:
    entry = FilingEntry(tier=tier, moves=True, code=code, text="说明")
    filing = Filing.objects.get(pk=filing_file(case=again(case), entry=entry, now=NOW - 7 * DAY).pk)
    result = ResultEntry(kind=kind, at=AT, words=words, promises=(says(words, DUE),))
    filing_result_note(case=again(case), filing=filing, entry=result, now=AT)


def letter(case, code: str) -> str:
    return letter_of_case(again(case), code, now=NOW).text


def awaited(contact: Contact) -> bool:
    return clock_of(contact).is_live


def test_it_keeps_what_the_seller_owes_before_the_card(as_alice, case):
    owed = agreed(case)
    deadlines_sweep(now=NOW - 2 * HOUR)
    call = calls(case)
    assert (awaited(owed), awaited(call)) == (True, True)
    assert promise_of(owed).replaced_by is None
    assert again(case).next_deadline == clock_of(owed)
    words = words_of(as_alice.get(f"/c/{case.ref}/"))
    assert "没有兑现，已超时" in words
    assert "不再计时" not in words
    assert f"承诺“{SAID}”（应在11月21日 15:20前），现在已超过 2 天，还没有兑现。" in letter(case, "T5")
    assert f"承诺“{SAID}”（应在11月21日 15:20前），至今没有做到，已超过 2 天" in letter(case, "T8")


@pytest.mark.parametrize("hours", [1, 40])
def test_it_keeps_the_refund_the_law_gives_a_day_for(as_alice, alice, hours):
    """CPL art. 25: seven days from the return, whether or not a call back is due, or overdue."""
    case = opened(alice, now=NOW - 20 * DAY, problem_type="refund_late", problem="退货已签收，钱没退", demand="refund")
    moment_note(case=case, trigger=Trigger.RETURN_RECEIVED, at=NOW - 15 * DAY, now=NOW - 14 * DAY)
    deadlines_sweep(now=NOW - 41 * HOUR)
    calls(case, NOW - hours * HOUR)
    deadlines_sweep(now=NOW)
    now = again(case)
    assert now.next_deadline is not None
    assert now.next_deadline.rule == "CLK06"
    words = words_of(as_alice.get(f"/c/{case.ref}/"))
    assert "催退款" in words
    assert "等对方答复就好" not in words
    assert "商家11月8日 15:20签收退货，应在11月15日 24:00前退款" in words


def test_it_chases_nobody_once_the_money_has_come(case):
    decided(case, "platform", "for")
    paid = ResultEntry(kind="paid", at=NOW - DAY)
    assert {"T5", "T10"} <= set(codes_for(again(case)))
    filing_result_note(case=again(case), filing=Filing.objects.get(), entry=paid, now=NOW - DAY)
    assert not {"T4", "T5", "T5b", "T10"} & set(codes_for(again(case)))
    assert "T8" in codes_for(again(case))


def test_it_tells_the_dossier_what_the_card_says(case):
    agreed(case)
    calls(case, NOW - 30 * HOUR)
    deadlines_sweep(now=NOW)
    cover = dict(compose(dossier_facts(again(case), now=NOW))["cover"])
    assert cover["现在到哪一步"] == "正在由商家处理；对方答应 2026年11月21日 15:20 前兑现，没有兑现"


def test_it_asks_the_platform_to_carry_out_what_it_decided(as_alice, case):
    decided(case, "platform", "for")
    calls(case, tier="platform")
    assert again(case).next_kind == EXECUTION
    script = letter(case, "T10")
    assert f"处理结果是“{RULING}”（应在11月21日 15:20前），现在已超过 2 天，还没有兑现。" in script
    assert "没有答复" not in script
    words = words_of(as_alice.get(f"/c/{case.ref}/"))
    assert "对方同意了，等到" not in words
    assert "They agreed: wait until" not in words_of(as_alice.get(f"/en/c/{case.ref}/"))


def test_it_tells_12315_that_the_agreement_was_not_kept(case):
    decided(case, "regulator", "settled", "双方同意3天内退款60元", "T12")
    calls(case, tier="regulator", words="3个工作日内给您回电话", promise=says("3个工作日内给您回电话", NOW + DAY))
    assert again(case).next_kind == UNKEPT
    assert "双方同意3天内退款60元" in letter(case, "T14")
    assert "没有兑现" in letter(case, "T14")


def test_it_tells_a_complaint_what_the_seller_owed_below(case):
    agreed(case)
    calls(case)
    decided(case, "platform", "against", "不支持")
    assert SAID in letter(case, "T12")


def test_it_chases_a_missed_call_while_the_refund_has_time(case):
    owed = heard(case, NOW - 2 * DAY, reply="agreed", words=SAID, promise=says(SAID, NOW + DAY))
    call = calls(case, NOW - 30 * HOUR)
    deadlines_sweep(now=NOW)
    assert (again(case).next_kind, again(case).next_deadline) == ("nudge", clock_of(call))
    assert awaited(owed)
    assert CALL in letter(case, "T8")


def test_it_takes_a_new_day_for_the_deed_in_its_place(case):
    owed, newer = (
        agreed(case),
        heard(case, NOW - HOUR, reply="agreed", words="明天退", promise=says("明天退", NOW + DAY)),
    )
    assert (awaited(owed), awaited(newer)) == (False, True)
    assert again(case).next_kind == "wait_agreed"


def test_it_offers_no_call_in_the_place_of_what_is_owed(case):
    owed = heard(case, NOW - 2 * DAY, reply="agreed", words=SAID, promise=says(SAID, NOW + DAY))
    assert promises_before(case, tier="merchant", at=NOW, reply="received", words=CALL) == []
    # Words that leave open what comes may be about the deed: the shopper says so.
    assert promises_before(case, tier="merchant", at=NOW, words="周五前给您办好") == [promise_of(owed)]
    call = calls(case)
    assert not replaceable(call)
    assert not promise_prefer(case=again(case), contact=call, now=NOW)
    done = heard(case, NOW, words="周五前给您办好", promise=says("周五前给您办好", NOW + 4 * DAY))
    assert replaceable(done)
    assert promise_prefer(case=again(case), contact=done, now=NOW)
    assert not awaited(owed)


def test_it_awaits_the_deed_again_where_the_entry_turns_out_to_be_a_call(case):
    """Noted as agreed to by mistake, then corrected; and the other way round."""
    owed = agreed(case)
    call = heard(case, NOW - HOUR, reply="agreed", words="24小时内给您办", promise=says("24小时内给您办", NOW + DAY))
    assert not awaited(owed)
    edit(case, call, reply="received", words=CALL)
    assert (awaited(owed), promise_of(owed).state) == (True, Promise.State.BROKEN)
    edit(case, call, reply="agreed", words="24小时内给您办")
    assert not awaited(owed)


def test_it_awaits_the_deed_again_where_the_earlier_entry_turns_out_to_be_one(case):
    owed = heard(case, AT, reply="received", words="3天内给您处理好", promise=says("3天内给您处理好", DUE))
    deadlines_sweep(now=NOW - 2 * HOUR)
    call = calls(case)
    assert not awaited(owed)
    edit(case, owed, reply="agreed", words=SAID)
    assert (awaited(owed), awaited(call)) == (True, True)
    assert again(case).next_deadline == clock_of(owed)
    edit(case, owed, reply="received", words="3天内给您处理好")
    assert not awaited(owed)


def test_it_lets_a_call_be_taken_back_and_noted_late(case):
    call = calls(case)
    # What was agreed to before is noted only now.
    owed = heard(case, AT, now=NOW, reply="agreed", words=SAID, promise=says(SAID, DUE))
    deadlines_sweep(now=NOW)
    assert again(case).next_deadline == clock_of(owed)
    assert contact_undo(case=again(case), contact=call, now=NOW)
    assert again(case).next_deadline == clock_of(owed)


def test_it_goes_by_the_call_once_they_take_back_what_they_agreed_to(case):
    agreed(case)
    heard(case, NOW - 2 * HOUR, reply="refused", words="不退了")
    call = calls(case)
    assert again(case).next_deadline == clock_of(call)
    assert CALL in letter(case, "T5")
