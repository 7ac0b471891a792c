"""`demo`: fills the running installation with the sample shopper and prints the password."""

from __future__ import annotations

import json
import secrets
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from cases.services.deadline_sweep import deadlines_sweep
from cases.services.demo_evidence import demo_evidence
from cases.services.demo_fill import EMAIL, demo_fill, demo_user
from cases.services.evidence_develop import evidence_sweep


class Command(BaseCommand):
    help = f"Fill the sample shopper {EMAIL} with one case in every state; prints a new password each time."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON object, nothing else")

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        password = secrets.token_urlsafe(9)
        user = demo_user(password=password, now=now)
        cases = demo_fill(user=user, now=now)
        demo_evidence(case=cases[0], now=now)
        while deadlines_sweep(now=now).claimed:
            pass
        evidence_sweep(now_fn=timezone.now)
        if options["json"]:
            self.stdout.write(json.dumps({"email": EMAIL, "password": password, "cases": len(cases)}))
            return
        self.stdout.write(f"{len(cases)} cases for {EMAIL}, password {password}")
