"""`import_account FILE [--email EMAIL] [--json]`: a bundle into the account of its address, made when it is missing."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from cases.domain.bundle import BundleRefused
from cases.services.evidence_receive import MB
from cases.services.shopper_import import shopper_import


class Command(BaseCommand):
    help = "Read a bundle. A damaged, foreign or hostile one is refused with a sentence and leaves nothing behind."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--email", default="", help="into this address instead of the one in the bundle")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with options["file"].open("rb") as file:
                room = settings.QUOTA_MB * MB
                user, new, done = shopper_import(file=file, room=room, email=options["email"], now=timezone.now())
        except OSError as error:
            raise CommandError(f"{options['file']} cannot be read: {error.strerror}.") from None
        except BundleRefused as error:
            raise CommandError(f"Refused, nothing was changed: {error}") from None
        if options["json"]:
            self.stdout.write(json.dumps({"email": user.email, "new": new} | asdict(done)))
        elif done.again:
            self.stdout.write("This bundle is in the account already; nothing was changed.")
        else:
            self.stdout.write(f"{done.cases} cases and {done.files} files are in the account of {user.email}.")
            for table, number in sorted(done.left.items()):
                self.stdout.write(f"{number} rows of {table} have no place here and were left out.")
