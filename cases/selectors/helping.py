"""Who helps with a case, and which cases somebody helps with."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from cases.models import Case, Helper, User
from cases.selectors.cases import NEXT

MOST = 50


def helpers_of(case: Case) -> list[Helper]:
    """Return those let into the case and those invited, the earliest first. One query."""
    rows = Helper.objects.filter(case=case, revoked_at__isnull=True).select_related("user")
    return list(rows.order_by("invited_at", "pk"))


def helper_for(case: Case, number: int) -> Helper:
    """Return one standing helper of a case the owner has been let into. Http404 when there is none."""
    found = Helper.objects.filter(case=case, pk=number, revoked_at__isnull=True).first()
    if found is None:
        raise Http404
    found.case = case
    return found


def helped_by(user: User) -> list[Helper]:
    """Return this user's standing roles with their cases, the latest event first. One query; none for most users."""
    if not user.helps:
        return []
    rows = Helper.objects.filter(user=user, revoked_at__isnull=True, case__owner__is_active=True)
    rows = rows.select_related("case__order", "case__owner", f"case__{NEXT}")
    return sorted(rows.order_by("-case_id")[:MOST], key=lambda row: row.case.last_event_at, reverse=True)


def own_role(user: User | AnonymousUser, number: int) -> Helper:
    """Return one role of this user. Http404 for a stranger's and an ended one alike."""
    if not isinstance(user, User):
        raise Http404
    found = Helper.objects.filter(user=user, pk=number, revoked_at__isnull=True).select_related("case__owner").first()
    if found is None:
        raise Http404
    return found
