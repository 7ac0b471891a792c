"""/c/<ref>/remind/: the shopper's own reminders, at any moment, with a note; and taking one back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from cases.models import Case, CaseEvent, Mail, Reminder
from cases.services.reminder import MOST_WAITING, reminder_set
from tests.factories import NOW, CaseFactory, ReminderFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def case(alice) -> Case:
    return CaseFactory(owner=alice)


def address(case: Case) -> str:
    return reverse("case-remind", args=[case.ref])


def cancelling(case: Case, reminder: Reminder) -> str:
    return reverse("case-remind-cancel", args=[case.ref, reminder.pk])


def test_it_sets_a_reminder_and_its_mail(as_alice, case):
    response = as_alice.post(address(case), {"at": "2026-11-25T09:30", "note": " 去取件\n带身份证 ", "key": "k1"})
    assert response.url == address(case)
    reminder = Reminder.objects.get()
    # The clock on the wall is Shanghai's.
    assert reminder.at == datetime(2026, 11, 25, 1, 30, tzinfo=UTC)
    assert reminder.note == "去取件 带身份证"
    mail = Mail.objects.get()
    assert (mail.reminder, mail.act_at, mail.kind, mail.user) == (reminder, reminder.at, "reminder", case.owner)
    assert CaseEvent.objects.get().kind == "reminder_set"
    page = as_alice.get(address(case)).content.decode()
    assert "周三 09:30" in page
    assert "去取件 带身份证" in page


def test_it_sets_one_when_the_form_is_sent_twice(as_alice, case):
    for _ in range(2):
        assert as_alice.post(address(case), {"at": "2026-11-25T09:30", "key": "k1"}).status_code == 302
    assert Reminder.objects.count() == Mail.objects.count() == CaseEvent.objects.count() == 1


def test_it_sets_two_when_the_shopper_wants_two(as_alice, case):
    for key in ("k1", "k2"):
        as_alice.post(address(case), {"at": "2026-11-25T09:30", "key": key})
    assert Reminder.objects.count() == 2


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"at": "tomorrow"},
        {"at": "2026-11-23T15:20"},  # this very minute
        {"at": "2026-11-22T09:00"},
        {"at": "2029-11-25T09:00"},
        {"at": "9999-12-31T23:59"},
        {"at": "2026-11-25T09:30", "note": "x" * 201},
        {"at": "2026-11-25T09:30", "key": "k" * 41},
    ],
)
def test_it_says_what_is_wrong_and_sets_nothing(as_alice, case, sent):
    response = as_alice.post(address(case), sent, headers={"HX-Request": "true"})
    assert response.status_code == 422
    assert not Reminder.objects.exists()
    assert not Mail.objects.exists()


def test_it_stops_at_fifty_and_says_so(as_alice, case):
    ReminderFactory.create_batch(MOST_WAITING, case=case)
    response = as_alice.post(address(case), {"at": "2026-11-25T09:30"})
    assert response.status_code == 422
    assert "五十条" in response.content.decode()
    assert Reminder.objects.count() == MOST_WAITING


def test_it_sets_none_on_a_closed_case(as_alice, alice):
    closed = CaseFactory(owner=alice, closed=True)
    response = as_alice.post(address(closed), {"at": "2026-11-25T09:30"}, follow=True)
    assert "已了结。要继续，请先重新打开" in response.content.decode()
    assert not Reminder.objects.exists()


def test_it_shows_no_form_on_a_closed_case(as_alice, alice):
    page = as_alice.get(address(CaseFactory(owner=alice, closed=True))).content.decode()
    assert 'name="at"' not in page
    assert "已了结。要继续，请先重新打开" in page


def test_it_warns_that_a_muted_case_stays_silent(as_alice, alice):
    muted = CaseFactory(owner=alice, muted_at=NOW)
    assert "这件的提醒关着" in as_alice.get(address(muted)).content.decode()


def test_it_lists_what_is_still_to_come_soonest_first(as_alice, case):
    later = ReminderFactory(case=case, at=NOW + timedelta(days=2), note="后一条")
    sooner = ReminderFactory(case=case, at=NOW + timedelta(days=1), note="前一条")
    ReminderFactory(case=case, at=NOW - timedelta(days=1), note="过去的")
    ReminderFactory(case=case, cancelled_at=NOW, note="取消的")
    shown = [row["id"] for row in as_alice.get(address(case)).context["waiting"]]
    assert shown == [sooner.pk, later.pk]


def test_it_takes_one_back_and_its_mail_with_it(as_alice, case):
    reminder = reminder_set(case=case, at=NOW + timedelta(days=1), note="", now=NOW)
    assert as_alice.post(cancelling(case, reminder)).url == address(case)
    reminder.refresh_from_db()
    assert reminder.cancelled_at == NOW
    mail = Mail.objects.get()
    assert (mail.state, mail.act_at) == ("cancelled", None)
    assert CaseEvent.objects.order_by("-id")[0].kind == "reminder_cancelled"


def test_it_takes_one_back_once(as_alice, case):
    reminder = reminder_set(case=case, at=NOW + timedelta(days=1), note="", now=NOW)
    as_alice.post(cancelling(case, reminder))
    response = as_alice.post(cancelling(case, reminder), follow=True)
    assert "已经取消过" in response.content.decode()
    assert CaseEvent.objects.count() == 2


def test_it_takes_back_nothing_that_has_been_sent(as_alice, case):
    reminder = ReminderFactory(case=case, at=NOW - timedelta(minutes=1))
    as_alice.post(cancelling(case, reminder))
    reminder.refresh_from_db()
    assert reminder.cancelled_at is None


def test_it_knows_no_reminder_of_another_case(as_alice, alice, case):
    other = ReminderFactory(case=CaseFactory(owner=alice))
    assert as_alice.post(cancelling(case, other)).status_code == 404


def test_it_tells_a_stranger_nothing(as_charlie, case):
    reminder = ReminderFactory(case=case)
    assert as_charlie.get(address(case)).status_code == 404
    assert as_charlie.post(address(case), {"at": "2026-11-25T09:30"}).status_code == 404
    assert as_charlie.post(cancelling(case, reminder)).status_code == 404
    reminder.refresh_from_db()
    assert reminder.cancelled_at is None
    assert Reminder.objects.count() == 1


def test_it_sends_the_anonymous_to_sign_in(client, case):
    assert client.get(address(case)).url.startswith(reverse("account_login"))
    assert client.post(cancelling(case, ReminderFactory(case=case))).url.startswith(reverse("account_login"))


def test_it_refuses_other_verbs(as_alice, case):
    assert as_alice.delete(address(case)).status_code == 405
    assert as_alice.get(cancelling(case, ReminderFactory(case=case))).status_code == 405
