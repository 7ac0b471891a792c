"""How many promise phrases a second one core reads: the parser alone, and all of `parse_promise --tsv` with its JSON.

`python -m bench.parse [--runs N]`. Every phrase is read at moments spread over a year, so that no answer is one that
was kept. `cpu` is the processor's own time, which a busy machine does not stretch.
"""

from __future__ import annotations

import argparse
import csv
import os
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from bench.measure import RUNS, interleaved, report, timed  # noqa: E402
from cases.domain.promises import parse_promise  # noqa: E402
from cases.domain.zone import SHANGHAI  # noqa: E402
from cases.selectors.calendar import work_calendar  # noqa: E402

DATA = Path(__file__).resolve().parent.parent / "tests" / "data"
FIRST = datetime(2026, 1, 5, 9, tzinfo=SHANGHAI)
# Phrases in one run; at the goal of 10,000 a second a run takes a second.
SIZE = 10_000
Row = tuple[str, datetime]


def corpus(name: str) -> list[Row]:
    """Return SIZE phrases of the table, each time round at other moments."""
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        table = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        next(table)
        phrases = [row[0] for row in table]
    return [(phrases[i % len(phrases)], FIRST + timedelta(minutes=47 * i)) for i in range(SIZE)]


def reading(rows: list[Row]) -> Callable[[], None]:
    calendar = work_calendar()

    def read() -> None:
        for phrase, heard_at in rows:
            parse_promise(phrase, heard_at, calendar)

    return read


def commanding(path: Path) -> Callable[[], None]:
    def command() -> None:
        call_command("parse_promise", tsv=str(path), json=True, stdout=StringIO())

    return command


def wall(call: Callable[[], None]) -> float:
    """Return phrases per second by the clock on the wall."""
    return SIZE / timed(call)


def cpu(call: Callable[[], None]) -> float:
    """Return phrases per second of processor time."""
    started = time.process_time()
    call()
    return SIZE / (time.process_time() - started)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=RUNS)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        examples, held_out = corpus("promise_phrases.tsv"), corpus("promise_heldout.tsv")
        file = Path(folder) / "phrases.tsv"
        lines = [f"{phrase}\t{heard_at.isoformat()}" for phrase, heard_at in examples]
        file.write_text("\n".join(["phrase\tcontact_at", *lines]) + "\n", encoding="utf-8")
        calls = {"examples": reading(examples), "held_out": reading(held_out), "tsv_command": commanding(file)}
        samples = interleaved(
            {name: lambda call=call: wall(call) for name, call in calls.items()}
            | {f"{name}.cpu": lambda call=call: cpu(call) for name, call in calls.items()},
            given.runs,
        )
    report("parse", "phrases/s", samples, phrases=SIZE)


if __name__ == "__main__":
    main()
