"""A bundle for an operator: into the account of its address, made when nobody has it."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from cases.adapters.archive import Bundle
from cases.domain.bundle import BundleRefused
from cases.models import User
from cases.selectors.accounts import account_at
from cases.services.bundle_read import Imported, bundle_read
from cases.services.shopper import shopper_create


def shopper_import(*, file: BinaryIO, room: int, email: str = "", now: datetime) -> tuple[User, bool, Imported]:
    """Return (account, whether it is new, what came in). A new account has a password nobody knows: a code opens it."""
    address = (email or _address(Bundle(file, room=room).data())).strip().lower()
    try:
        validate_email(address)
    except ValidationError as error:
        raise BundleRefused("address") from error
    file.seek(0)
    with transaction.atomic():
        user = account_at(address)
        new = user is None
        if user is None:
            user = shopper_create(
                email=address, password=secrets.token_urlsafe(32), staff=False, language="zh-hans", now=now
            )
        return user, new, bundle_read(owner=user, file=file, now=now, with_settings=new)


def _address(data: dict[str, object]) -> str:
    account = data.get("account")
    return str(account.get("email", "")) if isinstance(account, dict) else ""
