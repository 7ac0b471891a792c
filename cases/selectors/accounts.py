"""Which account an address means. More than one may carry it; at most one of them has proved it."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.db.models import Exists, F, OuterRef, QuerySet

from cases.models import User


def accounts_at(address: str) -> QuerySet[User]:
    """Return the accounts of an address: the one that proved it first, then the ones seen last."""
    proved = EmailAddress.objects.filter(user=OuterRef("pk"), email=address.lower(), verified=True)
    return (
        User.objects.filter(email=address.lower())
        .annotate(proved=Exists(proved))
        .order_by("-proved", F("last_login").desc(nulls_last=True), "pk")
    )


def account_at(address: str) -> User | None:
    """Return the account that codes and operators' commands mean by an address; None when nobody has it."""
    return accounts_at(address).first()


def is_proved(address: str) -> bool:
    """Return whether some account has proved this address."""
    return EmailAddress.objects.filter(email=address.lower(), verified=True).exists()


def proved_address(user: User) -> str | None:
    """Return the address of this account that may get mail; None until one is verified."""
    return (
        EmailAddress.objects.filter(user=user, verified=True)
        .order_by("-primary", "pk")
        .values_list("email", flat=True)
        .first()
    )


def shown_name(user: User) -> str:
    """Return how an account is called on its own pages: its address."""
    return user.email
