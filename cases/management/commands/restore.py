"""`restore FILE [--json]`: a backup into an empty installation; migrates and verifies it afterwards."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from cases.adapters.deleted_list import deleted_list, noted_deleted
from cases.adapters.dump import DumpFailed
from cases.services.account_delete import deletions_replay
from cases.services.backup import BackupRefused, backup_restore
from cases.services.evidence_check import evidence_faults


class Command(BaseCommand):
    help = "Put a backup back. Refuses where there is anything already: nothing is ever overwritten."
    # The database is empty, so Django's look at its tables would fail.
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--deleted", type=Path, help="the list of accounts gone since; else the one in DATA_DIR, where there is one"
        )
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with options["file"].open("rb") as file:
                done = backup_restore(file=file)
        except (BackupRefused, DumpFailed) as error:
            raise CommandError(str(error)) from None
        except (OSError, zipfile.BadZipFile) as error:
            raise CommandError(f"{options['file']} cannot be read: {error}") from None
        call_command("migrate", verbosity=0, interactive=False, stdout=io.StringIO())
        again = deletions_replay(gone=noted_deleted(options["deleted"] or deleted_list()))
        faults = [one for one in evidence_faults() if one.fault != "orphan"]
        if options["json"]:
            self.stdout.write(json.dumps(asdict(done) | {"deleted": again, "faults": len(faults)}))
        else:
            self.stdout.write(f"As of {done.made_at}: the database and {done.files} files are back.")
            self.stdout.write(f"{again} accounts that were deleted since are deleted again.")
        if faults:
            raise CommandError(f"{len(faults)} originals were missing or changed in it: see verify_evidence.")
