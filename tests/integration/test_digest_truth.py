"""A digest tells what is true when it goes out, and each clock once."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from cases.domain.zone import SHANGHAI
from cases.models import Case, Mail
from cases.selectors.outbox import digest_items
from cases.services.deadline_sweep import deadlines_sweep
from cases.services.mail_send import mail_send_due
from tests.case_acts import DAY, HOUR, heard, opened
from tests.factories import NOW, UserFactory

pytestmark = pytest.mark.django_db
EIGHT = datetime(2026, 11, 24, 8, 0, tzinfo=SHANGHAI)


@pytest.fixture
def case() -> Case:
    return opened(UserFactory(email="alice@example.com", mail_mode="digest"), now=NOW - DAY)


def at(case: Case, now: datetime) -> None:
    deadlines_sweep(now=now)
    mail_send_due(now_fn=lambda: now)


def told(now: datetime = EIGHT) -> list[str]:
    digest = Mail.objects.get(kind="digest")
    return [mail.stage for mail in digest_items(digest.pk, now)]


def test_it_tells_of_a_lapse_and_no_more_of_the_warning_before_it(case):
    heard(case, NOW - HOUR, hours=5)  # warned of at 17:20, due at 19:20
    at(case, NOW + 2 * HOUR)
    at(case, NOW + 5 * HOUR)
    assert Mail.objects.filter(state="folded").count() == 2
    assert told() == ["due"]


def test_it_tells_of_no_warning_of_what_has_happened(case):
    """Late in the night: the moment passed and its grace has not."""
    clock_ends = EIGHT - timedelta(minutes=10)
    heard(case, clock_ends - 12 * HOUR, hours=12)
    at(case, clock_ends - 2 * HOUR)
    assert told(clock_ends - HOUR) == ["soon"]
    assert told() == []
    assert mail_send_due(now_fn=lambda: EIGHT) == {"cancelled": 1}


def test_it_tells_the_latest_of_two_days(case):
    heard(case, NOW - 3 * HOUR, hours=1)
    at(case, NOW)
    Mail.objects.filter(kind="digest").update(act_at=EIGHT + 2 * DAY)
    at(case, EIGHT + HOUR)
    Mail.objects.filter(state="folded").update(digest=Mail.objects.filter(kind="digest").earliest("created_at"))
    digest = Mail.objects.filter(kind="digest").earliest("created_at")
    assert [mail.stage for mail in digest_items(digest.pk, EIGHT + 2 * DAY)] == ["overdue"]


def test_it_counts_what_it_lists(case):
    heard(case, NOW - HOUR, hours=5)
    at(case, NOW + 2 * HOUR)
    at(case, NOW + 5 * HOUR)
    mail_send_due(now_fn=lambda: EIGHT)
    digest = Mail.objects.get(kind="digest")
    assert digest.state == "sent"
    assert "1" in digest.subject
    assert digest.text.count(f"/c/{case.ref}/") == 1
