"""owed: while the shopper owes something their clocks stand still; no time is lost, none gained."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from cases.domain.lifecycle import IllegalMove
from cases.domain.starts import Trigger
from cases.models import Case, CaseEvent, Deadline, Mail
from cases.services.case_state import case_close, case_reopen, tier_move
from cases.services.contact_undo import contact_undo
from cases.services.deadline_sweep import deadlines_sweep
from cases.services.moments import moment_note
from cases.services.owed import owed_ask, owed_done
from cases.services.recount import calendar_impact
from guides.selectors.calendar import calendar_rows
from tests.case_acts import DAY, HOUR, again, clock_of, heard, kinds, opened, promise_of
from tests.factories import NOW, CaseFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(alice) -> Case:
    """A case whose seller promised an answer in 48 hours, four hours ago."""
    case = opened(alice, now=NOW - DAY)
    heard(case, NOW - 4 * HOUR, hours=48)
    return again(case)


def the_clock(case: Case, rule: str = "CLK01") -> Deadline:
    return Deadline.objects.get(case=case, rule=rule)


def sweep(now: datetime) -> None:
    while deadlines_sweep(now=now).claimed:
        pass


def test_it_stops_their_clock_and_gives_the_turn_to_the_shopper(case):
    assert owed_ask(case=case, kind="evidence", words="请补照片", now=NOW)
    row = the_clock(case)
    assert (row.state, row.paused_at, row.act_at) == ("paused", NOW, None)
    assert (again(case).next_kind, again(case).next_actor, again(case).owed_words) == ("send_owed", "me", "请补照片")


def test_it_goes_on_with_exactly_what_was_left(case):
    owed_ask(case=case, kind="evidence", now=NOW)
    assert owed_done(case=again(case), now=NOW + 3 * DAY)
    row = the_clock(case)
    assert (row.state, row.paused_at, row.due_at) == ("running", None, NOW + 3 * DAY + 44 * HOUR)
    assert row.act_at is not None
    assert promise_of(case.contacts.get()).due_at == row.due_at
    assert (again(case).next_kind, again(case).owed_at, again(case).owed_kind) == ("wait", None, "")
    assert any("暂停" in line for line in row.working)
    assert any("还剩44小时" in line for line in row.working)


def test_it_puts_both_on_record(case):
    owed_ask(case=case, kind="identity", words="身份证正反面", due_at=NOW + DAY, now=NOW)
    owed_done(case=again(case), now=NOW + HOUR)
    assert kinds(case)[-2:] == ["owed_asked", "owed_done"]
    asked, done = CaseEvent.objects.filter(case=case, kind__startswith="owed").order_by("pk")
    assert (asked.data["kind"], asked.data["words"], asked.data["clocks"]) == (
        "identity",
        "身份证正反面",
        [the_clock(case).pk],
    )
    moved = done.data["clocks"][0]
    assert datetime.fromisoformat(moved["to"]) - datetime.fromisoformat(moved["from"]) == HOUR


def test_it_mails_nothing_and_breaks_nothing_while_it_stands(case):
    owed_ask(case=case, kind="evidence", now=NOW)
    sweep(NOW + 9 * DAY)
    assert not Mail.objects.filter(case=case).exists()
    assert promise_of(case.contacts.get()).state == "running"
    assert again(case).next_kind == "send_owed"


def test_it_lapses_after_the_rest_and_not_before(case):
    owed_ask(case=case, kind="evidence", now=NOW)
    owed_done(case=again(case), now=NOW + 3 * DAY)
    due = the_clock(case).due_at
    sweep(due - HOUR)
    assert promise_of(case.contacts.get()).state == "running"
    sweep(due + HOUR)
    assert promise_of(case.contacts.get()).state == "broken"


def test_it_gives_the_shopper_the_time_they_named(case):
    owed_ask(case=case, kind="evidence", now=NOW, due_at=NOW + 30 * HOUR)
    row = the_clock(case, "OWED")
    assert (row.lane, row.due_at, again(case).next_deadline) == ("mine", NOW + 30 * HOUR, row)
    owed_done(case=again(case), now=NOW + HOUR)
    assert the_clock(case, "OWED").state == "met"


def test_it_leaves_what_is_late_late(alice):
    case = opened(alice, now=NOW - DAY)
    heard(case, NOW - 4 * HOUR, hours=1)
    owed_ask(case=again(case), kind="evidence", now=NOW)
    assert the_clock(case).state == "running"


def test_it_takes_one_thing_at_a_time(case):
    assert owed_ask(case=case, kind="evidence", now=NOW)
    assert not owed_ask(case=again(case), kind="identity", now=NOW + HOUR)
    assert again(case).owed_kind == "evidence"
    assert owed_done(case=again(case), now=NOW + 2 * HOUR)
    assert not owed_done(case=again(case), now=NOW + 2 * HOUR)


def test_it_ends_a_standing_clock_when_they_answer_after_all(case):
    owed_ask(case=case, kind="evidence", now=NOW)
    heard(case, NOW + 90 * HOUR, reply="agreed")
    row = the_clock(case)
    assert row.state == "met"
    # It stood still: what came after its moment still came in time.
    assert Case.objects.get(pk=case.pk).promises.get().state == "kept"


def test_it_stands_still_again_when_that_answer_is_taken_back(case):
    owed_ask(case=case, kind="evidence", now=NOW)
    answer = heard(case, NOW + HOUR, reply="agreed")
    contact_undo(case=again(case), contact=answer, now=NOW + 2 * HOUR)
    assert (the_clock(case).state, the_clock(case).act_at) == ("paused", None)
    owed_done(case=again(case), now=NOW + 3 * HOUR)
    assert the_clock(case).due_at == NOW + 47 * HOUR


def test_it_does_not_outlive_the_tier_that_asked(case):
    owed_ask(case=case, kind="evidence", now=NOW, due_at=NOW + DAY)
    tier_move(case=again(case), to="platform", now=NOW + HOUR, due_at=NOW + 4 * DAY)
    assert (again(case).owed_at, the_clock(case).state, the_clock(case, "OWED").state) == (
        None,
        "cancelled",
        "cancelled",
    )
    assert not Deadline.objects.filter(case=case, paused_at__isnull=False).exists()
    assert again(case).next_actor == "them"


def test_it_comes_back_running_after_closing_and_opening_again(case):
    owed_ask(case=case, kind="evidence", now=NOW)
    case_close(case=again(case), outcome="other", now=NOW + HOUR)
    case_reopen(case=again(case), now=NOW + 2 * HOUR)
    assert (the_clock(case).state, again(case).owed_at) == ("running", None)
    assert the_clock(case).due_at == NOW + 45 * HOUR


def test_it_does_not_count_the_time_of_a_test_in_mediation(alice):
    case = opened(alice, now=NOW - 9 * DAY)
    tier_move(case=case, to="regulator", now=NOW - 8 * DAY, due_at=NOW + DAY)
    moment_note(case=again(case), trigger=Trigger.COMPLAINT_ACCEPTED, at=NOW - DAY, now=NOW)
    before = the_clock(case, "CLK21").due_at
    owed_ask(case=again(case), kind="testing", now=NOW)
    assert again(case).next_kind == "await_test"
    owed_done(case=again(case), now=NOW + 10 * DAY)
    assert the_clock(case, "CLK21").due_at == before + timedelta(days=10)


@pytest.mark.parametrize(
    ("accepted", "asked", "done"),
    [
        # Its sixty days end on 1 October, so it ran on to the 8th: the six that were left end on the 4th.
        ((8, 2), (9, 25), (9, 28)),
        # They end on 30 September; the ten that were left end on the 3rd, inside the holiday.
        ((8, 1), (9, 20), (9, 23)),
    ],
)
def test_it_counts_no_holiday_as_a_rest_of_the_mediation(alice, accepted, asked, done):
    """R121 art. 45: an end on a public holiday is the day after it; a pause gains nothing by that and loses nothing."""

    def at(day: tuple[int, int]) -> datetime:
        return datetime(2026, *day, 2, tzinfo=UTC)

    case = opened(alice, now=at((7, 20)))
    tier_move(case=case, to="regulator", now=at((7, 25)), due_at=at((8, 5)))
    moment_note(case=again(case), trigger=Trigger.COMPLAINT_ACCEPTED, at=at(accepted), now=at((8, 3)))
    owed_ask(case=again(case), kind="testing", now=at(asked))
    owed_done(case=again(case), now=at(done))
    row = the_clock(case, "CLK21")
    assert row.due_at == datetime(2026, 10, 8, 15, 59, 59, tzinfo=UTC)
    assert row.working[-1] == "2026-10-08 周四 末日遇法定节假日，顺延到节后第一日"
    assert calendar_impact(year=2026, days=calendar_rows()[2026], now=at(done)) == []
    fewer = {day: told for day, told in calendar_rows()[2026].items() if day.month != 10}
    (move,) = calendar_impact(year=2026, days=fewer, now=at(done))
    assert move.new.due_at < row.due_at


def test_it_keeps_the_rest_when_another_day_is_told(alice):
    """Telling a day counts the case's clocks anew; one that was paused keeps its rest."""
    case = opened(alice, now=NOW - 9 * DAY)
    tier_move(case=case, to="regulator", now=NOW - 8 * DAY, due_at=NOW + DAY)
    moment_note(case=again(case), trigger=Trigger.COMPLAINT_ACCEPTED, at=NOW - DAY, now=NOW)
    owed_ask(case=again(case), kind="testing", now=NOW)
    owed_done(case=again(case), now=NOW + 10 * DAY)
    due = the_clock(case, "CLK21").due_at
    moment_note(case=again(case), trigger=Trigger.HARM_KNOWN, at=NOW - 20 * DAY, now=NOW + 11 * DAY)
    assert the_clock(case, "CLK21").due_at == due


def test_it_refuses_a_closed_case(case):
    case_close(case=case, outcome="full", now=NOW)
    with pytest.raises(IllegalMove):
        owed_ask(case=again(case), kind="evidence", now=NOW)


def test_it_is_impossible_to_stand_still_without_a_since(case):
    with pytest.raises(IntegrityError), transaction.atomic():
        Deadline.objects.filter(pk=clock_of(case.contacts.get()).pk).update(state="paused")
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(owed_kind="evidence")


@pytest.mark.parametrize("fields", [{"next_actor": ""}, {"next_kind": ""}, {"next_at": None}, {"next_actor": "none"}])
def test_it_is_impossible_for_an_open_case_to_have_no_next(case, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(**fields)


@pytest.mark.parametrize("fields", [{"next_actor": "me"}, {"next_kind": "wait"}, {"next_at": NOW}])
def test_it_is_impossible_for_a_closed_case_to_have_one(alice, fields):
    closed = CaseFactory(owner=alice, closed=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=closed.pk).update(**fields)
