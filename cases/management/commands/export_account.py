"""`export_account EMAIL --to FILE [--case REF] [--json]`: a shopper's bundle, or that of one case (docs/bundle.md)."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from cases.models import Case
from cases.selectors.accounts import account_at
from cases.services.bundle_write import bundle_write


class Command(BaseCommand):
    help = "Write the account's bundle: rows as JSON, every original, a manifest with hashes. Overwrites nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--to", required=True, type=Path, help="the file to make")
        parser.add_argument("--case", default="", help="one case alone: what stands in its address")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        user = account_at(options["email"].strip().lower())
        if user is None:
            raise CommandError("No account has this address.")
        case = Case.objects.filter(owner=user, ref=options["case"]).first() if options["case"] else None
        if options["case"] and case is None:
            raise CommandError("This account has no such case.")
        path: Path = options["to"]
        try:
            handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        except FileExistsError:
            raise CommandError(f"{path} is there already; nothing was overwritten.") from None
        except OSError as error:
            raise CommandError(f"{path} cannot be written: {error.strerror}.") from None
        try:
            with os.fdopen(handle, "wb") as file:
                manifest = bundle_write(owner=user, to=file, now=timezone.now(), case=case)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        shown = {"file": str(path), "size": path.stat().st_size, "files": len(manifest["files"]) - 1}
        shown |= {"missing": len(manifest["missing"]), "counts": manifest["counts"]}
        if options["json"]:
            self.stdout.write(json.dumps(shown))
        else:
            self.stdout.write(f"{shown['counts']['cases']} cases and {shown['files']} files in {path}.")
        if manifest["missing"]:
            raise CommandError(f"{len(manifest['missing'])} originals are lost or changed here and are not in it.")
