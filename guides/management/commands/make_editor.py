"""Let somebody edit guides."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from guides.services.editors import editor_add


class Command(BaseCommand):
    help = "Lets the account with this e-mail address edit guides. It sees no shopper's case."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        users = get_user_model().objects.filter(email=options["email"].strip().lower())
        if len(users) != 1:
            raise CommandError(f"{len(users)} accounts have that address; exactly one is needed.")
        editor_add(user=users[0])
        self.stdout.write(f"{options['email']} may edit guides at /studio/.")
