"""`verify_evidence [--json]`: every original and rendition is there and unchanged, and no file lies about unnamed."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cases.models import Evidence
from cases.services.evidence_check import evidence_faults


class Command(BaseCommand):
    help = "Compare every stored file with its row: missing, truncated, changed or orphan. Exits 1 when one is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        checked = Evidence.objects.kept().count()
        faults = list(evidence_faults())
        if options["json"]:
            shown = {"checked": checked, "ok": not faults, "faults": [asdict(one) for one in faults]}
            self.stdout.write(json.dumps(shown))
        else:
            for one in faults:
                place = f" (case {one.case}, exhibit {one.number})" if one.case else ""
                self.stdout.write(f"{one.fault}: {one.name}{place}")
            self.stdout.write(f"{checked} checked, {len(faults)} faults")
        if faults:
            raise CommandError(f"{len(faults)} faults")
