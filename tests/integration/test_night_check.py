"""Lists go by the stored next step: a closing window sets it without a mail, and a walk each night sets the rest."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.domain.zone import SHANGHAI
from cases.models import Case, Mail
from cases.selectors.cases import case_page
from cases.selectors.snapshots import next_step_of
from cases.services.case_state import case_close
from cases.services.deadline_sweep import deadlines_sweep
from cases.services.mail_send import mail_send_due
from cases.services.night_check import night_check
from tests.case_acts import DAY, HOUR, again, heard, opened
from tests.factories import NOW, UserFactory

pytestmark = pytest.mark.django_db


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=SHANGHAI)


def stored(case: Case) -> tuple[str, str, str]:
    case = again(case)
    return case.next_kind, case.next_actor, case.next_deadline.rule if case.next_deadline else ""


@pytest.fixture
def waiting(alice) -> Case:
    """Signed for on the 18th: the return window closes on the 25th at 24:00. They promised an answer by the 27th."""
    case = opened(alice, now=at(20, 9), signed_at=at(18, 12))
    heard(case, at(23, 10), hours=96, now=at(23, 10))
    return case


def test_it_gives_the_turn_to_the_shopper_when_the_window_is_about_to_close(waiting):
    deadlines_sweep(now=at(25, 9))
    assert stored(waiting) == ("wait", "them", "CLK01")
    mails = Mail.objects.count()
    deadlines_sweep(now=at(25, 11, 59))
    assert stored(waiting) == ("wait", "them", "CLK01")
    deadlines_sweep(now=at(25, 12))
    assert stored(waiting) == ("file_window", "me", "CLK02")
    assert Mail.objects.count() == mails
    assert case_page(waiting.owner, state="waiting").rows == []


def test_it_still_sends_the_last_warning_after_an_outage(waiting):
    """The warning's turn and the silent one passed together: the mail is not lost to the silent one."""
    deadlines_sweep(now=at(25, 14))
    assert stored(waiting) == ("file_window", "me", "CLK02")
    assert Mail.objects.get(deadline__rule="CLK02").stage == "window_last"
    assert mail_send_due(now_fn=lambda: at(25, 14)) == {"sent": 1}


def test_it_is_the_others_turn_again_after_the_window_has_closed(waiting):
    for moment in (at(25, 9), at(25, 12), at(26, 0)):
        deadlines_sweep(now=moment)
    assert stored(waiting) == ("wait", "them", "CLK01")


def silent(owner, number: str = "1") -> Case:
    """A case where time alone changes the step: told by a bot, no clock, a day of patience."""
    case = opened(owner, now=NOW - DAY, number=number)
    heard(case, NOW - 2 * HOUR, reply="substantive")
    Case.objects.filter(pk=case.pk).update(next_kind="wait", next_actor="them", next_at=NOW - HOUR)
    return case


def test_it_puts_right_what_time_has_changed_and_counts_it(alice):
    wrong, right = silent(alice), opened(alice, now=NOW - DAY, number="2")
    assert night_check(now=NOW) == 1
    for case in (wrong, right):
        step = next_step_of(again(case), now=NOW)
        assert (again(case).next_kind, again(case).next_actor) == (step.kind, step.actor)


def test_it_does_nothing_the_second_time_that_day_and_begins_anew_at_three(alice):
    case = silent(alice)
    assert night_check(now=NOW) == 1
    Case.objects.filter(pk=case.pk).update(next_kind="wait", next_actor="them")
    assert [night_check(now=moment) for moment in (NOW, at(23, 23), at(24, 2, 59))] == [0, 0, 0]
    assert night_check(now=at(24, 3)) == 1


def test_it_walks_in_bounded_steps_and_looks_at_each_case_once(alice):
    for number in range(5):
        silent(alice, str(number))
    assert [night_check(now=NOW, limit=2) for _ in range(4)] == [2, 2, 1, 0]
    assert [night_check(now=NOW + DAY, limit=5) for _ in range(2)] == [0, 0]


def test_it_leaves_closed_cases_alone(alice):
    case = silent(alice)
    case_close(case=again(case), outcome="full", now=NOW)
    assert night_check(now=NOW) == 0
    assert again(case).next_kind == ""


def test_it_costs_the_same_for_one_case_and_many():
    def queries(now: datetime) -> int:
        with CaptureQueriesContext(connection) as seen:
            night_check(now=now)
        return len(seen)

    owner = UserFactory(email="alice@example.com")
    for number in range(20):
        silent(owner, str(number))
    many = queries(NOW)
    closed = {"closed_at": NOW, "outcome": "full", "next_kind": "", "next_actor": "", "next_at": None}
    Case.objects.exclude(pk=Case.objects.first().pk).update(**closed)
    assert queries(NOW + timedelta(days=1)) <= many <= 12


def test_it_is_part_of_the_tick_and_of_its_report(alice):
    silent(alice)

    def rederived() -> int:
        out = StringIO()
        call_command("tick", "--json", "--now", NOW.isoformat(), stdout=out)
        return json.loads(out.getvalue())["rederived"]

    assert [rederived(), rederived()] == [1, 0]
