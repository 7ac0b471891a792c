"""case_close, case_reopen, tier_move, case_correct: one event each, and nothing that the table forbids."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from cases.domain.lifecycle import IllegalMove
from cases.models import Case, CaseEvent, Deadline, Mail
from cases.services import case_state as module
from cases.services.case_state import case_close, case_correct, case_reopen, tier_move
from cases.services.deadline_sweep import deadlines_sweep
from cases.services.letter import letter_copied
from cases.services.mail_send import mail_send_due
from cases.services.order import OrderFacts
from tests.case_acts import DAY, HOUR, ORDER, again, clock_of, facts, heard, kinds, opened, promise_of, running, sent
from tests.factories import NOW, UserFactory
from tests.threads import at_once

pytestmark = pytest.mark.django_db
SIGNED = NOW - 2 * DAY
# What a closing keeps beside its outcome: that nothing shows it, and when to ask for promised money.
LEFT = {
    "full": {"proof": "none"},
    "partial": {"proof": "none"},
    "promised_not_paid": {"money_at": "2026-11-30T09:00:00+08:00"},
}


@pytest.fixture
def case(alice) -> Case:
    return opened(alice, now=NOW - DAY, signed_at=SIGNED)


def close(case: Case, now: datetime = NOW, outcome: str = "full", note: str = "") -> None:
    case_close(case=again(case), outcome=outcome, note=note, now=now)


def correct(case: Case, now: datetime = NOW, version: int = 1, order: dict | None = None, **fields: str) -> bool:
    was = facts()
    fields = {name: getattr(was, name) for name in ("problem_type", "problem", "problem_detail", "demand")} | fields
    order_facts = replace(OrderFacts(**ORDER, signed_at=SIGNED), **(order or {}))
    return case_correct(case=again(case), fields=fields, order=order_facts, now=now, version=version)


# Closing


@pytest.mark.parametrize("outcome", [value for value, _ in Case.Outcome.choices])
def test_it_closes_with_an_outcome_and_needs_nobody_any_more(case, outcome):
    close(case, outcome=outcome, note="已到账")
    case = again(case)
    assert (case.is_open, case.closed_at, case.outcome, case.stale_at) == (False, NOW, outcome, None)
    assert (case.next_kind, case.next_actor, case.next_at, case.next_deadline) == ("", "", None, None)
    event = CaseEvent.objects.latest("pk")
    data = {"outcome": outcome, "note": "已到账"} | LEFT.get(outcome, {})
    assert (event.kind, event.data) == ("case_closed", data)


def test_it_ends_every_clock_and_every_waiting_mail(case):
    heard(case, NOW - HOUR, hours=24)
    letter_copied(case=again(case), code="T1", text="您好", now=NOW - HOUR)
    close(case)
    assert running(case) == []
    assert not Deadline.objects.filter(act_at__isnull=False).exists()
    mail_send_due(now_fn=lambda: NOW + 2 * DAY)
    assert list(Mail.objects.values_list("state", flat=True)) == ["cancelled"]
    assert deadlines_sweep(now=NOW + 30 * DAY).mails == 0


def test_it_cannot_close_what_is_closed(case):
    close(case)
    with pytest.raises(IllegalMove):
        close(case, NOW + HOUR, outcome="refused")
    assert (again(case).outcome, again(case).closed_at) == ("full", NOW)
    assert kinds(case).count("case_closed") == 1


@pytest.mark.django_db(transaction=True)
def test_it_closes_once_for_eight_at_once():
    case = opened(UserFactory(email="alice@example.com"), now=NOW - DAY)

    def act() -> str:
        try:
            close(case)
        except IllegalMove:
            return "closed before"
        return "closed"

    assert sorted(at_once(act)) == ["closed"] + ["closed before"] * 7
    assert kinds(case).count("case_closed") == 1


def test_it_leaves_nothing_behind_when_the_event_cannot_be_written(case, monkeypatch):
    def broken(**kwargs):
        raise RuntimeError("no event")

    monkeypatch.setattr(module, "event_record", broken)
    with pytest.raises(RuntimeError):
        close(case)
    assert again(case).is_open
    assert running(case) == ["CLK02"]


# Opening again


def test_it_opens_again_with_a_next_step_and_the_orders_windows(case):
    close(case)
    case_reopen(case=again(case), now=NOW + HOUR)
    case = again(case)
    assert (case.is_open, case.outcome, case.stale_at) == (True, "", NOW + HOUR + 14 * DAY)
    assert (case.next_kind, case.next_actor) == ("contact", "me")
    assert running(case) == ["CLK02"]
    assert Deadline.objects.get(case=case).act_at is not None
    event = CaseEvent.objects.latest("pk")
    assert (event.kind, event.data) == ("case_reopened", {"was": "full"})


def test_it_closes_the_window_that_ended_meanwhile(case):
    close(case)
    case_reopen(case=again(case), now=NOW + 20 * DAY)
    deadlines_sweep(now=NOW + 20 * DAY)
    assert running(case) == []
    assert kinds(case)[-1] == "window_closed"
    assert not Mail.objects.exists()


def test_it_watches_again_what_the_closing_had_ended(case):
    promise = heard(case, NOW - HOUR, hours=24)
    close(case)
    case_reopen(case=again(case), now=NOW + HOUR)
    clock = clock_of(promise)
    assert (clock.state, clock.ended_at, clock.stage) == ("running", None, "soon")
    assert clock.act_at == clock.due_at - 2 * HOUR
    case = again(case)
    assert (case.next_kind, case.next_actor, case.next_deadline) == ("wait", "them", clock)
    deadlines_sweep(now=clock.due_at + HOUR)
    assert "lapsed" in kinds(case)
    assert promise_of(promise).state == "broken"
    assert mail_send_due(now_fn=lambda: clock.due_at + HOUR) == {"sent": 1}


def test_it_records_a_lapse_that_came_while_the_case_was_closed(case):
    promise = heard(case, NOW - HOUR, hours=2)
    close(case)
    later = NOW + 5 * HOUR
    case_reopen(case=again(case), now=later)
    assert again(case).next_kind == "nudge"
    deadlines_sweep(now=later)
    assert kinds(case)[-1] == "lapsed"
    assert promise_of(promise).state == "broken"
    assert mail_send_due(now_fn=lambda: later) == {"sent": 1}


def test_it_revives_nothing_that_had_ended_before_the_closing(case):
    old = heard(case, NOW - 5 * HOUR, hours=24)
    newer = heard(case, NOW - 4 * HOUR, hours=48)
    heard(case, NOW - 3 * HOUR, reply="substantive")
    last = heard(case, NOW - 2 * HOUR, hours=24)
    close(case)
    case_reopen(case=again(case), now=NOW + HOUR)
    assert [clock_of(one).state for one in (old, newer, last)] == ["cancelled", "met", "running"]


def test_it_revives_nothing_that_was_replaced_in_the_very_moment_of_closing(case):
    old = heard(case, NOW - 5 * HOUR, hours=24)
    heard(case, NOW, hours=48)
    close(case)
    case_reopen(case=again(case), now=NOW + HOUR)
    assert clock_of(old).state == "cancelled"


def test_it_watches_what_the_second_closing_had_ended(case):
    promise = heard(case, NOW - HOUR, hours=24)
    for hours in (1, 3):
        close(case, NOW + hours * HOUR)
        case_reopen(case=again(case), now=NOW + (hours + 1) * HOUR)
    assert clock_of(promise).state == "running"


def test_it_leaves_the_clocks_of_a_tier_it_had_left(case):
    old = heard(case, NOW - HOUR, hours=24)
    tier_move(case=again(case), to="platform", now=NOW, due_at=NOW + 3 * DAY)
    close(case)
    case_reopen(case=again(case), now=NOW + HOUR)
    assert clock_of(old).state == "cancelled"
    assert running(case, lane="theirs") == ["CLK12"]


@pytest.mark.parametrize("leave", ["close", "move"])
def test_it_calls_broken_what_was_due_when_it_was_left(case, leave):
    """Within the grace nothing has been swept yet; the ledger must not depend on that."""
    late, open_still = heard(case, NOW - 2 * HOUR, hours=1), heard(case, NOW - HOUR, hours=24, replaces=False)
    if leave == "close":
        close(case)
    else:
        tier_move(case=again(case), to="platform", now=NOW, due_at=NOW + 3 * DAY)
    assert promise_of(late).state == "broken"
    assert promise_of(open_still).state == "running"


def test_it_leaves_a_filed_window_filed_when_it_opens_again(case):
    Deadline.objects.update(state="met", act_at=None, ended_at=NOW)
    close(case)
    case_reopen(case=again(case), now=NOW + HOUR)
    assert running(case) == []


def test_it_cannot_open_what_is_open(case):
    with pytest.raises(IllegalMove):
        case_reopen(case=again(case), now=NOW)
    assert kinds(case) == ["case_opened"]


# Moving up


def test_it_moves_to_the_platform_and_starts_its_clock(case):
    promise = heard(case, NOW - HOUR, hours=24)
    tier_move(
        case=again(case), to="platform", now=NOW, reason="商家拒绝", due_at=NOW + 3 * DAY, working=["第1个工作日"]
    )
    case = again(case)
    assert (case.tier, case.filed_at, case.no_reply_at) == ("platform", NOW, None)
    clock = Deadline.objects.running().get(case=case, lane="theirs")
    assert (clock.rule, clock.tier, clock.trigger_at, clock.due_at) == ("CLK12", "platform", NOW, NOW + 3 * DAY)
    assert clock.working == ["第1个工作日"]
    assert clock_of(promise).state == "cancelled"
    assert (case.next_kind, case.next_actor, case.next_deadline) == ("wait", "them", clock)
    event = CaseEvent.objects.get(case=case, kind="tier_moved")
    assert event.data == {"from": "merchant", "to": "platform", "reason": "商家拒绝"}


def test_it_moves_on_to_the_regulator(case):
    tier_move(case=again(case), to="platform", now=NOW - HOUR, due_at=NOW + DAY)
    tier_move(case=again(case), to="regulator", now=NOW, due_at=NOW + 9 * DAY)
    assert running(case, lane="theirs") == ["CLK20"]
    assert again(case).tier == "regulator"


def test_it_forgets_the_marks_of_the_tier_it_left(case):
    heard(case, NOW - HOUR, reply="refused")
    assert again(case).refused_at is not None
    tier_move(case=again(case), to="platform", now=NOW, due_at=NOW + DAY)
    case = again(case)
    assert (case.contacted_at, case.replied_at, case.refused_at) == (None, None, None)


def test_it_remembers_them_when_it_goes_back(case):
    heard(case, NOW - HOUR, reply="refused")
    tier_move(case=again(case), to="platform", now=NOW, due_at=NOW + DAY)
    tier_move(case=again(case), to="merchant", now=NOW + HOUR)
    case = again(case)
    assert (case.refused_at, case.filed_at, case.next_kind) == (NOW - HOUR, None, "step_up")
    assert running(case, lane="theirs") == []


def test_it_keeps_the_shoppers_own_windows_running(case):
    tier_move(case=again(case), to="platform", now=NOW, due_at=NOW + DAY)
    assert running(case, lane="mine") == ["CLK02"]


@pytest.mark.parametrize("to", ["merchant", "nowhere"])
def test_it_makes_no_move_that_is_none(case, to):
    with pytest.raises((IllegalMove, ValueError)):
        tier_move(case=again(case), to=to, now=NOW)
    assert kinds(case) == ["case_opened"]


def test_it_moves_no_closed_case(case):
    close(case)
    with pytest.raises(IllegalMove):
        tier_move(case=again(case), to="platform", now=NOW)
    assert again(case).tier == "merchant"


@pytest.mark.django_db(transaction=True)
def test_it_moves_up_once_for_eight_at_once():
    case = opened(UserFactory(email="alice@example.com"), now=NOW - DAY)
    seen = again(case)

    def act() -> str:
        try:
            tier_move(case=again(seen), to="platform", now=NOW, due_at=NOW + DAY)
        except IllegalMove:
            return "there already"
        return "moved"

    assert sorted(at_once(act)) == ["moved"] + ["there already"] * 7
    assert kinds(case).count("tier_moved") == 1
    assert running(case) == ["CLK12"]


# Correcting


def test_it_corrects_and_keeps_the_old_words(case):
    assert correct(case, problem="领口开线", demand="refund") is True
    case = again(case)
    assert (case.problem, case.demand, case.version) == ("领口开线", "refund", 2)
    event = CaseEvent.objects.latest("pk")
    assert (event.kind, event.data) == ("case_corrected", {"old": {"problem": "袖口开线", "demand": "exchange"}})


def test_it_records_nothing_when_nothing_changed(case):
    assert correct(case) is True
    assert kinds(case) == ["case_opened"]


def test_it_refuses_to_save_over_another_change(case):
    assert correct(case, problem="领口开线", version=1) is True
    assert correct(case, problem="下摆开线", version=1) is False
    assert again(case).problem == "领口开线"


@pytest.mark.django_db(transaction=True)
def test_it_lets_one_of_eight_corrections_win():
    case = opened(UserFactory(email="alice@example.com"), now=NOW - DAY, signed_at=SIGNED)
    done = at_once(lambda: correct(case, problem="领口开线", version=1))
    assert sorted(done) == [False] * 7 + [True]
    assert kinds(case).count("case_corrected") == 1


def test_it_moves_the_window_with_the_day_of_signing(case):
    before = Deadline.objects.get(case=case)
    correct(case, order={"signed_at": SIGNED - DAY})
    after = Deadline.objects.get(case=case)
    assert (after.pk, after.trigger_at, before.due_at - after.due_at) == (before.pk, SIGNED - DAY, DAY)
    assert kinds(case)[-2:] == ["case_corrected", "window_moved"]


def test_it_corrects_no_closed_case(case):
    close(case)
    assert correct(case, problem="领口开线") is False
    assert again(case).problem == "袖口开线"


def test_it_keeps_the_promise_in_the_ledger_through_all_of_it(case):
    promise = heard(case, NOW - 3 * HOUR, hours=1)
    deadlines_sweep(now=NOW)
    sent(case, NOW, code="T5", text="请问进展如何？")
    tier_move(case=again(case), to="platform", now=NOW + DAY, due_at=NOW + 3 * DAY)
    close(case, NOW + 2 * DAY)
    case_reopen(case=again(case), now=NOW + 3 * DAY)
    assert promise_of(promise).state == "broken"


# A window's warning and a case that was closed by mistake


def warned(case: Case) -> Mail:
    """Return the waiting warning of the case's return window, one day before it closes."""
    before = Deadline.objects.get(case=case, rule="CLK02").due_at - 20 * HOUR
    deadlines_sweep(now=before)
    return Mail.objects.get(case=case, kind=Mail.Kind.STAGE)


