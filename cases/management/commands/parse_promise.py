"""`parse_promise "24小时内给您回复" --heard-at ISO --json`, or `--tsv FILE` for many: how promised words are read."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from cases.domain.promises import Reading, parse_promise
from cases.domain.zone import SHANGHAI
from cases.selectors.calendar import work_calendar


class Command(BaseCommand):
    help = "Read promised words: when they fall due, or why that cannot be said. Needs no database."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("phrase", nargs="?", help="the exact words")
        parser.add_argument("--heard-at", help="when they were heard (ISO 8601; Asia/Shanghai without an offset; now)")
        parser.add_argument("--tsv", metavar="FILE", help="rows of phrase<TAB>contact_at, - for standard input")
        parser.add_argument("--json", action="store_true", help="print one JSON object a phrase")

    def handle(self, *args: Any, **options: Any) -> None:
        if (options["phrase"] is None) == (options["tsv"] is None):
            raise CommandError("give either a phrase or --tsv FILE")
        calendar = work_calendar()
        if options["tsv"] is not None:
            rows = list(_rows(options["tsv"]))
            lines = (_as_json(parse_promise(phrase, heard_at, calendar)) for phrase, heard_at in rows)
            self.stdout.write("".join(f"{line}\n" for line in lines), ending="")
            return
        heard_at = _moment(options["heard_at"], "--heard-at") if options["heard_at"] else timezone.now()
        reading = parse_promise(options["phrase"], heard_at, calendar)
        self.stdout.write(_as_json(reading) if options["json"] else _as_text(reading))


def _rows(name: str) -> Iterator[tuple[str, datetime]]:
    """Yield phrase and moment of every row; a first row without a moment is a header. CommandError for a bad row."""
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise CommandError(f"cannot read {name}: {problem}") from problem
    for number, line in enumerate(text.split("\n"), 1):
        line = line.removesuffix("\r")
        if not line.strip():
            continue
        phrase, tab, rest = line.partition("\t")
        moment = rest.partition("\t")[0].strip()
        if not tab:
            raise CommandError(f"{name} line {number}: no tab between phrase and contact_at")
        if number == 1 and not moment[:1].isdigit():
            continue
        yield phrase, _moment(moment, f"{name} line {number}: contact_at")


def _moment(words: str, where: str) -> datetime:
    """Return the aware moment; without an offset it is Asia/Shanghai's. CommandError for anything else."""
    try:
        if ":" not in words:
            raise ValueError
        moment = datetime.fromisoformat(words)
    except ValueError:
        raise CommandError(f"{where} takes a moment like 2026-11-23T10:00:00+08:00, not {words!r}") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)


def _as_json(reading: Reading) -> str:
    return json.dumps(
        {
            "phrase": reading.phrase,
            "due": reading.due.isoformat() if reading.due else None,
            "kind": reading.kind,
            "flags": reading.flags,
            "working": reading.working,
            "reason": reading.reason,
            "terms": [
                {
                    "words": term.words,
                    "kind": term.kind,
                    "due": term.due.isoformat() if term.due else None,
                    "flags": sorted(term.flags),
                    "reason": term.reason,
                }
                for term in reading.terms
            ],
        },
        ensure_ascii=False,
    )


def _as_text(reading: Reading) -> str:
    if reading.due is None:
        return f"{reading.phrase}\nno due moment: {reading.reason}"
    flags = f" [{', '.join(reading.flags)}]" if reading.flags else ""
    head = f"{reading.phrase}\ndue {reading.due.isoformat()} ({reading.kind}){flags}"
    return "\n".join([head, *(f"  {line}" for line in reading.working)])
