"""`seed_bulk`: N synthetic cases in minutes, for measuring. Refuses on a database that holds cases."""

from __future__ import annotations

import json
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cases.services.bulk_seed import SeedRefused, bulk_seed


class Command(BaseCommand):
    help = "Fill an empty database with synthetic cases; the measured shopper has 20 open ones at every size."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--shoppers", type=int, required=True)
        parser.add_argument("--cases", type=int, required=True)
        parser.add_argument("--due", type=int, required=True, help="how many promises lapse now")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--force", action="store_true", help="add to a database that holds cases already")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.monotonic()
        numbers = {name: options[name] for name in ("shoppers", "cases", "due", "seed", "force")}
        try:
            made = bulk_seed(now=timezone.now(), **numbers)
        except SeedRefused as refused:
            raise CommandError(str(refused)) from refused
        counts = made.as_dict() | {"seconds": round(time.monotonic() - started, 1)}
        if options["json"]:
            self.stdout.write(json.dumps(counts))
        else:
            self.stdout.write(", ".join(f"{name}: {value}" for name, value in counts.items()))
