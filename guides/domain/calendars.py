"""A year's holiday notice as data: read, checked, and compared with what is loaded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from guides.domain.words import Words

# {"2026-10-01": [False, "国庆节"]}: is it worked, and why it differs from a plain week.
Days = dict[str, list[Any]]
EARLIEST, LATEST = 2000, 2100
MOST_DAYS = 80


class NoticeUnreadable(ValueError):
    """The text is no holiday notice; `words` say what is wrong with it."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.words = Words(zh, en)


@dataclass(frozen=True, slots=True)
class DayChange:
    """`old` and `new` are (is worked, name), None where the day follows its weekday."""

    day: date
    old: tuple[bool, str] | None
    new: tuple[bool, str] | None


def notice_days(doc: Any) -> tuple[int, Days]:
    """Return (year, days) of a notice. NoticeUnreadable for anything that is none.

    Two shapes: ours ({year, days_off: {day: name}, working_weekends: {day: name}}) and the common open one
    ({year, days: [{date, name, isOffDay}]}).
    """
    if not isinstance(doc, Mapping) or not isinstance(doc.get("year"), int):
        raise NoticeUnreadable("里面没有年份 year。", "It has no year.")
    days: Days = {day.isoformat(): [working, name] for day, working, name in _entries(doc)}
    days_checked(doc["year"], days)
    return doc["year"], dict(sorted(days.items()))


def days_checked(year: int, days: Mapping[str, Any]) -> None:
    """Pass for the days of that year. NoticeUnreadable for anything else."""
    if not EARLIEST <= year <= LATEST:
        raise NoticeUnreadable(f"年份 {year} 不对。", f"{year} is no year for a calendar.")
    for text, entry in days.items():
        day, (working, name) = _day(text), entry
        if day.year != year:
            raise NoticeUnreadable(f"{day} 不在 {year} 年。", f"{day} is not in {year}.")
        if working and day.weekday() < 5:
            words = (f"{day} 本来就是工作日，不用调休。", f"{day} is a weekday and needs no extra working day.")
            raise NoticeUnreadable(*words)
        _name(name)
    if not days or len(days) > MOST_DAYS:
        raise NoticeUnreadable("里面没有日期，或者太多了。", "It names no day, or too many.")


def day_changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[DayChange, ...]:
    """Return the days that differ, in order."""
    changes = []
    for text in sorted({*old, *new}):
        before, after = _as_pair(old.get(text)), _as_pair(new.get(text))
        if before != after:
            changes.append(DayChange(date.fromisoformat(text), before, after))
    return tuple(changes)


def _as_pair(entry: Any) -> tuple[bool, str] | None:
    return (bool(entry[0]), str(entry[1])) if entry else None


def _entries(doc: Mapping[str, Any]) -> Iterator[tuple[date, bool, str]]:
    if isinstance(doc.get("days"), list):
        yield from _open_entries(doc["days"])
        return
    for key, working in (("days_off", False), ("working_weekends", True)):
        part = doc.get(key) or {}
        if not isinstance(part, Mapping):
            raise NoticeUnreadable(f"{key} 应该是“日期：名称”。", f"{key} should be day: name.")
        for day, name in part.items():
            yield _day(day), working, _name(name)


def _open_entries(days: Iterable[Any]) -> Iterator[tuple[date, bool, str]]:
    for each in days:
        if not isinstance(each, Mapping) or not isinstance(each.get("isOffDay"), bool):
            raise NoticeUnreadable("days 的每一项要有 date 和 isOffDay。", "Each of days needs date and isOffDay.")
        yield _day(each.get("date")), not each["isOffDay"], _name(each.get("name"))


def _day(value: Any) -> date:
    try:
        return date.fromisoformat(str(value))
    except ValueError as problem:
        raise NoticeUnreadable(f"“{value}”不是日期。", f"“{value}” is not a date.") from problem


def _name(value: Any) -> str:
    name = str(value or "").strip()
    if not name or len(name) > 20:
        raise NoticeUnreadable("每一天都要有名称，20 字以内。", "Each day needs a name of at most 20 characters.")
    return name
