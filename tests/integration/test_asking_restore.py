"""Cases from before a dispute was told apart from asking 京东: their 15 days are put right by the nightly walk."""

from __future__ import annotations

from datetime import datetime

import pytest

from cases.domain.starts import Trigger
from cases.models import Case, CaseEvent, Deadline
from cases.services.asking_restore import asking_restore
from cases.services.case_state import tier_move
from cases.services.deadline_sweep import deadlines_sweep
from cases.services.filing import FilingEntry, filing_file, filing_undo
from cases.services.moments import moment_note
from cases.services.night_check import night_check
from cases.services.step_in import step_in_ask
from tests.case_acts import DAY, HOUR, again, heard, kinds, opened
from tests.factories import NOW
from tests.web.cases.checklist import words_of

pytestmark = pytest.mark.django_db


def last_day(case: Case) -> Deadline:
    return Deadline.objects.get(case=case, rule="CLK08")


def as_before(alice, *, refused: datetime, number: str = "286600412345") -> Case:
    """Return a case whose 15 days filing the dispute had ended, as it was kept then."""
    case = opened(alice, now=refused - 2 * DAY, platform="jd", number=number)
    heard(case, refused, reply="refused")
    moment_note(case=again(case), trigger=Trigger.AFTER_SALE_REFUSED, at=refused, now=refused)
    filed = refused + DAY
    entry = FilingEntry(tier="platform", moves=True, code="T8b", text="…", rule="CLK07", due_at=filed + DAY)
    filing_file(case=again(case), entry=entry, now=filed)
    Deadline.objects.filter(case=case, rule="CLK08").update(state="met", act_at=None, ended_at=filed)
    return again(case)


@pytest.fixture
def case(alice) -> Case:
    return as_before(alice, refused=NOW - 5 * DAY)


def test_it_lets_open_days_run_on_and_reminds_of_them(as_alice, case):
    night_check(now=NOW)
    row = last_day(case)
    assert (row.state, row.ended_at) == ("running", None)
    assert row.act_at is not None
    assert again(case).next_kind == "step_in"
    assert kinds(case)[-1] == "window_restored"
    assert "提交纠纷不等于申请京东介入：那 15 天仍按原来的日子算" in words_of(as_alice.get(f"/c/{case.ref}/"))


def test_it_closes_days_that_are_over(alice):
    case = as_before(alice, refused=NOW - 19 * DAY)
    night_check(now=NOW)
    deadlines_sweep(now=NOW)
    row = last_day(case)
    assert (row.state, row.ended_at) == ("lapsed", row.due_at)
    assert CaseEvent.objects.filter(case=case, kind="window_closed", data__deadline=row.pk).count() == 1
    assert again(case).next_kind == "regulator_instead"


def test_it_closes_days_again_that_had_closed_before_the_dispute_was_noted(case):
    due = last_day(case).due_at
    Deadline.objects.filter(pk=last_day(case).pk).update(stage="")
    assert asking_restore(case_ids=[case.pk], now=due + DAY) == 1
    assert last_day(case).state == "lapsed"


def test_it_does_so_once(case):
    assert asking_restore(case_ids=[case.pk], now=NOW) == 1
    before = kinds(case)
    assert asking_restore(case_ids=[case.pk], now=NOW) == 0
    night_check(now=NOW)
    assert kinds(case) == before


@pytest.mark.parametrize(("late", "state"), [(False, "met"), (True, "running")])
def test_it_leaves_what_asking_jd_has_met(case, late, state):
    at = last_day(case).due_at + HOUR if late else NOW
    step_in_ask(case=case, now=max(at, NOW), at=at)
    asking_restore(case_ids=[case.pk], now=max(at, NOW))
    assert last_day(case).state == state


def test_it_does_not_take_for_asking_what_was_taken_back(case):
    filing = filing_file(case=case, entry=FilingEntry(tier="platform", moves=False, code="T8b", text="…"), now=NOW)
    assert filing_undo(case=again(case), filing=filing, now=NOW + HOUR)
    asking_restore(case_ids=[case.pk], now=NOW + HOUR)
    assert last_day(case).state == "running"


def test_it_leaves_what_jd_has_decided(case):
    moment_note(case=case, trigger=Trigger.DISPUTE_CLOSED, at=NOW - HOUR, now=NOW)
    assert asking_restore(case_ids=[case.pk], now=NOW) == 0
    assert last_day(case).state == "met"


def test_it_leaves_what_the_shopper_said_was_done(alice):
    """Marked as done by the shopper, not by the dispute."""
    case = as_before(alice, refused=NOW - 5 * DAY)
    Deadline.objects.filter(case=case, rule="CLK08").update(ended_at=NOW - 4 * DAY - HOUR)
    assert asking_restore(case_ids=[case.pk], now=NOW) == 0


def test_it_puts_right_what_went_on_to_12315_as_well(case):
    tier_move(case=case, to="regulator", now=NOW, due_at=NOW + 9 * DAY)
    assert asking_restore(case_ids=[case.pk], now=NOW) == 1
