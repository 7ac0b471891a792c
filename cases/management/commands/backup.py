"""`backup --to FILE [--keep-days N] [--json]`: the whole installation as one file, made while it runs."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from cases.adapters.dump import DumpFailed
from cases.services.backup import backup_write, backups_forget


class Command(BaseCommand):
    help = "Copy the database as it stands at one moment, then every file. Overwrites nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--to", required=True, type=Path, help="the file to make")
        parser.add_argument("--keep-days", type=int, help="afterwards remove backups beside it that are older")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["to"]
        # Whole or not there: it gets its name once everything is written.
        part = path.with_name(path.name + ".part")
        if path.exists():
            raise CommandError(f"{path} is there already; nothing was overwritten.")
        now = timezone.now()
        try:
            with os.fdopen(os.open(part, os.O_CREAT | os.O_TRUNC | os.O_RDWR, 0o600), "w+b") as file:
                done = backup_write(to=file, now=now)
                file.flush()
                os.fsync(file.fileno())
            os.link(part, path)
        except (OSError, DumpFailed) as error:
            raise CommandError(f"No backup was made: {error}") from None
        finally:
            part.unlink(missing_ok=True)
        gone = (
            []
            if options["keep_days"] is None
            else backups_forget(folder=path.parent, days=options["keep_days"], now=now)
        )
        shown = {"file": str(path), "removed": gone} | asdict(done)
        words = f"{path}: the database and {done.files} files. {len(gone)} older backups removed."
        self.stdout.write(json.dumps(shown) if options["json"] else words)
