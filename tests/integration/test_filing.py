"""Filing: the text is frozen, the case moves, the clock starts; within a day all of it can be taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cases.domain.lifecycle import IllegalMove
from cases.models import CaseEvent, Deadline, Filing, Reference
from cases.selectors.cases import case_search
from cases.services.case_answer import case_no_reply
from cases.services.case_state import case_close
from cases.services.filing import FilingEntry, filing_file, filing_undo
from cases.services.reference import reference_note
from tests.case_acts import DAY, HOUR, again, heard, kinds, opened, running
from tests.factories import NOW, UserFactory
from tests.threads import at_once

pytestmark = pytest.mark.django_db
TEXT = "订单 123，11月21日签收衬衫，发现袖口开线。\n诉求：换货。"


@pytest.fixture
def case():
    return opened(UserFactory(email="alice@example.com"), now=NOW - DAY, signed_at=NOW - 2 * DAY)


def entry(**changes) -> FilingEntry:
    usual = {"tier": "platform", "moves": True, "code": "T8", "text": TEXT, "due_at": NOW + 3 * DAY}
    return FilingEntry(**(usual | changes))


def filed(case, at=NOW, key: str = "", **changes) -> Filing:
    return filing_file(case=again(case), entry=entry(**changes), now=at, key=key)


def test_it_freezes_the_text_moves_the_case_and_starts_the_clock(case):
    heard(case, NOW - HOUR, hours=24)
    filing = filed(case)
    case = again(case)
    assert (filing.text, filing.code, filing.filed_at, case.tier, case.filed_at) == (TEXT, "T8", NOW, "platform", NOW)
    clock = Deadline.objects.running().get(case=case, lane="theirs")
    assert (clock, clock.rule, clock.due_at) == (filing.deadline, "CLK12", NOW + 3 * DAY)
    assert case.next_deadline == clock
    assert kinds(case)[-2:] == ["tier_moved", "filed"]
    assert CaseEvent.objects.get(case=case, kind="filed").data == {
        "filing": filing.pk,
        "code": "T8",
        "tier": "platform",
    }


def test_it_keeps_the_number_with_the_filing(case):
    filing = filed(case, kind="dispute", number="JF-2026 0098")
    number = Reference.objects.get(case=case)
    assert (number.filing, number.kind, number.number, number.number_key) == (
        filing,
        "dispute",
        "JF-2026 0098",
        "JF20260098",
    )
    assert kinds(case)[-1] == "number_noted"


def test_it_is_one_filing_for_one_form_sent_twice(case):
    assert filed(case, key="k1") == filed(case, NOW + HOUR, key="k1")
    assert Filing.objects.count() == 1
    assert kinds(case).count("tier_moved") == 1


@pytest.mark.django_db(transaction=True)
def test_it_is_one_filing_for_one_form_sent_eight_times_at_once():
    case = opened(UserFactory(email="alice@example.com"))
    made = at_once(lambda: filing_file(case=again(case), entry=entry(), now=NOW, key="k1").pk)
    assert set(made) == {Filing.objects.get().pk}
    assert running(case, lane="theirs") == ["CLK12"]


def test_it_keeps_a_second_filing_where_the_case_is_already(case):
    filed(case)
    second = filed(case, NOW + HOUR, code="T11", moves=False, due_at=NOW + 5 * DAY)
    case = again(case)
    assert (case.tier, case.filed_at) == ("platform", NOW)
    assert second.deadline.due_at == NOW + 5 * DAY
    assert second.deadline.rule == ""


def test_it_starts_no_clock_where_no_time_is_known(case):
    filing = filed(case, code="T9", moves=False, due_at=None)
    assert filing.deadline is None
    assert again(case).tier == "merchant"


def test_it_never_takes_the_case_down(case):
    filed(case)
    filed(case, NOW + HOUR, tier="regulator", code="T12", due_at=NOW + 9 * DAY)
    filed(case, NOW + 2 * HOUR, code="T8")
    assert again(case).tier == "regulator"


def test_it_meets_the_shoppers_own_windows_with_the_after_sales_request(case):
    assert running(case, lane="mine") == ["CLK02"]
    filing = filed(case, tier="merchant", moves=False, code="", due_at=None)
    assert running(case, lane="mine") == []
    assert filing_undo(case=again(case), filing=filing, now=NOW + HOUR)
    assert running(case, lane="mine") == ["CLK02"]


def test_it_takes_a_filing_back_with_all_that_it_moved(case):
    promise = heard(case, NOW - 30 * HOUR, hours=24)
    case_no_reply(case=again(case), now=NOW - HOUR)
    before = again(case)
    clock = Deadline.objects.get(promise__contact=promise)
    filing = filed(case)
    assert filing_undo(case=again(case), filing=filing, now=NOW + HOUR)
    case = again(case)
    assert (case.tier, case.filed_at, case.no_reply_at) == ("merchant", None, before.no_reply_at)
    assert case.next_kind == before.next_kind
    clock.refresh_from_db()
    assert clock.state == "running"
    filing.refresh_from_db()
    assert (filing.voided_at, filing.text) == (NOW + HOUR, TEXT)
    assert filing.deadline.state == "cancelled"
    assert kinds(case)[-1] == "filing_undone"


def test_it_takes_nothing_back_twice_or_late_or_under_a_later_one(case):
    filing = filed(case)
    assert not filing_undo(case=again(case), filing=filing, now=NOW + DAY + timedelta(seconds=1))
    later = filed(case, NOW + HOUR, tier="regulator", code="T12", due_at=NOW + 9 * DAY)
    assert not filing_undo(case=again(case), filing=filing, now=NOW + 2 * HOUR)
    assert filing_undo(case=again(case), filing=later, now=NOW + 2 * HOUR)
    assert not filing_undo(case=again(case), filing=later, now=NOW + 2 * HOUR)
    assert again(case).tier == "platform"
    assert filing_undo(case=again(case), filing=filing, now=NOW + 3 * HOUR)
    assert again(case).tier == "merchant"


def test_it_files_nothing_in_a_closed_case(case):
    case_close(case=again(case), outcome="full", now=NOW)
    with pytest.raises(IllegalMove):
        filed(case, NOW + HOUR)
    assert not Filing.objects.exists()


def test_it_notes_a_number_once_per_kind(case):
    assert reference_note(case=again(case), kind="ticket", number="A-001 23", now=NOW)
    assert not reference_note(case=again(case), kind="ticket", number="a00123", now=NOW + HOUR)
    assert reference_note(case=again(case), kind="dispute", number="A00123", now=NOW + HOUR)
    assert not reference_note(case=again(case), kind="dispute", number=" - ", now=NOW + HOUR)
    assert Reference.objects.count() == 2


def test_it_finds_the_case_by_any_of_its_numbers(case):
    reference_note(case=again(case), kind="complaint", number="1330100 2026 0098", now=NOW)
    reference_note(case=again(case), kind="other", number="X7", now=NOW)
    charlie = UserFactory(email="charlie@example.com")
    for words in ("133010020260098", "1330100-2026-0098", "13301", "0098", "x7"):
        assert case_search(case.owner, words) == [case], words
        assert case_search(charlie, words) == []
    assert case_search(case.owner, "X8") == []
