"""The .ics feed: what is due, as a calendar program reads it. No order number, no shop, no item (row 65)."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override
from icalendar import Alarm, Calendar, Event

from cases.domain.stages import LONG_PROMISE, SHORTEST_WITH_SOON, SOON, SOON_LONG
from cases.domain.zone import SHANGHAI, local
from cases.models import Case, Deadline, Reminder, User
from cases.selectors.mail_facts import window_words, without_number
from cases.selectors.past_asking import past_asking

DAY = timedelta(days=1)
# What has passed stays so long, so that a lapse does not vanish from the calendar before it was seen.
BEHIND = 30 * DAY
MOST = 500


def feed_owner(token: str) -> User | None:
    """Return whose feed this is; None for a token nobody has (any more)."""
    found = User.objects.filter(calendar_token=token, is_active=True).first() if token else None
    # The index found it; comparing in constant time keeps the answer's speed from saying more.
    return found if found and secrets.compare_digest(found.calendar_token or "", token) else None


def calendar_feed(user: User, now: datetime) -> bytes:
    """Return the feed as RFC 5545 bytes in the owner's language: running clocks and reminders of open cases."""
    with override(user.language):
        feed = Calendar()
        feed.add("prodid", "-//youju//cases//ZH")
        feed.add("version", "2.0")
        feed.add("x-wr-calname", _("Youju: what is due"))
        feed.add("x-wr-timezone", "Asia/Shanghai")
        feed.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
        feed.add("x-published-ttl", "PT1H")
        for deadline in _deadlines(user, now):
            feed.add_component(_deadline_event(deadline, user.language))
        for reminder in _reminders(user, now):
            feed.add_component(_reminder_event(reminder, user.language))
        feed.add_missing_timezones()
    return bytes(feed.to_ical())


def _deadlines(user: User, now: datetime) -> list[Deadline]:
    rows = Deadline.objects.running().filter(case__owner=user, case__closed_at__isnull=True, due_at__gt=now - BEHIND)
    rows = rows.exclude(past_asking())
    return list(rows.select_related("case__order").order_by("due_at", "pk")[:MOST])


def _reminders(user: User, now: datetime) -> list[Reminder]:
    rows = Reminder.objects.filter(case__owner=user, case__closed_at__isnull=True, cancelled_at__isnull=True)
    return list(rows.filter(at__gt=now - BEHIND).select_related("case__order").order_by("at", "pk")[:MOST])


def _deadline_event(deadline: Deadline, lang: str) -> Event:
    mine = deadline.lane == Deadline.Lane.MINE
    file = {"file": deadline.case.file_label}
    if mine:
        title = _("File %(file)s: %(window)s closes") % (file | {"window": window_words(deadline, lang).name})
    else:
        title = _("File %(file)s: their answer is due") % file
    event = _event(f"deadline-{deadline.pk}", title, deadline.due_at, deadline.case, deadline.created_at, lang)
    for before in _alarms(deadline, mine):
        event.add_component(_alarm(title, -before))
    return event


def _reminder_event(reminder: Reminder, lang: str) -> Event:
    title = _("File %(file)s: your reminder") % {"file": reminder.case.file_label}
    note = without_number(reminder.note, reminder.case.order)
    event = _event(f"reminder-{reminder.pk}", title, reminder.at, reminder.case, reminder.created_at, lang, note)
    event.add_component(_alarm(title, timedelta(0)))
    return event


def _event(name: str, title: str, at: datetime, case: Case, made_at: datetime, lang: str, note: str = "") -> Event:
    """Return an event at one moment. The end of a day (23:59:59) is written as 23:59 of that day."""
    event = Event()
    event.add("uid", f"{name}@{urlsplit(settings.BASE_URL).hostname or 'localhost'}")
    event.add("dtstamp", made_at)
    event.add("dtstart", local(at).replace(second=0, microsecond=0, tzinfo=SHANGHAI))
    event.add("duration", timedelta(0))
    event.add("summary", title)
    prefix = "" if lang == settings.LANGUAGE_CODE else f"{lang}/"
    url = f"{settings.BASE_URL}/{prefix}c/{case.ref}/"
    event.add("description", f"{note}\n{url}" if note else url)
    event.add("url", url)
    event.add("transp", "TRANSPARENT")
    return event


def _alarms(deadline: Deadline, mine: bool) -> tuple[timedelta, ...]:
    """Return how long before its moment each alarm sounds, as the mails do (settled), and at the moment itself."""
    if mine:
        return (3 * DAY, DAY, timedelta(hours=12), timedelta(hours=2))
    span = deadline.due_at - deadline.trigger_at
    if span < SHORTEST_WITH_SOON:
        return (timedelta(0),)
    return (SOON_LONG if span >= LONG_PROMISE else SOON, timedelta(0))


def _alarm(title: str, trigger: timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", trigger)
    return alarm
