"""Every time in every frame: what stands around a time decides whether it is promised, never which time it is."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from cases.domain.promises import parse_promise
from cases.domain.zone import SHANGHAI
from tests.unit.calendars import CALENDAR

DATA = Path(__file__).resolve().parents[2] / "data"
MONDAY = datetime(2026, 11, 23, 10, tzinfo=SHANGHAI)
TIMES = (DATA / "promise_times.txt").read_text(encoding="utf-8").split("\n")[:-1]
PROMISED, NOT_PROMISED = (
    part.strip().split("\n")[1:] for part in (DATA / "promise_frames.txt").read_text(encoding="utf-8").split("\n\n")
)


def due(words: str) -> datetime | None:
    return parse_promise(words, MONDAY, CALENDAR).due


def test_it_has_enough_to_cross() -> None:
    assert len(TIMES) >= 50
    assert len(PROMISED) >= 150
    assert len(NOT_PROMISED) >= 200
    assert all(frame.count("{}") == 1 for frame in PROMISED + NOT_PROMISED)


def test_it_knows_every_time_on_its_own() -> None:
    assert [time for time in TIMES if due(time) is None] == []


def test_it_reads_a_promised_time_as_it_reads_it_alone() -> None:
    alone = {time: due(time) for time in TIMES}
    sentences = {frame.format(time): alone[time] for frame in PROMISED for time in TIMES}
    assert [words for words, moment in sentences.items() if due(words) != moment] == []


def test_it_gives_no_date_where_nothing_is_promised() -> None:
    sentences = [frame.format(time) for frame in NOT_PROMISED for time in TIMES]
    assert [words for words in sentences if due(words) is not None] == []
