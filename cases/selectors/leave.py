"""What a shopper would take along or leave behind, and whose deletion a link may undo."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core import signing
from django.db.models import Count, Sum

from cases.models import Case, Contact, Evidence, Export, User

SALT = "cases.undo"


@dataclass(frozen=True)
class Belongings:
    cases: int
    contacts: int
    exhibits: int
    size: int


def belongings_count(user: User) -> Belongings:
    """Return how much there is."""
    kept = Evidence.objects.kept().filter(owner=user).aggregate(count=Count("pk"), size=Sum("size"))
    return Belongings(
        cases=Case.objects.filter(owner=user).count(),
        contacts=Contact.objects.filter(case__owner=user, voided_at__isnull=True).count(),
        exhibits=kept["count"],
        size=kept["size"] or 0,
    )


def export_of(user: User) -> Export | None:
    """Return this shopper's export, whatever its state."""
    return Export.objects.filter(owner=user).first()


def user_to_undo(token: str, now: datetime) -> User | None:
    """Return whose deletion this token undoes; None when it is undone, over, another one, or no token of ours."""
    try:
        number, asked = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    user = User.objects.filter(pk=number, deletion__purge_at__gt=now).select_related("deletion").first()
    return user if user is not None and int(user.deletion.asked_at.timestamp()) == asked else None