def test_it_sends_a_waiting_warning_after_a_case_was_closed_and_opened_again(case):
    mail = warned(case)
    close(case, now=mail.act_at)
    case_reopen(case=again(case), now=mail.act_at + HOUR)
    assert mail_send_due(now_fn=lambda: mail.act_at + HOUR) == {"sent": 1}


def test_it_sends_a_warning_that_was_held_back_while_the_case_was_closed(case):
    mail = warned(case)
    close(case, now=mail.act_at)
    assert mail_send_due(now_fn=lambda: mail.act_at + HOUR) == {"cancelled": 1}
    case_reopen(case=again(case), now=mail.act_at + 2 * HOUR)
    assert mail_send_due(now_fn=lambda: mail.act_at + 2 * HOUR) == {"sent": 1}


def test_it_sends_no_warning_of_a_window_that_closed_in_the_meantime(case):
    mail = warned(case)
    close(case, now=mail.act_at)
    mail_send_due(now_fn=lambda: mail.act_at + HOUR)
    case_reopen(case=again(case), now=mail.due_at + HOUR)
    assert mail_send_due(now_fn=lambda: mail.due_at + HOUR) == {}


def test_it_sends_what_was_waiting_about_the_other_side(case):
    heard(case, NOW - 2 * HOUR, hours=1)
    deadlines_sweep(now=NOW)
    close(case)
    assert mail_send_due(now_fn=lambda: NOW) == {"cancelled": 1}
    case_reopen(case=again(case), now=NOW + HOUR)
    assert mail_send_due(now_fn=lambda: NOW + HOUR) == {"sent": 1}
