"""How moments and durations are said, in Chinese and English. Every page and letter asks here (ux.md §4.4).

Plain f-strings, no strftime: a list page says dozens of moments.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from cases.domain.zone import local

ONE_DAY = timedelta(days=1)
MINUTE, HOUR, DAY = 60, 3600, 86400
MIDNIGHT = "24:00"
WEEKDAYS = {
    "zh": ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
NEAR_DAYS = {
    "zh": {0: "今天", 1: "明天", -1: "昨天"},
    "en": {0: "today", 1: "tomorrow", -1: "yesterday"},
}
TONIGHT = {"zh": "今晚", "en": "tonight"}
# The units of (days, hours), (hours, minutes) and (minutes).
UNITS = {
    "zh": (("天", "小时"), ("小时", "分"), ("分钟",)),
    "en": (("d", "h"), ("h", "min"), ("min",)),
}
UNDER_A_MINUTE = {"zh": "不到 1 分钟", "en": "less than a minute"}
UNDER_ONE = {"zh": "不到 1", "en": "under 1"}


def moment(at: datetime, now: datetime, lang: str = "zh-hans") -> str:
    """Return 今天 10:12, 今晚 24:00, 明天 18:00, 周三 15:20 within six days either way, else 11月26日 24:00.

    The end of a day (23:59:59) is said as 24:00 of that day, never as 0:00 of the next.
    """
    tongue = _tongue(lang)
    today = local(now).date()
    shown, clock = _day_and_clock(at, now)
    apart = (shown - today).days
    if apart == 0 and clock == MIDNIGHT:
        return f"{TONIGHT[tongue]} {clock}"
    if -7 < apart < 7:
        name = NEAR_DAYS[tongue].get(apart) or WEEKDAYS[tongue][shown.weekday()]
        return f"{name} {clock}"
    return f"{_date(shown, today, tongue)} {clock}"


def due(at: datetime, now: datetime, lang: str = "zh-hans") -> str:
    """Return a due moment as moment() does, but one before yesterday as a date: 周三 would be read as the next one."""
    shown, _clock_time = _day_and_clock(at, now)
    gone = at <= now and shown < local(now).date() - ONE_DAY
    return stamp(at, now, lang) if gone else moment(at, now, lang)


def stamp(at: datetime, now: datetime, lang: str = "zh-hans", *, year: bool = False) -> str:
    """Return 11月21日 10:12, with the year when it is not now's: for letters, which are read on another day.

    `year`: with it always, as what is filed carries it.
    """
    shown, clock = _day_and_clock(at, now)
    return f"{_date(shown, local(now).date(), _tongue(lang), year=year)} {clock}"


def day(at: datetime | date, now: datetime | date | None = None, lang: str = "zh-hans", *, year: bool = False) -> str:
    """Return 11月21日, with the year when `now` is given and in another one, or `year` asks for it."""
    shown = _as_day(at)
    return _date(shown, shown if now is None else _as_day(now), _tongue(lang), year=year)


def day_heading(at: datetime | date, now: datetime | date, lang: str = "zh-hans") -> str:
    """Return 今天, or 11月21日 周六, in English Sat 21 Nov."""
    tongue = _tongue(lang)
    shown, today = _as_day(at), _as_day(now)
    if shown == today:
        return "今天" if tongue == "zh" else "Today"
    return day_and_weekday(shown, today, lang)


def day_and_weekday(at: datetime | date, now: datetime | date, lang: str = "zh-hans") -> str:
    """Return 11月21日 周六, in English Sat 21 Nov."""
    tongue = _tongue(lang)
    shown, today = _as_day(at), _as_day(now)
    date_words, weekday = _date(shown, today, tongue), WEEKDAYS[tongue][shown.weekday()]
    return f"{weekday} {date_words}" if tongue == "en" else f"{date_words} {weekday}"


def clock(at: datetime) -> str:
    """Return 10:12, or 24:00 for the end of a day."""
    return _clock(local(at))


def duration(seconds: float, lang: str = "zh-hans") -> str:
    """Return 23 分钟, 5 小时 8 分 or 2 天 8 小时 (minutes cut off, not rounded); a zero second part is left out."""
    tongue = _tongue(lang)
    if abs(seconds) < MINUTE:
        return UNDER_A_MINUTE[tongue]
    parts = clock_parts(seconds, lang)
    return " ".join(f"{number} {unit}" for place, (number, unit) in enumerate(parts) if place == 0 or number != "0")


def clock_parts(seconds: float, lang: str = "zh-hans") -> list[tuple[str, str]]:
    """Return the digits and units of a big clock: [("5", "小时"), ("8", "分")]. The sign is not shown.

    Always both parts, so that the script that refreshes the clock changes digits only.
    """
    days, hours, minutes = UNITS[_tongue(lang)]
    whole = int(abs(seconds))
    if whole >= DAY:
        numbers, units = (whole // DAY, whole % DAY // HOUR), days
    elif whole >= HOUR:
        numbers, units = (whole // HOUR, whole % HOUR // MINUTE), hours
    else:
        # "Overdue for 0 minutes" would read as a mistake.
        return [(str(whole // MINUTE) if whole >= MINUTE else UNDER_ONE[_tongue(lang)], minutes[0])]
    return [(str(number), unit) for number, unit in zip(numbers, units, strict=True)]


def _tongue(lang: str) -> str:
    return "en" if lang.startswith("en") else "zh"


def _as_day(at: datetime | date) -> date:
    return local(at).date() if isinstance(at, datetime) else at


def _clock(here: datetime) -> str:
    if here.hour == 23 and here.minute == 59 and here.second == 59:
        return MIDNIGHT
    return f"{here.hour:02}:{here.minute:02}"


def _day_and_clock(at: datetime, now: datetime) -> tuple[date, str]:
    """Return the day and clock to say. A midnight still to come is the 24:00 of the day before it."""
    here = local(at)
    if here.hour == here.minute == here.second == 0 and at > now:
        return here.date() - ONE_DAY, MIDNIGHT
    return here.date(), _clock(here)


def _date(shown: date, today: date, tongue: str, *, year: bool = False) -> str:
    other_year = year or shown.year != today.year
    if tongue == "en":
        return f"{shown.day} {MONTHS[shown.month]} {shown.year}" if other_year else f"{shown.day} {MONTHS[shown.month]}"
    return f"{shown.year}年{shown.month}月{shown.day}日" if other_year else f"{shown.month}月{shown.day}日"
