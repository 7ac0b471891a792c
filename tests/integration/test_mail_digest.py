"""The gathered mail: what goes into it, when it goes out, and what cannot wait for it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.core import mail as outbox

from cases.models import Deadline, Mail
from tests.factories import NOW, CaseFactory, MailFactory, UserFactory
from tests.integration.test_mail_send import DAY, EIGHT, HOUR, send

pytestmark = pytest.mark.django_db


MONDAY = datetime.fromisoformat("2026-11-30T08:00:00+08:00")


def test_it_folds_the_third_mail_of_a_case_into_the_morning_digest():
    case = CaseFactory()
    rows = [MailFactory(deadline__case=case) for _ in range(4)]
    assert send() == {"sent": 2, "folded": 2}
    digest = Mail.objects.get(kind="digest")
    assert (digest.act_at, digest.user_id, digest.state) == (EIGHT, case.owner_id, "pending")
    assert digest.key == f"digest:{case.owner_id}:2026-11-24"
    folded = Mail.objects.filter(state="folded")
    assert {row.digest_id for row in folded} == {digest.pk}
    assert all(row.noted_at == NOW and row.subject for row in folded)
    assert {row.pk for row in rows} >= {row.pk for row in folded}
    assert send(now=EIGHT) == {"sent": 1}


def test_it_drops_a_digest_whose_news_are_old():
    case = CaseFactory(owner=UserFactory(mail_mode="digest"))
    MailFactory(deadline__case=case)
    assert send() == {"folded": 1}
    Deadline.objects.update(state="met", act_at=None)
    assert send(now=EIGHT) == {"cancelled": 1}
    assert outbox.outbox == []


def test_it_folds_into_the_next_digest_when_this_one_is_out():
    case = CaseFactory(owner=UserFactory(mail_mode="digest"))
    digest = MailFactory(
        kind="digest",
        user=case.owner,
        case=None,
        deadline=None,
        stage="",
        due_at=None,
        key=f"digest:{case.owner_id}:2026-11-24",
        state="sent",
        act_at=None,
    )
    MailFactory(deadline__case=case)
    assert send() == {"folded": 1}
    assert Mail.objects.get(state="folded").digest_id != digest.pk


def test_it_gathers_the_weeks_mail_for_monday_morning():
    case = CaseFactory(owner=UserFactory(mail_mode="weekly"))
    MailFactory(deadline__case=case)
    assert send() == {"folded": 1}
    MailFactory(deadline__case=case)
    assert send(now=NOW + 2 * DAY) == {"folded": 1}
    digest = Mail.objects.get(kind="digest")
    assert (digest.act_at, digest.key) == (MONDAY, f"digest:{case.owner_id}:2026-11-30")
    assert send(now=MONDAY - HOUR) == {}
    assert send(now=MONDAY) == {"sent": 1}


def test_it_gathers_for_the_next_monday_what_comes_on_monday_at_eight():
    case = CaseFactory(owner=UserFactory(mail_mode="weekly"))
    MailFactory(deadline__case=case)
    assert send(now=MONDAY) == {"folded": 1}
    assert Mail.objects.get(kind="digest").act_at == MONDAY + 7 * DAY


def test_it_mails_at_once_the_window_that_closes_before_the_weeks_mail():
    case = CaseFactory(owner=UserFactory(mail_mode="weekly"))
    for due_at in (MONDAY - HOUR, MONDAY + HOUR):
        MailFactory(deadline__mine=True, deadline__case=case, deadline__due_at=due_at, deadline__stage="window_3d")
    assert send() == {"sent": 1, "folded": 1}
    assert Mail.objects.get(state="sent").due_at == MONDAY - HOUR


def test_it_folds_into_the_next_weeks_mail_when_this_one_is_out():
    case = CaseFactory(owner=UserFactory(mail_mode="weekly"))
    blank = {"user": case.owner, "case": None, "deadline": None, "stage": "", "due_at": None}
    MailFactory(kind="digest", key=f"digest:{case.owner_id}:2026-11-30", state="sent", act_at=None, **blank)
    MailFactory(deadline__case=case)
    send()
    assert Mail.objects.get(state="folded").digest.act_at == MONDAY + 7 * DAY


def test_it_mails_at_once_the_window_that_closes_while_quiet_hours_hold_the_digest():
    case = CaseFactory(owner=UserFactory(mail_mode="digest", quiet_hours="22:00-09:30"))
    for minutes in (60, 120):
        MailFactory(
            deadline__mine=True,
            deadline__case=case,
            deadline__due_at=EIGHT + timedelta(minutes=minutes),
            deadline__stage="window_last",
        )
    assert send() == {"sent": 1, "folded": 1}
    assert Mail.objects.get(kind="digest").act_at == EIGHT + timedelta(minutes=90)
