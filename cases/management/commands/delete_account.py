"""`delete_account EMAIL [--json]`: the account and everything of it, at once and for good."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cases.selectors.accounts import account_at
from cases.services.account_delete import account_purge


class Command(BaseCommand):
    help = "Purge the account: rows, files, sessions, copies of its mail. There is no way back but a backup."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        address = options["email"].strip().lower()
        user = account_at(address)
        if user is None or not account_purge(user=user):
            raise CommandError("No account has this address.")
        self.stdout.write(json.dumps({"deleted": address}) if options["json"] else f"{address} is gone.")
