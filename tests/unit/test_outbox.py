"""What becomes of a mail when its turn comes: every rule, and which rule wins."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from cases.domain.outbox import Act, MailFacts, mail_verdict
from cases.domain.zone import SHANGHAI

NOW = datetime(2026, 11, 23, 15, 20, tzinfo=SHANGHAI)
NIGHT = datetime(2026, 11, 23, 23, 0, tzinfo=SHANGHAI)
MORNING = datetime(2026, 11, 24, 8, 0, tzinfo=SHANGHAI)
DUE = datetime(2026, 11, 23, 14, 50, tzinfo=SHANGHAI)

STAGE = MailFacts(kind="stage", lane="theirs", due_at=DUE, deadline_due_at=DUE, digest_at=MORNING)
WINDOW = replace(STAGE, lane="mine", stage_is_warning=True, due_at=MORNING, deadline_due_at=MORNING)


def test_it_sends_what_is_still_true():
    assert mail_verdict(STAGE, NOW).act is Act.SEND


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"active": False}, "account"),
        ({"case_open": False}, "case closed"),
        ({"muted": True}, "case muted"),
        ({"running": False}, "deadline over"),
        ({"deadline_due_at": DUE + timedelta(hours=1)}, "deadline moved"),
        ({"stage_is_warning": True}, "too late to warn"),
        ({"superseded": True}, "a later stage speaks"),
        ({"kind": "unsent", "letter_sent": True}, "letter sent"),
        ({"kind": "reminder", "reminder_cancelled": True}, "reminder cancelled"),
        ({"kind": "stale", "heard_since": True}, "heard since"),
        ({"kind": "reminder", "muted": True}, "case muted"),
        ({"kind": "answer", "moot": True}, "settled meanwhile"),
    ],
)
def test_it_cancels_what_is_no_longer_true(change: dict, reason: str):
    verdict = mail_verdict(replace(STAGE, **change), NOW)
    assert (verdict.act, verdict.reason) == (Act.CANCEL, reason)


def test_it_waits_for_the_end_of_the_quiet_hours():
    verdict = mail_verdict(replace(STAGE, quiet_until=MORNING), NIGHT)
    assert (verdict.act, verdict.at) == (Act.POSTPONE, MORNING)


def test_it_does_not_wait_when_my_window_closes_in_the_quiet_hours():
    assert mail_verdict(replace(WINDOW, quiet_until=MORNING), NIGHT).act is Act.SEND


def test_it_waits_when_my_window_closes_after_the_quiet_hours():
    later = MORNING + timedelta(seconds=1)
    facts = replace(WINDOW, quiet_until=MORNING, due_at=later, deadline_due_at=later)
    assert mail_verdict(facts, NIGHT).act is Act.POSTPONE


def test_it_waits_for_the_end_of_a_snooze():
    until = NOW + timedelta(days=1)
    verdict = mail_verdict(replace(STAGE, snoozed_until=until), NOW)
    assert (verdict.act, verdict.at) == (Act.POSTPONE, until)


def test_it_forgets_a_snooze_that_is_over():
    assert mail_verdict(replace(STAGE, snoozed_until=NOW), NOW).act is Act.SEND


def test_it_lets_no_snooze_hide_the_end_of_my_window():
    assert mail_verdict(replace(WINDOW, snoozed_until=MORNING), NOW).act is Act.SEND


@pytest.mark.parametrize("change", [{"mail_mode": "off"}, {"verified": False}])
def test_it_stays_in_the_app_where_mail_may_not_go(change: dict):
    assert mail_verdict(replace(STAGE, **change), NOW).act is Act.IN_APP


def test_it_stays_in_the_app_at_night_too():
    assert mail_verdict(replace(STAGE, mail_mode="off", quiet_until=MORNING), NIGHT).act is Act.IN_APP


def test_it_folds_the_third_mail_of_a_case_in_a_day():
    assert mail_verdict(replace(STAGE, case_mails_today=1), NOW).act is Act.SEND
    verdict = mail_verdict(replace(STAGE, case_mails_today=2), NOW)
    assert (verdict.act, verdict.at) == (Act.FOLD, MORNING)


@pytest.mark.parametrize("mode", ["digest", "weekly"])
def test_it_folds_everything_for_who_wants_one_mail_a_day_or_a_week(mode: str):
    verdict = mail_verdict(replace(STAGE, mail_mode=mode), NOW)
    assert (verdict.act, verdict.at) == (Act.FOLD, MORNING)


def test_it_mails_at_once_what_closes_before_the_weeks_mail():
    monday = MORNING + timedelta(days=6)
    for due_at, act in ((monday, Act.SEND), (monday + timedelta(seconds=1), Act.FOLD)):
        facts = replace(WINDOW, mail_mode="weekly", digest_at=monday, due_at=due_at, deadline_due_at=due_at)
        assert mail_verdict(facts, NOW).act is act


@pytest.mark.parametrize("change", [{"mail_mode": "digest"}, {"mail_mode": "weekly"}, {"case_mails_today": 9}])
def test_it_never_folds_a_warning_past_its_window(change: dict):
    assert mail_verdict(replace(WINDOW, **change), NOW).act is Act.SEND


@pytest.mark.parametrize(
    "change",
    [
        {"quiet_until": MORNING},
        {"case_mails_today": 9},
        {"mail_mode": "digest"},
        {"mail_mode": "weekly"},
        {"snoozed_until": MORNING},
    ],
)
def test_it_sends_the_shoppers_own_reminder_at_its_moment(change: dict):
    facts = replace(STAGE, kind="reminder", due_at=None, deadline_due_at=None, **change)
    assert mail_verdict(facts, NIGHT).act is Act.SEND


@pytest.mark.parametrize(
    "change", [{"active": False}, {"verified": False}, {"mail_mode": "off"}, {"quiet_until": MORNING}]
)
def test_it_sends_codes_whatever_the_settings(change: dict):
    assert mail_verdict(replace(MailFacts(kind="account"), **change), NIGHT).act is Act.SEND


def test_it_sends_a_digest_with_something_in_it():
    assert mail_verdict(MailFacts(kind="digest", digest_items=1), NOW).act is Act.SEND


@pytest.mark.parametrize(
    ("change", "act"),
    [
        ({"digest_items": 0}, Act.CANCEL),
        ({"mail_mode": "off"}, Act.CANCEL),
        ({"active": False}, Act.CANCEL),
        ({"verified": False}, Act.IN_APP),
        ({"quiet_until": MORNING}, Act.POSTPONE),
    ],
)
def test_it_holds_a_digest_back(change: dict, act: Act):
    facts = replace(MailFacts(kind="digest", digest_items=1), **change)
    assert mail_verdict(facts, NOW).act is act
