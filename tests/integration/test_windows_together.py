"""Signed for and confirmed on one day: two windows close together, and one mail says so."""

from __future__ import annotations

from datetime import datetime

import pytest

from cases.domain.zone import SHANGHAI
from cases.models import Case, Deadline, Mail
from cases.services.case_answer import window_filed
from cases.services.deadline_sweep import deadlines_sweep
from cases.services.mail_send import mail_send_due
from tests.case_acts import again, opened
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=SHANGHAI)


def two(**owner: str) -> Case:
    user = UserFactory(email="alice@example.com", **owner)
    return opened(user, now=at(18, 20), signed_at=at(18, 12), confirmed_at=at(18, 18))


def tick(now: datetime) -> dict[str, int]:
    deadlines_sweep(now=now)
    return dict(mail_send_due(now_fn=lambda: now))


def test_it_sends_one_mail_and_names_both():
    case = two()
    assert Deadline.objects.filter(case=case, due_at__day=25).count() == 2
    assert tick(at(22, 9)) == {"sent": 1, "cancelled": 1}
    mail = Mail.objects.get(state="sent")
    assert "七日无理由退货和平台售后窗口" in mail.text
    assert "签收次日为第 1 天" in mail.text
    assert "从确认收货的次日算（经验）" in mail.text
    assert "七日" not in mail.subject
    assert Mail.objects.get(state="cancelled").last_error == "said with another window"


def test_it_counts_one_of_the_days_two():
    case = two()
    tick(at(25, 9))
    assert Mail.objects.filter(case=case, state="sent").count() == 1


def test_it_names_both_in_english():
    two(language="en")
    tick(at(22, 9))
    text = Mail.objects.get(state="sent").text
    assert "Seven-day return (and The platform's after-sales window) closes" in text


def test_it_still_warns_of_the_one_that_is_left():
    """The return was filed: that window is met, and the other one speaks for itself."""
    case = two()
    deadlines_sweep(now=at(22, 9))
    window_filed(case=again(case), deadline=Deadline.objects.get(case=case, rule="CLK02"), now=at(22, 9))
    assert dict(mail_send_due(now_fn=lambda: at(22, 9))) == {"sent": 1, "cancelled": 1}
    text = Mail.objects.get(state="sent").text
    assert "平台售后窗口到" in text
    assert "七日无理由退货" not in text


def test_it_sends_two_mails_about_two_cases():
    case = two()
    opened(case.owner, now=at(18, 20), number="2", signed_at=at(18, 12))
    assert tick(at(22, 9)) == {"sent": 2, "cancelled": 1}


def test_it_sends_two_mails_about_two_days():
    user = UserFactory(email="alice@example.com")
    opened(user, now=at(18, 20), signed_at=at(17, 12), confirmed_at=at(18, 18))
    assert tick(at(21, 9)) == {"sent": 1}
    assert tick(at(22, 9)) == {"sent": 1}


def test_it_names_the_windows_in_the_digest():
    two(mail_mode="digest")
    tick(at(21, 22))
    tick(at(22, 9))
    assert Mail.objects.filter(state="folded").count() == 1
    tick(at(23, 8))
    digest = Mail.objects.get(kind="digest")
    assert digest.state == "sent"
    assert "1 件事" in digest.subject
    assert " · 七日无理由退货和平台售后窗口" in digest.text


def test_it_reads_the_windows_of_many_mails_at_once(django_assert_max_num_queries):
    user = UserFactory(email="alice@example.com")
    for number in range(8):
        opened(user, now=at(18, 20), number=str(number), signed_at=at(18, 12), confirmed_at=at(18, 18))
    deadlines_sweep(now=at(22, 9))
    from cases.selectors.outbox import mails_waiting

    with django_assert_max_num_queries(2):
        mails = mails_waiting(at(22, 9), 100)
    assert {len(mail.windows) for mail in mails} == {2}
