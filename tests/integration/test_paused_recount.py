"""A clock that stands still, or was taken away, follows the calendar too: no working day is lost, none is gained."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from cases.models import CaseEvent, Contact, Deadline, User
from cases.selectors.readings import read_words
from cases.services.contact_log import ContactEntry, PromiseEntry, contact_log
from cases.services.contact_undo import contact_undo
from cases.services.owed import owed_ask, owed_done
from cases.services.provisional_sweep import provisional_sweep
from cases.services.recount import calendar_impact, deadlines_recount
from guides.services.knowledge import knowledge_load
from tests.case_acts import again
from tests.factories import CaseFactory
from tests.integration.test_provisional_sweep import load_2027

# Wednesday 30 December 2026, 10:00 in Shanghai; New Year's Day 2027 is a Friday.
HEARD = datetime(2026, 12, 30, 2, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WORDS = "5个工作日内给您答复"

pytestmark = pytest.mark.django_db


def end_of(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 15, 59, 59, tzinfo=UTC)


@pytest.fixture
def contact(alice: User) -> Contact:
    """Five working days, counted without the holidays of 2027: Thu 31, Fri 1, Mon 4, Tue 5, Wed 6."""
    knowledge_load(now=HEARD)
    read = read_words(WORDS, heard_at=HEARD)
    entry = PromiseEntry(
        words=WORDS, due_at=read.due_at, reading=read.as_json(), provisional_year=read.provisional_year
    )
    said = ContactEntry(at=HEARD, tier="merchant", promise=entry)
    return contact_log(case=CaseFactory(owner=alice), entry=said, now=HEARD)


def clock() -> Deadline:
    return Deadline.objects.select_related("promise").get()


def test_it_counts_a_paused_clock_anew_and_goes_on_with_the_right_rest(contact, tmp_path: Path) -> None:
    """Paused on the 31st with four left. 1 January is a holiday, so the four are Mon 4 to Thu 7, paused or not."""
    owed_ask(case=again(contact.case), kind="evidence", now=HEARD + DAY)
    load_2027(tmp_path)
    assert provisional_sweep(now=HEARD + DAY + HOUR) == 1
    row = clock()
    assert (row.state, row.due_at, row.provisional_year) == ("paused", end_of(2027, 1, 7), None)
    assert row.act_at is None
    assert row.promise.due_at == row.due_at
    assert row.working[-1].endswith("暂停")
    assert CaseEvent.objects.filter(kind="deadline_recomputed").count() == 1
    owed_done(case=again(contact.case), now=datetime(2027, 1, 5, 2, tzinfo=UTC))  # Tuesday: Wed, Thu, Fri, Mon
    row = clock()
    assert (row.state, row.due_at) == ("running", end_of(2027, 1, 11))
    assert any("还剩4个工作日" in line for line in row.working)


def test_it_counts_by_the_loaded_calendar_when_it_goes_on_before_the_sweep(contact, tmp_path: Path) -> None:
    owed_ask(case=again(contact.case), kind="evidence", now=HEARD + DAY)
    load_2027(tmp_path)
    owed_done(case=again(contact.case), now=datetime(2027, 1, 5, 2, tzinfo=UTC))
    row = clock()
    assert (row.due_at, row.provisional_year) == (end_of(2027, 1, 11), None)
    assert row.promise.due_at == row.due_at


def test_it_keeps_the_pause_of_a_clock_that_runs_again_when_the_year_is_loaded(contact, tmp_path: Path) -> None:
    """Paused from the 30th to the 31st: five left then, Fri 1 to Thu 7 by weekends, to Fri 8 with the holiday."""
    owed_ask(case=again(contact.case), kind="evidence", now=HEARD + HOUR)
    owed_done(case=again(contact.case), now=HEARD + DAY)
    assert clock().due_at == end_of(2027, 1, 7)
    load_2027(tmp_path)
    provisional_sweep(now=HEARD + DAY + HOUR)
    row = clock()
    assert (row.state, row.due_at) == ("running", end_of(2027, 1, 8))
    assert sum("暂停" in line for line in row.working) == 1


def test_it_moves_a_paused_clock_when_a_loaded_year_is_changed(contact, tmp_path: Path) -> None:
    load_2027(tmp_path)
    provisional_sweep(now=HEARD + HOUR)
    assert clock().due_at == end_of(2027, 1, 7)
    owed_ask(case=again(contact.case), kind="evidence", now=HEARD + DAY)
    days = {date(2027, 1, day): (False, "元旦") for day in (1, 2, 3, 4)}
    moves = calendar_impact(year=2027, days=days, now=HEARD + DAY + HOUR)
    assert deadlines_recount(moves=moves, because={"year": 2027}, now=HEARD + DAY + HOUR) == 1
    assert (clock().state, clock().due_at) == ("paused", end_of(2027, 1, 8))


def test_it_brings_a_clock_back_by_the_calendar_that_was_loaded_meanwhile(contact, tmp_path: Path) -> None:
    """The promise gave way to another one; that entry is undone after the year was loaded."""
    newer = PromiseEntry(words="明天答复", due_at=HEARD + DAY, reading={"kind": "date"}, replaces=True)
    said = ContactEntry(at=HEARD + HOUR, tier="merchant", promise=newer)
    entry = contact_log(case=again(contact.case), entry=said, now=HEARD + HOUR)
    load_2027(tmp_path)
    provisional_sweep(now=HEARD + 2 * HOUR)
    assert not CaseEvent.objects.filter(kind="deadline_recomputed").exists()
    assert contact_undo(case=again(contact.case), contact=entry, now=HEARD + 3 * HOUR)
    row = Deadline.objects.select_related("promise").get(promise__contact=contact)
    assert (row.state, row.due_at) == ("running", end_of(2027, 1, 7))
    assert row.promise.due_at == row.due_at


def test_it_leaves_what_was_met(contact, tmp_path: Path) -> None:
    said = ContactEntry(at=HEARD + HOUR, tier="merchant", reply="agreed", words="同意")
    contact_log(case=again(contact.case), entry=said, now=HEARD + HOUR)
    load_2027(tmp_path)
    provisional_sweep(now=HEARD + 2 * HOUR)
    row = clock()
    assert (row.state, row.due_at, row.provisional_year) == ("met", end_of(2027, 1, 6), None)
