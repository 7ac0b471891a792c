"""Accounts as such: signing up, finding one by its password, made by an operator."""

from __future__ import annotations

import secrets
from datetime import datetime

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Permission
from django.db import IntegrityError, transaction

from cases.models import User
from cases.selectors.accounts import accounts_at, is_proved

# So many passwords are compared for every address, known or not: the time taken must not tell.
COMPARED = 2


class AddressTaken(ValueError):
    """An operator asked for an account whose address another account has."""


def shopper_by_password(*, address: str, password: str) -> User | None:
    """Return the account of this address that has this password; None otherwise, after the same time.

    A match may be inactive: the caller says so to the one who knows the password.
    """
    known = list(accounts_at(address)[:COMPARED])
    found: User | None = None
    for user in known:
        if user.check_password(password) and found is None:
            found = user
    for _ in range(COMPARED - len(known)):
        make_password(password)
    return found


def shopper_sign_up(*, email: str, password: str, language: str, compare: bool, now: datetime) -> tuple[User, bool]:
    """Return (account, True when it is new) for a sign-up, taking the same time whether the address is taken or not.

    A taken address with that account's own password is a login in disguise (or the same form sent twice): the
    account comes back. With another password a separate account is made; it can use everything but never gets
    mail, because the address is proved by the first. `compare=False` skips the comparison: too many guesses.
    """
    user = User(email=email.lower(), language=language, date_joined=now)
    user.set_password(password)
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError:
        known = shopper_by_password(address=email, password=password) if compare else None
        if known is not None:
            return known, False
        user.login_key = f"{user.email}#{secrets.token_hex(8)}"
        user.save(force_insert=True)
        return user, True
    for _ in range(COMPARED if compare else 0):
        make_password(password)
    return user, True


@transaction.atomic
def shopper_create(*, email: str, password: str, staff: bool, language: str, now: datetime) -> User:
    """Return a new account whose address counts as verified. Raises AddressTaken when any account has it.

    Staff look after what 有据 knows: the studio and every table of the guides. Of a shopper's case they see nothing.
    """
    address = email.strip().lower()
    if is_proved(address) or accounts_at(address).exists():
        raise AddressTaken(address)
    user = User.objects.create_user(address, password, is_staff=staff, language=language, date_joined=now)
    EmailAddress.objects.create(user=user, email=address, verified=True, primary=True)
    if staff:
        user.user_permissions.set(Permission.objects.filter(content_type__app_label="guides"))
    return user
