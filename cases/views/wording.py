"""Moments and readings in the language of the page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.domain import wording
from cases.domain.count_lines import count_line

if TYPE_CHECKING:
    from cases.selectors.readings import PromiseReading


def page_lang() -> str:
    return get_language() or "zh-hans"


def moment_words(at: datetime, now: datetime) -> str:
    """Return 周三 15:20 or 今晚 24:00 in the page's language."""
    return wording.moment(at, now, page_lang())


def due_words(at: datetime, now: datetime) -> str:
    """Return a due moment in the page's language; one before yesterday as a date, 11月18日 24:00."""
    return wording.due(at, now, page_lang())


def count_lines(lines: Iterable[str]) -> list[str]:
    """Return the lines of a count in the page's language."""
    return [count_line(line, page_lang()) for line in lines]


def unclear_words(reason: str) -> str:
    """Return why no due moment was read, and what to do about it."""
    known = {
        "vague": _("They named no time. Ask for one."),
        "conditional": _(
            "This starts only after something happens (a return arriving, a parcel picked up). "
            "Log it again when that has happened, or choose the time yourself."
        ),
        "lower_bound": _("“At the earliest” and “at least” name no latest time. Ask for one."),
        "question": _("This is a question, not a promise yet. Log it when they have agreed."),
        "past": _("This is about something earlier, not a new promise."),
        "refusal": _("They did not commit to a time. Ask for one."),
        "come_back": _("They ask you to come back later; that is no promise to answer. Ask for a time."),
        "other_party": _("This is somebody else’s limit, not a promise of this agent."),
    }
    return known.get(reason, _("We could not read a time from these words. Choose it yourself, or ask them for one."))


def flag_words(flags: list[str]) -> list[str]:
    """Return the remarks that go with a reading."""
    known = {
        "soft": _("They said “about” or “expected”; we count it as a deadline all the same."),
        "range": _("They gave a range; the later end counts."),
        "ambiguous": _("This can be read in more than one way. Check the date and correct it if needed."),
        "past": _("That time of day had passed already, so it was read as the end of the day."),
        "two_promises": _("Two times in one sentence; both are watched."),
        "provisional": _("Holiday arrangements for that year are not loaded; counted by weekends only."),
    }
    return [known[flag] for flag in flags if flag in known]


def reading_words(reading: PromiseReading, now: datetime) -> dict[str, Any]:
    """Return what the reading fragment shows: due, working, remarks, or why there is none."""
    remarks = flag_words(list(reading.flags)) if reading.due_at else []
    if len(reading.also) > 1:
        two, all_ = flag_words(["two_promises"])[0], _("Several times in one sentence; all of them are watched.")
        remarks = [all_ if remark == two else remark for remark in remarks]
    return {
        "due": moment_words(reading.due_at, now) if reading.due_at else "",
        "day": wording.stamp(reading.due_at, now, page_lang()) if reading.due_at else "",
        "also": [wording.stamp(one.due_at, now, page_lang()) for one in reading.also if one.due_at],
        "unclear": "" if reading.due_at else unclear_words(reading.reason),
        "working": count_lines(reading.working),
        "remarks": remarks,
    }
