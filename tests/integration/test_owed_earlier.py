"""owed: what they asked for, and what was sent, noted after it happened: the clocks stand still for just that time."""

from __future__ import annotations

import pytest

from cases.domain.starts import Trigger
from cases.models import Case, CaseEvent, Deadline
from cases.selectors.dossier import dossier_content
from cases.services.case_state import tier_move
from cases.services.contact_log import ContactEntry, contact_log
from cases.services.contact_undo import contact_undo
from cases.services.deadline_sweep import deadlines_sweep
from cases.services.moments import moment_note
from cases.services.owed import owed_ask, owed_done, owed_drop
from tests.case_acts import DAY, HOUR, again, clock_of, heard, opened, promise_of
from tests.factories import NOW, CaseFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(alice) -> Case:
    """A case whose seller promised an answer in 24 hours, 30 hours ago: it lapsed six hours ago, and was swept."""
    case = opened(alice, now=NOW - 3 * DAY)
    heard(case, NOW - 30 * HOUR, hours=24)
    while deadlines_sweep(now=NOW - HOUR).claimed:
        pass
    return again(case)


def promise(case: Case):
    return promise_of(case.contacts.get())


def ledger(case: Case) -> str:
    content = dossier_content(again(case), now=NOW)
    return str([content["timeline"], content["promises"]])


def test_it_takes_back_a_lapse_that_came_while_they_waited(case):
    """Asked ten hours ago, with four left: nothing has lapsed, and the four hours are still theirs."""
    assert promise(case).state == "broken"
    assert "没有答复" in ledger(case)
    owed_ask(case=case, kind="evidence", at=NOW - 10 * HOUR, now=NOW)
    row = clock_of(case.contacts.get())
    assert (row.state, row.paused_at, row.act_at) == ("paused", NOW - 10 * HOUR, None)
    assert (promise(case).state, promise(case).settled_at) == ("running", None)
    assert (again(case).next_kind, again(case).owed_at) == ("send_owed", NOW - 10 * HOUR)
    assert "没有答复" not in ledger(case)
    assert "对方在等本人补材料，暂停计时" in ledger(case)
    owed_done(case=again(case), now=NOW)
    assert clock_of(case.contacts.get()).due_at == promise(case).due_at == NOW + 4 * HOUR


def test_it_tells_of_a_lapse_that_came_after_all(case):
    owed_ask(case=case, kind="evidence", at=NOW - 10 * HOUR, now=NOW)
    owed_done(case=again(case), now=NOW)
    while deadlines_sweep(now=NOW + 5 * HOUR).claimed:
        pass
    assert promise(case).state == "broken"
    assert ledger(case).count("没有答复") >= 1


def test_it_leaves_late_what_was_late_when_they_asked(case):
    owed_ask(case=case, kind="evidence", at=NOW - 2 * HOUR, now=NOW)
    assert promise(case).state == "broken"
    assert clock_of(case.contacts.get()).state == "running"
    assert "没有答复" in ledger(case)
    assert "waiting" not in CaseEvent.objects.get(case=case, kind="owed_asked").data


def test_it_lets_run_what_started_after_they_asked(case):
    heard(case, NOW - HOUR, hours=48)
    owed_ask(case=again(case), kind="evidence", at=NOW - 2 * HOUR, now=NOW)
    assert not Deadline.objects.filter(case=case, state="paused").exists()


@pytest.mark.parametrize(("sent", "due"), [(4, 0), (1, 3), (9, -5)])
def test_it_goes_on_from_when_it_was_sent(case, sent, due):
    """Asked ten hours ago with four left; sent four, one or nine hours ago. What has lapsed by now is late."""
    owed_ask(case=case, kind="evidence", at=NOW - 10 * HOUR, now=NOW)
    owed_done(case=again(case), at=NOW - sent * HOUR, now=NOW)
    assert clock_of(case.contacts.get()).due_at == NOW + due * HOUR
    while deadlines_sweep(now=NOW + HOUR).claimed:
        pass
    assert promise(case).state == ("broken" if due <= 0 else "running")


def test_it_was_not_sent_before_they_asked(case):
    owed_ask(case=case, kind="evidence", at=NOW - 8 * HOUR, now=NOW)
    owed_done(case=again(case), at=NOW - 9 * HOUR, now=NOW)
    assert clock_of(case.contacts.get()).due_at == NOW - 6 * HOUR
    asked, done = CaseEvent.objects.filter(case=case, kind__startswith="owed").order_by("pk")
    assert (asked.at, done.at, done.recorded_at) == (NOW - 8 * HOUR, NOW - 8 * HOUR, NOW)


def test_it_meets_the_window_they_named_by_when_it_was_sent(alice):
    case = CaseFactory(owner=alice)
    owed_ask(case=case, kind="evidence", due_at=NOW - HOUR, at=NOW - DAY, now=NOW - DAY)
    while deadlines_sweep(now=NOW).claimed:
        pass
    row = Deadline.objects.get(case=case, lane="mine")
    assert row.state == "lapsed"
    owed_done(case=again(case), at=NOW - 2 * HOUR, now=NOW)
    row.refresh_from_db()
    assert row.state == "met"


def test_it_tells_in_the_dossier_what_they_asked_for_and_when_it_was_sent(case):
    """Noted after it happened: the rows stand where it happened, and say when they were noted."""
    owed_ask(case=case, kind="evidence", words="请补照片", due_at=NOW + DAY, at=NOW - 10 * HOUR, now=NOW)
    owed_done(case=again(case), at=NOW - 8 * HOUR, now=NOW)
    rows = dossier_content(again(case), now=NOW)["timeline"]
    asked, sent = [row for row in rows if "对方要" in row["title"]]
    assert asked["title"] == "对方要求补充证据“请补照片”，最晚 2026年11月24日 15:20"
    assert (asked["at"], asked["note"]) == ("2026-11-23 05:20", "2026-11-23 15:20 补记")
    assert (sent["title"], sent["at"]) == ("本人补上了对方要的东西", "2026-11-23 07:20")


def test_it_tells_a_request_once_though_an_entry_that_had_ended_it_was_undone(alice):
    case = opened(alice, now=NOW - 9 * DAY)
    tier_move(case=case, to="regulator", now=NOW - 8 * DAY, due_at=NOW + DAY)
    moment_note(case=again(case), trigger=Trigger.COMPLAINT_ACCEPTED, at=NOW - DAY, now=NOW - DAY)
    owed_ask(case=again(case), kind="testing", now=NOW - 5 * HOUR)
    entry = ContactEntry(at=NOW - HOUR, tier="regulator", reply="refused", words="调解终止", data={"result": "ended"})
    contact = contact_log(case=again(case), entry=entry, now=NOW - HOUR)
    owed_drop(case=again(case), now=NOW - HOUR, contact=contact)
    assert contact_undo(case=again(case), contact=contact, now=NOW)
    rows = dossier_content(again(case), now=NOW)["timeline"]
    assert [row["title"] for row in rows].count("商品送鉴定检测") == 1
