"""The one gate to a case: settled here, nowhere else."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from cases.models import Case, Contact, Evidence, User


def case_for(user: User | AnonymousUser, ref: str) -> Case:
    """Return the owner's case with its order and next deadline. Http404 for a stranger's and an unknown ref alike."""
    if not isinstance(user, User):
        raise Http404
    found = Case.objects.filter(ref=ref, owner=user).select_related("order", "next_deadline__promise__agent").first()
    if found is None:
        raise Http404
    found.owner = user
    return found


def contact_for(case: Case, number: int) -> Contact:
    """Return one entry of a case the caller has been let into. Http404 when it is not of this case."""
    found = Contact.objects.filter(case=case, pk=number).select_related("agent").first()
    if found is None:
        raise Http404
    found.case = case
    return found


def evidence_for(case: Case, number: int) -> Evidence:
    """Return one exhibit of a case the caller has been let into. Http404 when there is none, or it was deleted."""
    found = Evidence.objects.kept().filter(case=case, number=number).select_related("contact", "promise").first()
    if found is None:
        raise Http404
    found.case = case
    return found


def unsorted_for(user: User | AnonymousUser, ref: str) -> Evidence:
    """Return one item of this shopper's inbox. Http404 for a stranger's and an unknown ref alike."""
    if not isinstance(user, User):
        raise Http404
    found = Evidence.objects.kept().filter(owner=user, case__isnull=True, ref=ref).first()
    if found is None:
        raise Http404
    return found
