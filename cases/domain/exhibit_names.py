"""Names of exhibits: the one the shopper's file had, cleaned for showing, and the one we give a download."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, timedelta

from cases.domain.zone import SHANGHAI

LONGEST = 150
# Control, format (bidi marks among them), surrogate, private-use and unassigned characters; line and page ends.
UNSHOWN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def shown_name(raw: str) -> str:
    """Return the name as it may be shown: no path, nothing invisible, at most 150 characters; "" for nothing left."""
    name = re.split(r"[/\\]", raw)[-1]
    name = "".join(sign for sign in name if unicodedata.category(sign) not in UNSHOWN)
    name = re.sub(r"\s+", " ", name).strip(" .")
    if len(name) <= LONGEST:
        return name
    stem, dot, ending = name.rpartition(".")
    if dot and 0 < len(ending) <= 8:
        return f"{stem[: LONGEST - 1 - len(ending)]}.{ending}"
    return name[:LONGEST]


def download_name(label: str, kind: str, ending: str) -> str:
    """Return our own name: 证据3-聊天记录.jpg. Nothing the shopper or anybody else typed is in it."""
    stem = re.sub(r"[^\w\u4e00-\u9fff-]+", "-", f"{label}-{kind}").strip("-")
    return f"{stem}.{ending}"


# Screenshot_20261123-152000_Taobao.jpg, IMG_20261123_152000.jpg, 微信图片_20261123152000.png,
# Screenshot 2026-11-23 at 15.20.00.png, VID20261123152000.mp4
_WRITTEN = re.compile(
    r"(?<!\d)(20\d\d)[-_.]?([01]\d)[-_.]?([0-3]\d)(?:[-_T ]|\s+at\s+)?"
    r"([0-2]\d)[-_.:]?([0-5]\d)[-_.:]?([0-5]\d)?(?!\d{4})",
    re.I,
)
# mmexport1795159200000.jpg: milliseconds since 1970, as WeChat saves.
_COUNTED = re.compile(r"(?<!\d)(1[5-9]\d{11})(?!\d)")


def moment_in_name(name: str, now: datetime) -> datetime | None:
    """Return the moment a phone wrote into the name (Shanghai's clock), None when there is none or it lies ahead."""
    if counted := _COUNTED.search(name):
        moment = datetime.fromtimestamp(int(counted[1]) / 1000, UTC)
        return moment if moment <= now + timedelta(minutes=5) else None
    found = _WRITTEN.search(name)
    if found is None:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
    try:
        moment = datetime(year, month, day, hour, minute, second, tzinfo=SHANGHAI).astimezone(UTC)
    except ValueError:
        return None
    return moment if moment <= now + timedelta(minutes=5) else None


def moment_in_exif(taken: str, offset: str, now: datetime) -> datetime | None:
    """Return the moment of a camera's `2026:11:23 15:20:00`; Shanghai's clock when it names no offset."""
    try:
        moment = datetime.strptime(taken.strip("\x00 "), "%Y:%m:%d %H:%M:%S").replace(tzinfo=SHANGHAI)
        if offset:
            moment = datetime.fromisoformat(f"{moment:%Y-%m-%dT%H:%M:%S}{offset.strip(chr(0) + ' ')}")
    except ValueError:
        return None
    if moment.tzinfo is None or moment.year < 1995:
        return None
    moment = moment.astimezone(UTC)
    return moment if moment <= now + timedelta(minutes=5) else None
