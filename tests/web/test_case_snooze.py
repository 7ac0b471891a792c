"""/c/<ref>/snooze/: the reminders of a case wait for a day, three days, or until a date."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from cases.models import Case, CaseEvent, Mail
from cases.services.case_quiet import case_snooze
from tests.factories import NOW, CaseFactory, DeadlineFactory, MailFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def case(alice) -> Case:
    return CaseFactory(owner=alice)


def address(case: Case) -> str:
    return reverse("case-snooze", args=[case.ref])


@pytest.mark.parametrize(
    ("sent", "until"),
    [
        ({"span": "1d"}, NOW + timedelta(days=1)),
        ({"span": "3d"}, NOW + timedelta(days=3)),
        # 09:00 of that day in Shanghai.
        ({"span": "date", "day": "2026-11-30"}, datetime(2026, 11, 30, 1, 0, tzinfo=UTC)),
    ],
)
def test_it_pauses_until_the_moment_and_writes_then(as_alice, case, sent, until):
    assert as_alice.post(address(case), sent).url == reverse("case", args=[case.ref])
    case.refresh_from_db()
    assert case.snoozed_until == until
    mail = Mail.objects.get()
    assert (mail.kind, mail.act_at, mail.user, mail.case) == ("reminder", until, case.owner, case)
    assert CaseEvent.objects.get().kind == "snoozed"


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"span": "2d"},
        {"span": "date"},
        {"span": "date", "day": "soon"},
        {"span": "date", "day": "2026-11-23"},
        {"span": "date", "day": "2026-11-01"},
        {"span": "date", "day": "2029-01-01"},
        {"span": "date", "day": "9999-12-31"},
    ],
)
def test_it_says_what_is_wrong_and_pauses_nothing(as_alice, case, sent):
    response = as_alice.post(address(case), sent, headers={"HX-Request": "true"})
    assert response.status_code == 422
    assert 'id="errors"' in response.content.decode()
    case.refresh_from_db()
    assert case.snoozed_until is None
    assert not Mail.objects.exists()


def test_it_replaces_the_pause_and_its_mail_when_done_again(as_alice, case):
    as_alice.post(address(case), {"span": "1d"})
    as_alice.post(address(case), {"span": "3d"})
    case.refresh_from_db()
    assert case.snoozed_until == NOW + timedelta(days=3)
    waiting = Mail.objects.get(state="pending")
    assert waiting.act_at == NOW + timedelta(days=3)
    assert Mail.objects.filter(state="cancelled").count() == 1


def test_it_writes_after_the_quiet_hours_when_the_pause_ends_in_them(case, alice):
    alice.quiet_hours = "22:00-08:00"
    alice.save(update_fields=["quiet_hours"])
    night = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)  # 23:00 in Shanghai
    case_snooze(case=case, until=night, now=NOW)
    assert case.snoozed_until == night
    assert Mail.objects.get().act_at == datetime(2026, 11, 25, 0, 0, tzinfo=UTC)


def test_it_queues_no_second_mail_when_a_stage_speaks_by_then(case):
    DeadlineFactory(case=case, act_at=NOW + timedelta(hours=2))
    case_snooze(case=case, until=NOW + timedelta(days=1), now=NOW)
    assert not Mail.objects.exists()


def test_it_queues_no_second_mail_when_one_waits_already(case):
    MailFactory(deadline=DeadlineFactory(case=case, act_at=None, stage=""), stage="due", due_at=NOW, act_at=NOW)
    case_snooze(case=case, until=NOW + timedelta(days=1), now=NOW)
    assert Mail.objects.count() == 1


def test_it_refuses_a_pause_that_ends_before_it_starts(case):
    with pytest.raises(ValueError, match="ends after"):
        case_snooze(case=case, until=NOW, now=NOW)


def test_it_pauses_no_closed_case(as_alice, alice):
    closed = CaseFactory(owner=alice, closed=True)
    assert as_alice.get(address(closed)).url == reverse("case", args=[closed.ref])
    assert as_alice.post(address(closed), {"span": "1d"}).url == reverse("case", args=[closed.ref])
    closed.refresh_from_db()
    assert closed.snoozed_until is None


def test_it_shows_the_form(as_alice, case):
    page = as_alice.get(address(case)).content.decode()
    assert "1 天后" in page
    assert page.count("csrfmiddlewaretoken") == 1
    assert "<form" in page


@pytest.mark.parametrize("verb", ["get", "post"])
def test_it_tells_a_stranger_nothing(as_charlie, case, verb):
    assert getattr(as_charlie, verb)(address(case), {"span": "1d"}).status_code == 404
    assert not Mail.objects.exists()


def test_it_sends_the_anonymous_to_sign_in(client, case):
    assert client.post(address(case), {"span": "1d"}).url.startswith(reverse("account_login"))


def test_it_refuses_other_verbs(as_alice, case):
    assert as_alice.delete(address(case)).status_code == 405
