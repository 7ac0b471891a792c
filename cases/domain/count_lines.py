"""The lines of a count said in English. They are made, and kept on record, in Chinese."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from cases.domain.wording import WEEKDAYS

LINE = re.compile(r"(\d{4}-\d\d-\d\d) 周.(?: (\d\d:\d\d))?(?: (.+))?")
UNITS = {
    "分钟": "min",
    "小时": "h",
    "个工作小时": "working hours",
    "个月": "months",
    "年": "years",
    "天": "days",
    "个工作日": "working days",
}
REASONS = {
    "元旦": "New Year’s Day",
    "春节": "Spring Festival",
    "清明节": "Tomb-Sweeping Day",
    "劳动节": "Labour Day",
    "端午节": "Dragon Boat Festival",
    "中秋节": "Mid-Autumn Festival",
    "国庆节": "National Day",
    "周末": "weekend",
    "休息日": "day off",
    "调休上班": "a make-up working day",
}
REMARKS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile("起算"), lambda found: "start"),
    (re.compile("起算，当日不计"), lambda found: "start, not counted itself"),
    (re.compile("暂停"), lambda found: "stands still"),
    (
        re.compile(r"(?:满|接着算，还剩)(\d+)小时(\d+)分钟"),
        lambda found: f"{found[1]} h {found[2]} min {'left, goes on' if found[0][0] == '接' else 'later'}",
    ),
    (
        re.compile(r"接着算，还剩(\d+)(\D+)"),
        lambda found: f"goes on with {found[1]} {UNITS.get(found[2], found[2])} left",
    ),
    (re.compile(r"满(\d+)(\D+)"), lambda found: f"{found[1]} {UNITS.get(found[2], found[2])} later"),
    (re.compile(r"第(\d+)天"), lambda found: f"day {found[1]}"),
    (re.compile(r"第(\d+)个工作日"), lambda found: f"working day {found[1]}"),
    (re.compile(r"第(\d+)个工作日（(.+)）"), lambda found: f"working day {found[1]} ({_reason(found[2])})"),
    (re.compile(r"跳过：(.+)"), lambda found: f"skipped: {_reason(found[1])}"),
    (
        re.compile("末日遇法定节假日，顺延到节后第一日"),
        lambda found: "the last day is a public holiday, so the first day after it counts",
    ),
)


def count_line(line: str, lang: str) -> str:
    """Return a line of a count: 2026-11-24 周二 第1个工作日, in English 2026-11-24 Tue: working day 1.

    A line of a shape not known here is returned as it is.
    """
    found = LINE.fullmatch(line) if lang.startswith("en") else None
    if found is None:
        return line
    remark = _remark(found[3]) if found[3] else ""
    if remark is None:
        return line
    weekday = WEEKDAYS["en"][date.fromisoformat(found[1]).weekday()]
    head = " ".join(part for part in (found[1], weekday, found[2]) if part)
    return f"{head}: {remark}" if remark else head


def _remark(words: str) -> str | None:
    for pattern, said in REMARKS:
        if found := pattern.fullmatch(words):
            return said(found)
    return None


def _reason(words: str) -> str:
    """Return the names of holidays, of which one day may have two."""
    for name, said in REASONS.items():
        words = words.replace(name, said)
    return words.replace("、", ", ")
