"""`manage.py create_shopper EMAIL --password P [--staff] [--json]`: a verified account, for operators and tests."""

from __future__ import annotations

import argparse
import json
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.utils import timezone

from cases.models import User
from cases.services.shopper import AddressTaken, shopper_create


class Command(BaseCommand):
    help = "Make a verified account. A taken address is refused with a sentence and exit code 1."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--password", required=True)
        parser.add_argument("--staff", action="store_true", help="may enter /admin/ and /studio/")
        parser.add_argument("--json", action="store_true", help="one JSON object, nothing else")
        parser.add_argument("--language", choices=User.Language.values, default=settings.LANGUAGE_CODE)

    def handle(self, *args: Any, **options: Any) -> None:
        email = options["email"].strip().lower()
        try:
            validate_email(email)
        except ValidationError:
            raise CommandError(f"{email} is not an e-mail address.") from None
        if not options["password"]:
            raise CommandError("The password is empty.")
        try:
            user = shopper_create(
                email=email,
                password=options["password"],
                staff=options["staff"],
                language=options["language"],
                now=timezone.now(),
            )
        except AddressTaken:
            raise CommandError(f"{email} has an account already; nothing was changed.") from None
        if options["json"]:
            self.stdout.write(json.dumps({"email": user.email, "staff": user.is_staff, "language": user.language}))
            return
        self.stdout.write(f"{user.email} is ready{' (staff)' if user.is_staff else ''}.")
