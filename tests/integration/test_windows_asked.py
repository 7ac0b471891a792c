"""The platform's own window (CLK05) is used once the platform was asked in it: nothing counts to its end any more."""

from __future__ import annotations

import pytest

from cases.domain.starts import Trigger
from cases.models import Case, Deadline
from cases.services.deadline_sweep import deadlines_sweep
from cases.services.filing import FilingEntry, filing_file, filing_undo
from cases.services.moments import moment_note
from tests.case_acts import DAY, again, opened
from tests.factories import NOW
from tests.web.cases.checklist import words_of

pytestmark = pytest.mark.django_db
CONFIRMED = NOW - 13 * DAY


def asked(case: Case, at):
    entry = FilingEntry(tier="platform", moves=True, code="T8", text="说明")
    return filing_file(case=again(case), entry=entry, now=at)


def states(case: Case) -> dict[str, str]:
    rows = Deadline.objects.filter(case=case, rule="CLK05").order_by("due_at")
    return {row.variant: str(row.state) for row in rows}


@pytest.fixture
def case(alice) -> Case:
    return opened(alice, now=CONFIRMED, confirmed_at=CONFIRMED)


def test_it_counts_no_further_after_the_platform_was_asked(as_alice, case):
    assert set(states(case).values()) == {"running"}
    asked(case, CONFIRMED + 5 * DAY)
    assert set(states(case).values()) == {"met"}
    assert "售后窗口第 15 天" not in words_of(as_alice.get(f"/c/{case.ref}/"))


def test_it_counts_again_where_the_filing_is_taken_back(case):
    filing = asked(case, CONFIRMED + 5 * DAY)
    assert filing_undo(case=again(case), filing=filing, now=CONFIRMED + 5 * DAY)
    assert set(states(case).values()) == {"running"}


def test_it_begins_nothing_by_a_day_that_is_told_afterwards(alice):
    case = opened(alice, now=CONFIRMED)
    asked(case, CONFIRMED + 5 * DAY)
    moment_note(case=again(case), trigger=Trigger.CONFIRMED, at=CONFIRMED, now=NOW)
    assert states(case) == {}


def test_it_meets_no_window_that_had_closed(case):
    deadlines_sweep(now=CONFIRMED + 9 * DAY)
    asked(case, CONFIRMED + 10 * DAY)
    assert states(case) == {"7d": "lapsed", "15d": "met"}


def test_it_leaves_the_seven_days_of_the_law_alone(alice):
    """R7D art. 10: the notice for a return without a reason goes to the seller."""
    case = opened(alice, now=NOW - 2 * DAY, signed_at=NOW - 2 * DAY)
    asked(case, NOW - DAY)
    assert Deadline.objects.get(case=case, rule="CLK02").state == "running"
