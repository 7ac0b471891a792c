"""Deadlines whose moment has come: the lapse on record once, the promise broken, one mail row, the next moment."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from cases.models import Case, CaseEvent, Deadline, Mail, Promise
from cases.services import deadline_sweep as module
from cases.services.deadline_sweep import deadlines_sweep
from cases.services.deadlines import deadline_end, deadline_move, deadline_resume, deadline_start
from tests.factories import NOW, CaseFactory, ContactFactory, PromiseFactory

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
GRACE = timedelta(minutes=30)


def promised(*, heard_at: datetime = NOW, hours: float = 24, now: datetime | None = None) -> Deadline:
    """A promise of so many hours, recorded when it was heard unless told otherwise."""
    contact = ContactFactory(at=heard_at)
    promise = PromiseFactory(case=contact.case, contact=contact, heard_at=heard_at, due_at=heard_at + hours * HOUR)
    return deadline_start(
        case=contact.case,
        lane="theirs",
        rule="CLK01",
        tier="merchant",
        promise=promise,
        trigger_at=heard_at,
        due_at=promise.due_at,
        now=now or heard_at,
    )


def window(*, due_at: datetime, now: datetime = NOW) -> Deadline:
    case = CaseFactory()
    return deadline_start(case=case, lane="mine", rule="CLK02", tier="merchant", trigger_at=now, due_at=due_at, now=now)


def stages(deadline: Deadline) -> list[str]:
    return list(Mail.objects.filter(deadline=deadline).order_by("created_at").values_list("stage", flat=True))


def test_it_leaves_alone_what_is_not_due():
    deadline = promised()
    assert deadlines_sweep(now=NOW + HOUR).claimed == 0
    assert stages(deadline) == []


def test_it_warns_before_and_records_nothing_yet():
    deadline = promised()
    counts = deadlines_sweep(now=deadline.due_at - 2 * HOUR)
    assert (counts.claimed, counts.lapsed, counts.mails) == (1, 0, 1)
    deadline.refresh_from_db()
    assert stages(deadline) == ["soon"]
    assert (deadline.stage, deadline.act_at) == ("due", deadline.due_at + GRACE)
    assert not CaseEvent.objects.filter(case=deadline.case, kind="lapsed").exists()


def test_it_records_the_lapse_after_grace_and_not_before():
    deadline = promised(hours=1)
    deadlines_sweep(now=deadline.due_at + GRACE - timedelta(seconds=1))
    assert stages(deadline) == []
    now = deadline.due_at + GRACE
    counts = deadlines_sweep(now=now)
    assert (counts.claimed, counts.lapsed, counts.mails) == (1, 1, 1)
    event = CaseEvent.objects.get(case=deadline.case, kind="lapsed")
    assert (event.at, event.recorded_at, event.by_owner) == (deadline.due_at, now, False)
    assert event.data == {"deadline": deadline.pk, "rule": "CLK01", "promise": deadline.promise_id}
    mail = Mail.objects.get(deadline=deadline)
    assert (mail.kind, mail.stage, mail.due_at, mail.act_at) == ("stage", "due", deadline.due_at, now)
    assert (mail.user_id, mail.case_id, mail.state) == (deadline.case.owner_id, deadline.case_id, "pending")


def test_it_breaks_the_promise_and_lets_the_clock_run_on():
    deadline = promised(hours=1)
    deadlines_sweep(now=deadline.due_at + HOUR)
    deadline.refresh_from_db()
    assert Promise.objects.get(pk=deadline.promise_id).state == "broken"
    assert (deadline.state, deadline.stage) == ("running", "overdue")


def test_it_moves_the_case_with_the_lapse():
    deadline = promised(hours=1)
    now = deadline.due_at + HOUR
    deadlines_sweep(now=now)
    case = Case.objects.get(pk=deadline.case_id)
    assert (case.last_event_at, case.stale_at) == (now, now + 14 * DAY)


def test_it_goes_through_every_stage_once():
    deadline = promised()
    moment = NOW
    while moment < NOW + 6 * DAY:
        deadlines_sweep(now=moment)
        deadlines_sweep(now=moment)
        moment += HOUR / 2
    assert stages(deadline) == ["soon", "due", "overdue", "long_overdue"]
    assert CaseEvent.objects.filter(case=deadline.case, kind="lapsed").count() == 1
    deadline.refresh_from_db()
    assert (deadline.act_at, deadline.stage, deadline.state) == (None, "", "running")


def test_it_mails_only_the_latest_stage_after_days_of_silence():
    deadline = promised(hours=24)
    counts = deadlines_sweep(now=NOW + 10 * DAY)
    assert (counts.claimed, counts.lapsed, counts.mails) == (1, 1, 1)
    assert stages(deadline) == ["long_overdue"]
    assert CaseEvent.objects.get(kind="lapsed").at == deadline.due_at


def test_it_does_not_warn_after_the_fact():
    deadline = promised(hours=24)
    deadlines_sweep(now=deadline.due_at + GRACE / 2)
    assert stages(deadline) == []
    deadlines_sweep(now=deadline.due_at + GRACE)
    assert stages(deadline) == ["due"]


def test_it_ends_my_window_without_a_mail():
    deadline = window(due_at=NOW + 7 * DAY)
    for days in (4.5, 6.5, 6.9):
        deadlines_sweep(now=NOW + days * DAY)
    deadlines_sweep(now=deadline.due_at)
    deadline.refresh_from_db()
    assert stages(deadline) == ["window_3d", "window_1d", "window_last"]
    assert (deadline.state, deadline.act_at, deadline.ended_at) == ("lapsed", None, deadline.due_at)
    event = CaseEvent.objects.get(case=deadline.case, kind="window_closed")
    assert (event.at, event.by_owner) == (deadline.due_at, False)


def test_it_rearms_a_moved_deadline_for_its_new_moment():
    deadline = promised(hours=1)
    deadlines_sweep(now=deadline.due_at + HOUR)
    old = deadline.due_at
    deadline.refresh_from_db()
    now = old + 2 * HOUR
    deadline_move(deadline=deadline, due_at=old + 2 * DAY, now=now)
    deadlines_sweep(now=now)
    assert stages(deadline) == ["due"]
    deadlines_sweep(now=old + 2 * DAY + GRACE)
    assert stages(deadline) == ["due", "due"]
    assert set(Mail.objects.values_list("due_at", flat=True)) == {old, old + 2 * DAY}


def test_it_rearms_nothing_when_the_moment_stays():
    deadline = promised(hours=1)
    now = deadline.due_at + HOUR
    deadlines_sweep(now=now)
    deadline.refresh_from_db()
    deadline_move(deadline=deadline, due_at=deadline.due_at, now=now, working=[{"step": 1}])
    assert deadlines_sweep(now=now).claimed == 0
    assert stages(deadline) == ["due"]


@pytest.mark.parametrize("state", ["met", "cancelled"])
def test_it_is_silent_once_the_deadline_has_ended(state: str):
    deadline = promised(hours=1)
    deadline_end(deadline=deadline, state=state, now=NOW + HOUR / 2)
    assert deadlines_sweep(now=NOW + 10 * DAY).claimed == 0
    assert stages(deadline) == []


def test_it_goes_on_where_an_undone_ending_left_it():
    deadline = promised(hours=1)
    deadlines_sweep(now=deadline.due_at + HOUR)
    deadline.refresh_from_db()
    deadline_end(deadline=deadline, state="met", now=deadline.due_at + 2 * HOUR)
    deadline_resume(deadline=deadline)
    deadlines_sweep(now=deadline.due_at + 3 * HOUR)
    assert stages(deadline) == ["due"]
    deadlines_sweep(now=deadline.due_at + 2 * DAY)
    assert stages(deadline) == ["due", "overdue"]
    assert CaseEvent.objects.filter(kind="lapsed").count() == 1


def test_it_writes_no_mail_for_a_closed_case():
    deadline = promised(hours=1)
    Case.objects.filter(pk=deadline.case_id).update(
        closed_at=NOW, outcome="full", next_kind="", next_actor="", next_at=None
    )
    counts = deadlines_sweep(now=NOW + DAY)
    assert (counts.claimed, counts.mails, counts.lapsed) == (1, 0, 0)
    assert deadlines_sweep(now=NOW + DAY).claimed == 0


def test_it_takes_the_oldest_first_and_a_batch_at_a_time():
    young, old = promised(hours=2), promised(hours=1)
    now = NOW + DAY / 4
    assert deadlines_sweep(now=now, limit=1).claimed == 1
    assert stages(old) == ["due"]
    assert stages(young) == []
    assert deadlines_sweep(now=now, limit=1).claimed == 1
    assert deadlines_sweep(now=now, limit=1).claimed == 0


def test_it_writes_the_row_of_a_stage_once_even_when_told_twice():
    deadline = promised(hours=1)
    now = deadline.due_at + HOUR
    deadlines_sweep(now=now)
    Deadline.objects.filter(pk=deadline.pk).update(stage="due", act_at=deadline.due_at)
    deadlines_sweep(now=now)
    assert stages(deadline) == ["due"]


@pytest.mark.parametrize("part", ["agenda", "case_refresh_next"])
def test_it_sets_an_impossible_row_aside_and_sweeps_the_others(monkeypatch, part: str):
    bad, good = promised(hours=1), promised(hours=1.1)
    real = getattr(module, part)

    def breaks(*args: Any, **kwargs: Any) -> Any:
        if bad.due_at in args or bad.case_id in kwargs.get("case_ids", ()):
            raise ValueError("impossible")
        return real(*args, **kwargs)

    monkeypatch.setattr(module, part, breaks)
    now = NOW + DAY / 4
    assert deadlines_sweep(now=now).claimed == 2
    assert stages(good) == ["due"]
    assert stages(bad) == []
    assert not CaseEvent.objects.filter(case=bad.case, kind="lapsed").exists()
    assert Deadline.objects.get(pk=bad.pk).act_at == now + HOUR


def test_it_leaves_a_database_in_trouble_to_the_next_tick(monkeypatch):
    promised(hours=1)

    def locked(**kwargs: Any) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(module, "case_refresh_next", locked)
    with pytest.raises(OperationalError):
        deadlines_sweep(now=NOW + DAY)
    assert not Mail.objects.exists()


def test_it_hands_the_next_step_to_the_shopper_with_the_lapse():
    deadline = promised(hours=1)
    deadlines_sweep(now=deadline.due_at + HOUR)
    case = Case.objects.get(pk=deadline.case_id)
    assert (case.next_actor, case.next_kind) == ("me", "nudge")
    assert case.next_deadline_id == deadline.pk


def test_it_takes_a_fixed_number_of_queries():
    def queries_for(number: int) -> int:
        for _ in range(number):
            promised(hours=1)
        with CaptureQueriesContext(connection) as captured:
            deadlines_sweep(now=NOW + DAY / 4)
        return len(captured)

    assert queries_for(1) == queries_for(12)
