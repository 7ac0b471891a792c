"""Moments written in a chat: above a bubble, beside a name. Shanghai's clock; never later than the picture itself."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from cases.domain.zone import SHANGHAI, local

_CLOCK = r"(?P<part>凌晨|早上|上午|中午|下午|傍晚|晚上)?\s*(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::[0-5]\d)?"
_YEAR = re.compile(rf"(?P<year>20\d\d)[-/.年](?P<month>[01]?\d)[-/.月](?P<day>[0-3]?\d)日?\s*{_CLOCK}")
_MONTH = re.compile(rf"(?<![\d-])(?P<month>[01]?\d)[-/月](?P<day>[0-3]?\d)日?\s*{_CLOCK}")
_WORD = re.compile(rf"^(?P<word>今天|昨天|前天|星期[一二三四五六日天]|周[一二三四五六日天])\s*{_CLOCK}$")
_BARE = re.compile(rf"^{_CLOCK}$")
# A moment said within a sentence ("we will … before …") is no moment at which anybody spoke: that one ends its line and
# has at most a name before it.
_LONGEST_NAME = 14
_SENTENCE = re.compile(r"[,。;!?]|(?:于|在|到|至|将|会|约|定|计|晚|前|时间|日期)\s*[::]?\s*$")
_DAYS = {"今天": 0, "昨天": 1, "前天": 2}
_WEEK = "一二三四五六日"
# The status bar's clock is when the picture was taken, not when anybody spoke.
STATUS_BAR = 35.0


def moment_in(text: str, top: float, taken: datetime) -> datetime | None:
    """Return the moment the line says, the latest that is not after `taken`; None when it says none."""
    if (found := _YEAR.search(text)) and _stands_alone(text, found):
        return _not_after(_made(int(found["year"]), found), taken)
    if (found := _MONTH.search(text)) and _stands_alone(text, found):
        this = local(taken).year
        moments = (_not_after(_made(year, found), taken) for year in (this, this - 1))
        return next((moment for moment in moments if moment), None)
    if found := _WORD.match(text):
        return _not_after(_at(_day_of(found["word"], local(taken).date()), found), taken)
    if (found := _BARE.match(text)) and top >= STATUS_BAR:
        today = _at(local(taken).date(), found)
        return _not_after(today, taken) or _not_after(today - timedelta(days=1), taken)
    return None


def _stands_alone(text: str, found: re.Match[str]) -> bool:
    before, after = text[: found.start()], text[found.end() :].strip()
    return after in ("", "已读", "未读") and len(before) <= _LONGEST_NAME and not _SENTENCE.search(before)


def day_in(text: str, taken: datetime) -> date | None:
    """Return the day a line says with its year; None for none, or one after `taken`."""
    found = re.search(r"(20\d\d)[-/.年]([01]?\d)[-/.月]([0-3]?\d)", text)
    if found is None:
        return None
    try:
        day = date(*(int(part) for part in found.groups()))
    except ValueError:
        return None
    return day if day <= local(taken).date() else None


def _day_of(word: str, today: date) -> date:
    if word in _DAYS:
        return today - timedelta(days=_DAYS[word])
    weekday = _WEEK.index(word[-1].replace("天", "日"))
    return today - timedelta(days=(today.weekday() - weekday) % 7 or 7)


def _made(year: int, found: re.Match[str]) -> datetime | None:
    try:
        return _at(date(year, int(found["month"]), int(found["day"])), found)
    except ValueError:
        return None


def _at(day: date, found: re.Match[str]) -> datetime:
    hour, minute = int(found["hour"]), int(found["minute"])
    if hour < 12 and (found["part"] in ("下午", "傍晚", "晚上") or (found["part"] == "中午" and hour < 11)):
        hour += 12
    return datetime.combine(day, time(hour, minute), SHANGHAI)


def _not_after(moment: datetime | None, taken: datetime) -> datetime | None:
    return moment if moment is not None and moment <= taken + timedelta(minutes=1) else None
