"""A promise of a day or of working days ends at 24:00: its mails, its follow-up and its next tier, night by night."""

from __future__ import annotations

from datetime import datetime

import pytest

from cases.domain.zone import SHANGHAI
from cases.models import Case, Mail, User
from cases.selectors.mail_act import Do, act_of
from cases.services.contact_log import PromiseEntry
from cases.services.deadline_sweep import deadlines_sweep
from cases.services.mail_send import mail_send_due
from tests.case_acts import again, heard, opened, sent
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def at(day: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, second, tzinfo=SHANGHAI)


def tick(now: datetime) -> list[tuple[str, Do]]:
    """Return the stages that were mailed, each with its act."""
    deadlines_sweep(now=now)
    mail_send_due(now_fn=lambda: now)
    rows = Mail.objects.filter(state="sent", sent_at=now).select_related("case", "deadline", "letter")
    return [(mail.stage, act_of(mail).do) for mail in rows.order_by("created_at")]


@pytest.fixture
def case() -> Case:
    """Promised on Monday for 「今天内」, with the quiet hours most people keep."""
    owner: User = UserFactory(email="alice@example.com", quiet_hours="22:00-08:00")
    case = opened(owner, now=at(23, 9))
    promise = PromiseEntry(words="今天内给您答复", due_at=at(23, 23, 59, 59), reading={"kind": "days"})
    heard(case, at(23, 10), words=promise.words, reply="received", promise=promise)
    return case


def test_it_mails_once_on_the_morning_after(case):
    assert tick(at(23, 22)) == []  # soon, within the quiet hours
    assert tick(at(24, 0, 31)) == []
    assert tick(at(24, 8)) == [("due", Do.NUDGE)]
    assert tick(at(24, 9, 1)) == []
    assert tick(at(25, 9)) == [("overdue", Do.NUDGE)]
    assert tick(at(26, 9)) == [("long_overdue", Do.NUDGE)]


def test_it_gives_the_follow_up_of_that_morning_a_day(case):
    tick(at(24, 0, 31))
    tick(at(24, 8))
    sent(case, at(24, 8, 30), code="T5", text="请问进展如何？")
    assert (again(case).next_kind, again(case).next_at) == ("wait_nudge", at(25, 9))
    assert tick(at(24, 9, 1)) == []
    assert again(case).next_kind == "wait_nudge"
    assert tick(at(25, 9)) == [("overdue", Do.PLATFORM)]
    assert again(case).next_kind == "step_up"


def test_it_sends_nobody_up_for_a_follow_up_of_the_night(case):
    """Sent at 23:00 before the overdue morning: the mail asks for patience, as the card does."""
    tick(at(24, 8))
    sent(case, at(24, 23), code="T5", text="请问进展如何？")
    assert tick(at(25, 9)) == [("overdue", Do.WAIT)]
    assert again(case).next_kind == "wait_nudge"
    assert tick(at(26, 9)) == [("long_overdue", Do.PLATFORM)]
    assert again(case).next_kind == "step_up"
