"""/cal/<token>.ics: read back with icalendar, alarms included; no number, shop or item in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from icalendar import Calendar

from cases.models import Agent, User
from cases.services.settings_change import calendar_close, calendar_renew
from guides.adapters import stamp
from tests.factories import NOW, CaseFactory, DeadlineFactory, OrderFactory, ReminderFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _monday_afternoon() -> Iterator[None]:
    """What has long passed is in no calendar."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def case(alice):
    order = OrderFactory(owner=alice, number="118266404821", shop="声野数码旗舰店", item="蓝牙耳机")
    return CaseFactory(owner=alice, order=order, problem="左耳没有声音")


@pytest.fixture
def address(alice) -> str:
    return reverse("calendar-feed", args=[calendar_renew(user=alice)])


def read(client, address: str) -> Calendar:
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(response.content)


def events(feed: Calendar) -> dict[str, object]:
    return {str(event["summary"]): event for event in feed.walk("VEVENT")}


def test_it_carries_running_clocks_and_reminders_with_alarms(client, case, address):
    theirs = DeadlineFactory(case=case)  # 24 hours
    mine = DeadlineFactory(case=case, mine=True)
    own = ReminderFactory(case=case, note="带身份证，单号 118266404821")
    found = events(read(client, address))
    assert set(found) == {"卷0001：对方的答复到点", "卷0001：七日无理由退货截止", "卷0001：你设的提醒"}
    due = found["卷0001：对方的答复到点"]
    assert due.decoded("dtstart") == theirs.due_at.replace(second=0)
    assert [alarm.decoded("trigger") for alarm in due.walk("VALARM")] == [timedelta(hours=-2), timedelta(0)]
    assert all(str(alarm["action"]) == "DISPLAY" for alarm in due.walk("VALARM"))
    window = found["卷0001：七日无理由退货截止"]
    assert window.decoded("dtstart") == mine.due_at.replace(second=0, microsecond=0)
    assert timedelta(days=-1) in [alarm.decoded("trigger") for alarm in window.walk("VALARM")]
    reminder = found["卷0001：你设的提醒"]
    assert reminder.decoded("dtstart") == own.at.replace(second=0)
    assert "带身份证" in str(reminder["description"])
    assert f"https://youju.test/c/{case.ref}/" in str(reminder["description"])


def test_it_says_the_end_of_a_day_on_that_day(client, case, address):
    end = NOW.replace(hour=15, minute=59, second=59)  # 23:59:59 in Shanghai
    DeadlineFactory(case=case, due_at=end)
    (event,) = read(client, address).walk("VEVENT")
    at = event.decoded("dtstart")
    assert (at.hour, at.minute, at.day) == (23, 59, 23)
    assert event["dtstart"].params["TZID"] == "Asia/Shanghai"


def test_it_brings_its_time_zone_and_folds_its_lines(client, case, address):
    DeadlineFactory(case=case)
    raw = client.get(address).content
    assert raw.count(b"BEGIN:VTIMEZONE") == 1
    assert b"TZID:Asia/Shanghai" in raw
    assert raw.endswith(b"END:VCALENDAR\r\n")
    assert max(len(line) for line in raw.split(b"\r\n")) <= 75
    assert b"\n" not in raw.replace(b"\r\n", b"")


def test_it_says_nothing_of_number_shop_item_or_agent(client, case, address):
    DeadlineFactory(case=case)
    DeadlineFactory(case=case, mine=True)
    ReminderFactory(case=case, note="单号 1182 6640 4821")
    assert Agent.objects.exists()
    text = client.get(address).content.replace(b"\r\n ", b"").decode()
    for secret in ("118266404821", "1182 6640", "声野", "耳机", "左耳", "6789", "24小时"):
        assert secret not in text


def test_it_keeps_ics_lines_from_being_injected(client, case, address):
    ReminderFactory(case=case, note="x\r\nBEGIN:VEVENT\r\nSUMMARY:evil;,\\n")
    feed = read(client, address)
    assert len(feed.walk("VEVENT")) == 1


def test_it_leaves_out_what_is_over(client, alice, address):
    closed = CaseFactory(owner=alice, closed=True)
    DeadlineFactory(case=closed)
    ReminderFactory(case=closed)
    open_case = CaseFactory(owner=alice)
    DeadlineFactory(case=open_case, state="met", act_at=None)
    DeadlineFactory(case=open_case, state="cancelled", act_at=None)
    ReminderFactory(case=open_case, cancelled_at=NOW)
    ReminderFactory(case=open_case, at=NOW - timedelta(days=3650))
    assert not read(client, address).walk("VEVENT")


def test_it_is_the_owners_alone(client, charlie, case, address):
    DeadlineFactory(case=case)
    token = calendar_renew(user=charlie)
    assert not read(client, reverse("calendar-feed", args=[token])).walk("VEVENT")


def test_it_dies_with_its_token(client, alice, address):
    assert client.get(address).status_code == 200
    renewed = reverse("calendar-feed", args=[calendar_renew(user=User.objects.get(pk=alice.pk))])
    assert client.get(address).status_code == 404
    assert client.get(renewed).status_code == 200
    calendar_close(user=alice)
    assert client.get(renewed).status_code == 404


@pytest.mark.parametrize("token", ["x", "None", "null", "0" * 43, "a" * 500])
def test_it_knows_no_unknown_token(client, alice, token):
    assert client.get(reverse("calendar-feed", args=[token])).status_code == 404


def test_it_is_silent_for_a_frozen_account(client, alice, address):
    User.objects.filter(pk=alice.pk).update(is_active=False)
    assert client.get(address).status_code == 404


def test_it_needs_no_session_and_is_kept_by_no_cache(client, alice, address):
    response = client.get(address)
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies


def test_it_speaks_the_owners_language(client, alice, case, address):
    User.objects.filter(pk=alice.pk).update(language="en")
    DeadlineFactory(case=case)
    (event,) = read(client, address).walk("VEVENT")
    assert str(event["summary"]) == "File 0001: their answer is due"
    assert "/en/c/" in str(event["url"])


def test_it_costs_the_same_queries_for_one_clock_and_for_many(
    client, alice, address, django_assert_num_queries, monkeypatch
):
    # Asked for a new version every five seconds, and whose page that falls on is chance.
    monkeypatch.setattr(stamp, "REREAD_SECONDS", 3600.0)
    DeadlineFactory(case=CaseFactory(owner=alice), mine=True)
    client.get(address)
    with django_assert_num_queries(3):  # owner, deadlines, reminders
        client.get(address)
    for _ in range(20):
        DeadlineFactory(case=CaseFactory(owner=alice), mine=True)
    with django_assert_num_queries(3):
        client.get(address)


def test_it_refuses_other_verbs(client, address):
    assert client.post(address).status_code == 405
    assert client.head(address).status_code == 200
