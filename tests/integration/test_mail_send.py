"""The sender: one claim, one look at the world, one message, one mark."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail as outbox
from django.db import connection
from django.db.models.functions import Now
from django.test.utils import CaptureQueriesContext

from cases.models import Case, Deadline, Mail, Reminder, User
from cases.services import mail_send
from cases.services.mail_send import mail_send_due, mail_send_one
from tests.factories import NOW, CaseFactory, LetterFactory, MailFactory, ReminderFactory, UserFactory

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


@dataclass
class Words:
    subject: str = "卷0001：对方超时了"
    text: str = "对方答应的时间到了。\n"
    html: str = "<p>对方答应的时间到了。</p>"
    headers: dict[str, str] = field(default_factory=dict)


def write(mail: Mail, now: datetime) -> Words:
    return Words()


def send(now: datetime = NOW, **kwargs: Any) -> Counter[str]:
    kwargs.setdefault("compose", write)
    return mail_send_due(now_fn=lambda: now, **kwargs)


def test_it_sends_what_waits_and_marks_it():
    row = MailFactory()
    assert send() == {"sent": 1}
    row.refresh_from_db()
    assert (row.state, row.act_at, row.sent_at, row.attempts, row.lease_until) == ("sent", None, NOW, 1, None)
    [message] = outbox.outbox
    assert message.to == [row.user.email]
    assert message.subject == "卷0001：对方超时了"


def test_it_names_the_message_after_the_row_and_calls_it_automatic():
    row = MailFactory()
    send()
    headers = outbox.outbox[0].message()
    assert headers["Message-ID"] == f"<{row.pk}@youju.test>"
    assert headers["Auto-Submitted"] == "auto-generated"
    assert headers["X-Correlation-ID"] == str(row.pk)


def test_it_keeps_what_it_said_for_the_app():
    row = MailFactory()
    send()
    row.refresh_from_db()
    assert (row.subject, row.text, row.noted_at) == ("卷0001：对方超时了", "对方答应的时间到了。\n", NOW)


def test_it_sends_nothing_twice():
    MailFactory()
    send()
    assert send() == {}
    assert len(outbox.outbox) == 1


def test_it_leaves_the_future_alone():
    MailFactory(act_at=NOW + HOUR)
    assert send() == {}


def test_it_leaves_a_row_under_a_live_lease_alone():
    row = MailFactory(claim_token="somebody")
    Mail.objects.filter(pk=row.pk).update(lease_until=Now() + timedelta(seconds=60))
    assert send(now=NOW + 100 * DAY) == {}


def test_it_takes_over_a_row_whose_lease_has_ended():
    row = MailFactory(claim_token="a killed sender")
    Mail.objects.filter(pk=row.pk).update(lease_until=Now() - timedelta(seconds=1))
    assert send() == {"sent": 1}


def test_it_sends_the_oldest_first():
    young, old = MailFactory(act_at=NOW), MailFactory(act_at=NOW - DAY)
    send()
    assert [message.to for message in outbox.outbox] == [[old.user.email], [young.user.email]]


def test_it_stops_at_the_limit_and_when_told():
    for _ in range(3):
        MailFactory()
    assert send(limit=2).total() == 2
    assert send(go_on=lambda: False).total() == 0


def close_case(row: Mail) -> None:
    Case.objects.filter(pk=row.case_id).update(closed_at=NOW, outcome="full", next_kind="", next_actor="", next_at=None)


@pytest.mark.parametrize(
    "change",
    [
        close_case,
        lambda row: Case.objects.filter(pk=row.case_id).update(muted_at=NOW),
        lambda row: Deadline.objects.filter(pk=row.deadline_id).update(state="met", act_at=None),
        lambda row: Deadline.objects.filter(pk=row.deadline_id).update(due_at=NOW + DAY),
        lambda row: User.objects.filter(pk=row.user_id).update(is_active=False),
        lambda row: MailFactory(deadline=row.deadline, stage="overdue", created_at=NOW + HOUR, act_at=NOW + HOUR),
    ],
    ids=["closed", "muted", "settled", "moved", "inactive", "superseded"],
)
def test_it_cancels_what_the_world_has_overtaken(change):
    row = MailFactory()
    change(row)
    assert send() == {"cancelled": 1}
    row.refresh_from_db()
    assert (row.state, row.act_at, row.noted_at) == ("cancelled", None, None)
    assert outbox.outbox == []


def test_it_cancels_the_nudge_of_a_letter_that_was_sent():
    letter = LetterFactory(sent_at=NOW)
    MailFactory(kind="unsent", letter=letter, case=letter.case, deadline=None, stage="", due_at=None, key="letter:1")
    assert send() == {"cancelled": 1}


def test_it_cancels_a_cancelled_reminder():
    reminder = ReminderFactory(cancelled_at=NOW)
    MailFactory(kind="reminder", reminder=reminder, case=reminder.case, deadline=None, stage="", due_at=None, key="r:1")
    assert send() == {"cancelled": 1}
    assert Reminder.objects.count() == 1


def test_it_asks_no_longer_once_something_was_heard():
    case = CaseFactory(last_event_at=NOW + HOUR)
    MailFactory(kind="stale", case=case, deadline=None, stage="", due_at=None, key="stale:1:x", created_at=NOW)
    assert send(now=NOW + 2 * HOUR) == {"cancelled": 1}


NIGHT = datetime.fromisoformat("2026-11-23T23:30:00+08:00")
EIGHT = datetime.fromisoformat("2026-11-24T08:00:00+08:00")


def test_it_waits_until_morning_without_counting_a_try(settings):
    settings.QUIET_HOURS = "22:00-08:00"
    row = MailFactory(deadline__case__owner__quiet_hours="default")
    assert send(now=NIGHT) == {"postponed": 1}
    row.refresh_from_db()
    assert (row.state, row.act_at, row.attempts, row.noted_at, row.lease_until) == ("pending", EIGHT, 0, None, None)
    assert send(now=EIGHT) == {"sent": 1}


def test_it_knows_the_shoppers_own_quiet_hours(settings):
    settings.QUIET_HOURS = ""
    MailFactory(deadline__case__owner__quiet_hours="15:00-16:00")
    assert send() == {"postponed": 1}


@pytest.mark.parametrize("words", ["", "nonsense"])
def test_it_sends_at_night_where_no_quiet_hours_are_set(settings, words: str):
    settings.QUIET_HOURS = "22:00-08:00"
    MailFactory(deadline__case__owner__quiet_hours=words)
    assert send(now=NIGHT) == {"sent": 1}


def test_it_wakes_nobody_but_for_a_window_that_closes_in_the_night(settings):
    settings.QUIET_HOURS = "22:00-08:00"
    closing, later = EIGHT - HOUR, EIGHT + HOUR
    for due_at in (closing, later):
        MailFactory(
            deadline__mine=True,
            deadline__due_at=due_at,
            deadline__stage="window_last",
        )
    User.objects.update(quiet_hours="default")
    assert send(now=NIGHT) == {"sent": 1, "postponed": 1}
    assert Mail.objects.get(state="sent").due_at == closing


def test_it_counts_a_new_day_from_midnight_in_shanghai():
    case = CaseFactory()
    for _ in range(2):
        MailFactory(deadline__case=case)
    send(now=datetime.fromisoformat("2026-11-23T23:59:00+08:00"))
    MailFactory(deadline__case=case)
    assert send(now=datetime.fromisoformat("2026-11-24T00:01:00+08:00")) == {"sent": 1}


@pytest.mark.parametrize("fields", [{"mail_mode": "off"}, {"verified": False}])
def test_it_shows_in_the_app_what_may_not_be_mailed(fields: dict):
    row = MailFactory(deadline__case__owner=UserFactory(**fields))
    assert send() == {"in_app": 1}
    row.refresh_from_db()
    assert (row.state, row.act_at, row.noted_at, row.text) == ("in_app", None, NOW, "对方答应的时间到了。\n")
    assert outbox.outbox == []


def test_it_holds_a_snoozed_case_until_the_snooze_ends():
    until = NOW + DAY
    row = MailFactory(deadline__case__snoozed_until=until)
    assert send() == {"postponed": 1}
    row.refresh_from_db()
    assert row.act_at == until


def account_mail(**fields: Any) -> Mail:
    user = fields.pop("user", None) or UserFactory(verified=False, mail_mode="off")
    return Mail.objects.create(
        kind="account",
        user=user,
        to_address="new@example.com",
        subject="你的验证码",
        text="验证码：\n\n123456\n",
        html="<p>123456</p>",
        act_at=NOW,
        created_at=NOW,
        **fields,
    )


def test_it_sends_a_code_whatever_the_settings_and_keeps_none_of_it(settings):
    settings.QUIET_HOURS = "00:00-23:59"
    row = account_mail(user=UserFactory(verified=False, mail_mode="off", quiet_hours="default"))
    assert mail_send_one(mail_id=str(row.pk), now_fn=lambda: NOW) == {"sent": 1}
    assert outbox.outbox[0].to == ["new@example.com"]
    assert "123456" in outbox.outbox[0].body
    row.refresh_from_db()
    assert (row.state, row.text, row.html, row.noted_at) == ("sent", "", "", None)


def test_it_sends_one_mail_once_when_asked_twice():
    row = account_mail()
    mail_send_one(mail_id=row.pk, now_fn=lambda: NOW)
    assert mail_send_one(mail_id=row.pk, now_fn=lambda: NOW) == {}
    assert len(outbox.outbox) == 1


def test_it_sends_plain_words_when_the_text_cannot_be_written():
    def broken(mail: Mail, now: datetime) -> Words:
        raise KeyError("promise")

    row = MailFactory()
    assert send(compose=broken) == {"sent": 1}
    message = outbox.outbox[0]
    assert message.subject == "卷0001有一条提醒"
    assert f"https://youju.test/c/{row.case.ref}/" in message.body


@pytest.mark.parametrize(
    "poison",
    [
        "Bcc: all@example.com\r\nX: y",
        "a\x00b",
        "\u202egnihtemos",
        "%s %(x)d {0} {}",
        "长" * 900,
        "\ud800",
        "",
    ],
)
def test_it_cleans_poison_and_the_line_goes_on(poison: str):
    def write_poison(mail: Mail, now: datetime) -> Words:
        return Words(subject=poison, text=poison, html=poison, headers={"X-Words": poison})

    MailFactory(act_at=NOW - HOUR)
    MailFactory()
    assert send(compose=write_poison) == {"sent": 2}
    for message in outbox.outbox:
        parsed = message.message()
        assert parsed["Bcc"] is None
        assert len(message.subject) <= 150
        assert not any(ord(char) < 32 or char in "\u202e\x7f" for char in message.subject)
        parsed.as_bytes()
    assert all(len(row.subject) <= 150 for row in Mail.objects.all())


def changed_after_reading(monkeypatch, change) -> None:
    """Let the world change between the sender's look at it and its claim."""
    real = mail_send.mails_waiting

    def read(*args: Any) -> list[Mail]:
        found = real(*args)
        change()
        return found

    monkeypatch.setattr(mail_send, "mails_waiting", read)


