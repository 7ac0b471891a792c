"""`tick [--now ISO] --json`: one pass of everything that waits, for cron or by hand."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from cases.services.tick import tick_run

COUNTED = (
    *("claimed", "lapsed", "queued", "stale", "recounted", "rederived"),
    *("sent", "in_app", "folded", "postponed", "cancelled", "failed", "dead", "cleaned", "errors"),
    *("developed", "read", "swept_files", "purged", "exported"),
)


class Command(BaseCommand):
    help = "Sweep the deadlines, send the waiting mail, clean up: once. Safe beside a running worker, and twice."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--now", help="act as if it were this moment (ISO 8601; Asia/Shanghai without an offset)")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        given = _moment(options["now"]) if options["now"] else None
        now = given or timezone.now()
        counts = tick_run(now_fn=lambda: given or timezone.now(), rehearsal=given is not None)
        shown = {"now": now.isoformat()} | {name: counts[name] for name in COUNTED}
        if options["json"]:
            self.stdout.write(json.dumps(shown))
        else:
            self.stdout.write(" ".join(f"{name}={value}" for name, value in shown.items()))
        if counts["errors"]:
            raise CommandError("a part of the pass failed; see the log")


def _moment(words: str) -> datetime:
    """Return the aware moment. CommandError for anything else."""
    try:
        moment = parse_datetime(words)
    except ValueError:
        moment = None
    if moment is None:
        raise CommandError(f"--now takes a moment like 2026-11-23T10:00:00+08:00, not {words!r}")
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
