"""`tick`: one pass of everything, with or without a worker beside it."""

from __future__ import annotations

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.sessions.models import Session
from django.core import mail as outbox
from django.core.management import CommandError, call_command
from django.utils import timezone

from cases.models import Case, Heartbeat, Mail, Submission
from cases.services import tick as module
from tests.factories import NOW, CaseFactory, DeadlineFactory, MailFactory, UserFactory

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def tick(*arguments: str) -> dict:
    out = StringIO()
    call_command("tick", "--json", *arguments, stdout=out)
    return json.loads(out.getvalue())


def test_it_lapses_and_mails_in_one_pass():
    DeadlineFactory(due_at=NOW - timedelta(hours=1), act_at=NOW - timedelta(minutes=30))
    counts = tick("--now", NOW.isoformat())
    assert (counts["claimed"], counts["lapsed"], counts["queued"], counts["sent"]) == (1, 1, 1, 1)
    assert len(outbox.outbox) == 1


def test_it_does_nothing_the_second_time():
    DeadlineFactory(due_at=NOW - timedelta(hours=1), act_at=NOW - timedelta(minutes=30))
    tick("--now", NOW.isoformat())
    again = tick("--now", NOW.isoformat())
    assert {name: value for name, value in again.items() if name != "now" and value} == {}
    assert len(outbox.outbox) == 1


def test_it_prints_one_json_object_with_every_count():
    counts = tick("--now", NOW.isoformat())
    assert counts["now"] == NOW.isoformat()
    assert {"claimed", "lapsed", "queued", "sent", "failed", "dead", "stale", "cleaned", "errors"} <= set(counts)


def test_it_prints_words_without_json():
    out = StringIO()
    call_command("tick", "--now", NOW.isoformat(), stdout=out)
    assert "sent=0" in out.getvalue()


def test_it_reads_a_moment_without_an_offset_as_shanghais():
    assert tick("--now", "2026-11-23T15:20:00")["now"] == "2026-11-23T15:20:00+08:00"


@pytest.mark.parametrize("words", ["tomorrow", "2026-13-45T00:00:00"])
def test_it_refuses_a_moment_it_cannot_read(words: str):
    with pytest.raises(CommandError, match="--now"):
        tick("--now", words)


def test_it_leaves_a_pulse_but_not_for_a_rehearsed_moment():
    tick("--now", NOW.isoformat())
    assert not Heartbeat.objects.filter(name="tick").exists()
    tick()
    assert timezone.now() - Heartbeat.objects.get(name="tick").at < timedelta(minutes=1)


def test_it_asks_after_fourteen_silent_days_and_again_after_fourteen_more():
    case = CaseFactory(last_event_at=NOW - 14 * DAY, stale_at=NOW)
    assert tick("--now", (NOW - DAY).isoformat())["stale"] == 0
    assert tick("--now", NOW.isoformat())["stale"] == 1
    assert tick("--now", NOW.isoformat())["stale"] == 0
    assert tick("--now", (NOW + 14 * DAY).isoformat())["stale"] == 1
    assert Mail.objects.filter(case=case, kind="stale").count() == 2
    assert len(outbox.outbox) == 2


def test_it_asks_once_after_months_of_outage():
    CaseFactory(stale_at=NOW - 100 * DAY)
    assert tick("--now", NOW.isoformat())["stale"] == 1
    assert tick("--now", (NOW + DAY).isoformat())["stale"] == 0


def test_it_asks_about_no_muted_and_no_closed_case():
    CaseFactory(stale_at=NOW, muted_at=NOW)
    CaseFactory(closed=True)
    Case.objects.filter(closed_at__isnull=False).update(stale_at=NOW)
    assert tick("--now", NOW.isoformat())["stale"] == 0
    assert not Mail.objects.filter(kind="stale").exists()


def test_it_forgets_handled_forms_after_a_month():
    owner = UserFactory()
    Submission.objects.create(owner=owner, key="old", created_at=NOW - 32 * DAY)
    Submission.objects.create(owner=owner, key="young", created_at=NOW - 30 * DAY)
    assert tick("--now", NOW.isoformat())["cleaned"] == 1
    assert list(Submission.objects.values_list("key", flat=True)) == ["young"]


def test_it_clears_ended_sessions_once_a_week():
    def expired() -> None:
        Session.objects.create(session_key=f"k{Session.objects.count()}", session_data="", expire_date=NOW - 900 * DAY)

    expired()
    tick("--now", NOW.isoformat())
    assert Session.objects.count() == 0
    expired()
    tick("--now", (NOW + 6 * DAY).isoformat())
    assert Session.objects.count() == 1
    tick("--now", (NOW + 7 * DAY).isoformat())
    assert Session.objects.count() == 0


def test_it_goes_on_when_one_part_fails_and_says_so(monkeypatch):
    def broken(**kwargs):
        raise RuntimeError("secret words")

    MailFactory()
    monkeypatch.setattr(module, "deadlines_sweep", broken)
    with pytest.raises(CommandError):
        call_command("tick", "--now", NOW.isoformat())
    assert len(outbox.outbox) == 1


def test_it_sends_between_batches_so_that_the_first_mail_waits_for_no_backlog(monkeypatch):
    done: list[str] = []
    real_sweep, real_send = module.deadlines_sweep, module.mail_send_due

    def sweep(**kwargs):
        done.append("sweep")
        return real_sweep(**kwargs)

    def send(**kwargs):
        done.append("send")
        return real_send(**kwargs)

    monkeypatch.setattr(module, "BATCH", 2)
    monkeypatch.setattr(module, "deadlines_sweep", sweep)
    monkeypatch.setattr(module, "mail_send_due", send)
    for _ in range(4):
        DeadlineFactory(due_at=NOW - timedelta(hours=1), act_at=NOW - timedelta(minutes=30))
    assert tick("--now", NOW.isoformat())["sent"] == 4
    assert done[:4] == ["sweep", "send", "sweep", "send"]