@pytest.mark.parametrize(
    "change",
    [
        lambda: Deadline.objects.update(state="met", act_at=None),
        lambda: Deadline.objects.update(due_at=NOW + DAY),
        lambda: Case.objects.update(muted_at=NOW),
        lambda: Case.objects.update(closed_at=NOW, outcome="full", next_kind="", next_actor="", next_at=None),
        lambda: User.objects.update(is_active=False),
    ],
    ids=["settled", "moved", "muted", "closed", "inactive"],
)
def test_it_sends_nothing_that_changed_while_it_was_looking(monkeypatch, change):
    MailFactory()
    changed_after_reading(monkeypatch, change)
    assert send() == {"cancelled": 1}
    assert outbox.outbox == []


def test_it_respects_a_snooze_that_came_while_it_was_looking(monkeypatch):
    MailFactory()
    changed_after_reading(monkeypatch, lambda: Case.objects.update(snoozed_until=NOW + DAY))
    assert send() == {"postponed": 1}


def test_it_yields_to_a_sender_that_was_faster(monkeypatch):
    MailFactory()
    faster = {"claim_token": "faster", "lease_until": Now() + timedelta(seconds=60)}
    changed_after_reading(monkeypatch, lambda: Mail.objects.update(**faster))
    assert send() == {}
    assert outbox.outbox == []


def test_it_looks_again_at_what_it_read_too_long_ago(monkeypatch):
    monkeypatch.setattr(mail_send, "FRESH_SECONDS", 0.0)
    for _ in range(3):
        MailFactory()
    reads: list[int] = []
    changed_after_reading(monkeypatch, lambda: reads.append(1))
    assert send().total() == 0
    monkeypatch.setattr(mail_send, "FRESH_SECONDS", 60.0)
    reads.clear()
    assert send() == {"sent": 3}
    assert len(reads) == 2


def test_it_reads_many_at_once_and_takes_a_few_statements_for_each():
    for _ in range(3):
        MailFactory()
    with CaptureQueriesContext(connection) as captured:
        send()
    few = len(captured)
    for _ in range(13):
        MailFactory()
    with CaptureQueriesContext(connection) as captured:
        send()
    assert (len(captured) - few) / 10 <= 2
