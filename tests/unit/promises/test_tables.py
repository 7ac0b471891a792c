"""Every phrase of the fact sheet's table, and of our own held-out one, is read as its row says."""

from __future__ import annotations

from pathlib import Path

import pytest

from cases.domain.promises import parse_promise
from tests.unit.calendars import CALENDAR
from tests.unit.promises.tables import EXAMPLES, HELD_OUT, Row, rows


def disagreements(table: list[Row]) -> list[str]:
    found = []
    for row in table:
        reading = parse_promise(row.phrase, row.heard_at, CALENDAR)
        if reading.due != row.due:
            found.append(f"{row.phrase} ({row.heard_at:%m-%d %H:%M}): {reading.due or reading.reason}, not {row.due}")
    return found


@pytest.mark.parametrize("path", [EXAMPLES, HELD_OUT], ids=lambda path: path.stem)
def test_it_reads_every_phrase_of_the_table(path: Path) -> None:
    assert disagreements(rows(path)) == []


def test_it_is_measured_on_tables_of_the_agreed_size() -> None:
    assert len(rows(EXAMPLES)) == 100
    held_out = rows(HELD_OUT)
    assert len(held_out) >= 2000
    assert sum(row.due is None for row in held_out) >= 800
    assert len({(row.phrase, row.heard_at) for row in held_out}) == len(held_out)
    assert not {row.phrase for row in rows(EXAMPLES)} & {row.phrase for row in held_out}


@pytest.mark.parametrize("path", [EXAMPLES, HELD_OUT], ids=lambda path: path.stem)
def test_it_says_why_whenever_it_gives_no_date(path: Path) -> None:
    for row in rows(path):
        reading = parse_promise(row.phrase, row.heard_at, CALENDAR)
        assert (reading.reason is None) == (reading.due is not None), row.phrase
        assert (reading.kind == "none") == (reading.due is None), row.phrase
        assert bool(reading.working) == (reading.due is not None), row.phrase


def test_it_reads_no_condition_question_or_past_into_the_dated_examples() -> None:
    """The strict half: what is none stays none when it is said in a longer sentence."""
    for row in rows(EXAMPLES):
        if row.due is not None:
            continue
        for frame in ("亲，{}", "{}哈", "您好，{}，感谢理解", "非常抱歉，{}"):
            words = frame.format(row.phrase)
            assert parse_promise(words, row.heard_at, CALENDAR).due is None, words
