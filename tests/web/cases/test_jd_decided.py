"""京东 has decided a dispute that nobody noted to have asked it about: no seller is waited for any more."""

from __future__ import annotations

import pytest

from cases.domain.starts import Trigger
from cases.models import Case, Deadline, Filing
from cases.selectors.evidence import asked_by
from cases.services.contact_undo import contact_undo
from cases.services.deadline_sweep import deadlines_sweep
from cases.services.filing import FilingEntry, filing_file
from cases.services.filing_result import ResultEntry, filing_result_note
from cases.services.moments import moment_note
from tests.case_acts import DAY, HOUR, again, heard, opened
from tests.factories import NOW
from tests.web.cases.checklist import words_of

pytestmark = pytest.mark.django_db
FILED = NOW - 37 * DAY


@pytest.fixture
def filing(alice) -> Filing:
    """The 24 hours of the dispute (CLK07) are long over."""
    case = opened(alice, now=FILED - 2 * DAY, platform="jd", number="286600412345", problem_type="price")
    heard(case, FILED - DAY, reply="refused")
    entry = FilingEntry(tier="platform", moves=True, code="T8b", text="…", rule="CLK07", due_at=FILED + DAY)
    made = filing_file(case=again(case), entry=entry, now=FILED)
    deadlines_sweep(now=NOW - 35 * DAY)
    return Filing.objects.get(pk=made.pk)


def dispute(case: Case) -> Deadline:
    return Deadline.objects.get(case=case, rule="CLK07")


def decided(filing: Filing, kind: str, at=NOW - 34 * DAY):
    return filing_result_note(case=again(filing.case), filing=filing, entry=ResultEntry(kind=kind, at=at), now=NOW)


def test_it_ends_the_sellers_time_for_the_dispute(as_alice, filing):
    decided(filing, "against")
    case = again(filing.case)
    assert dispute(case).state == "cancelled"
    assert case.next_kind == "step_up"
    assert asked_by(case) == "regulator"
    words = words_of(as_alice.get(f"/c/{case.ref}/"))
    assert "准备好去 12315" in words
    assert "答复已超时" not in words
    assert "给平台的必备证据" not in words


@pytest.mark.parametrize("kind", ["for", "partly"])
def test_it_asks_nobody_to_step_in_after_a_decision(filing, kind):
    """Of a price nothing is told but the decision: no day of 京东's own rules."""
    decided(filing, kind)
    assert dispute(filing.case).state == "cancelled"
    assert again(filing.case).next_kind not in ("step_in", "wait")


def test_it_waits_again_where_the_decision_is_undone(filing):
    row = decided(filing, "against")
    assert contact_undo(case=again(filing.case), contact=row.contact, now=NOW)
    assert dispute(filing.case).state in ("running", "lapsed")
    assert again(filing.case).next_kind == "step_in"
    assert asked_by(again(filing.case)) == "platform"


def test_it_ends_it_by_a_day_that_is_told(filing):
    moment_note(case=again(filing.case), trigger=Trigger.DISPUTE_CLOSED, at=NOW - 34 * DAY, now=NOW)
    assert dispute(filing.case).state == "cancelled"


def test_it_lets_the_seller_have_its_time_where_nothing_was_decided(filing):
    heard(filing.case, NOW - HOUR, tier="platform", reply="refused", words="商家不同意")
    assert dispute(filing.case).state in ("running", "lapsed")


def test_it_calls_no_answer_of_the_platform_late(as_alice, filing):
    """JD1 arts 3, 9(1): the 24 hours are the seller's, and the platform was not asked for anything."""
    page = words_of(as_alice.get(f"/c/{filing.case.ref}/"))
    assert "贰 平台 现在可以申请" in page
    assert "贰 平台 答复已超时" not in page
    assert "联系过，至今没有收到答复" not in page
    assert "Platform Can be asked now" in words_of(as_alice.get(f"/en/c/{filing.case.ref}/"))
