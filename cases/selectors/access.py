"""The one gate to a case: settled here, nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from contextvars import ContextVar, Token
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from cases.domain.helping import least_role, may
from cases.models import Case, Comparison, Contact, Evidence, Helper, PageCapture, User


@dataclass(frozen=True)
class Errand:
    """What the request now answered wants: the name of its address, and how it comes there."""

    address: str
    method: str


# Set by cases.views.helping.ErrandMiddleware. Without one (commands, the worker) a case is its owner's alone.
_errand: ContextVar[Errand | None] = ContextVar("errand", default=None)


def errand_begin(address: str, method: str) -> Token[Errand | None]:
    return _errand.set(Errand(address, method))


def errand_end(token: Token[Errand | None]) -> None:
    _errand.reset(token)


def case_for(user: User | AnonymousUser, ref: str, *, clock: bool = True, fields: Sequence[str] = ()) -> Case:
    """Return the case with its order and, where a `clock` is shown, its next deadline, for its owner or a helper whose
    role reaches this address.

    `case.helper` is the helper who came, None for the owner. Http404 for a stranger's, an unknown ref, and a helper
    who may not, alike. With `fields` an owner's case has only these read, and no order: for an act that is done often
    and looks at nothing else.
    """
    if not isinstance(user, User):
        raise Http404
    more = ("next_deadline__promise__agent",) if clock else ()
    rows = Case.objects.filter(ref=ref, owner=user)
    found = (rows.only("ref", "owner", *fields) if fields else rows.select_related("order", *more)).first()
    if found is None:
        return _helped(user, ref)
    found.owner = user
    return found


def _helped(user: User, ref: str) -> Case:
    errand = _errand.get()
    if errand is None or least_role(errand.address, errand.method) is None:
        raise Http404
    related = ("case__owner", "case__order", "case__next_deadline__promise__agent")
    # An owner who is leaving has frozen everything, at once.
    standing = Helper.objects.filter(user=user, revoked_at__isnull=True, case__owner__is_active=True)
    row = standing.filter(case__ref=ref).select_related(*related).first()
    if row is None or not may(row.role, errand.address, errand.method):
        raise Http404
    case: Case = row.case
    case.helper = row
    return case


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


def deleted_for(case: Case, number: int) -> Evidence | None:
    """Return what is left of a deleted exhibit of a case the caller has been let into; None when it is not deleted."""
    return Evidence.objects.filter(case=case, number=number, deleted_at__isnull=False).first()


def comparison_for(case: Case, number: int) -> Comparison:
    """Return one comparison of a case the caller has been let into. Http404 when there is none, or half of it went."""
    rows = Comparison.objects.filter(case=case, pk=number).select_related("genuine", "suspect")
    found = rows.filter(genuine__deleted_at__isnull=True, suspect__deleted_at__isnull=True).first()
    if found is None:
        raise Http404
    found.case = found.genuine.case = found.suspect.case = case
    return found


def page_for(case: Case, number: int) -> PageCapture:
    """Return one kept page of a case the caller has been let into. Http404 when it is not of this case, or no
    screenshot of it is left."""
    found = PageCapture.objects.kept().filter(case=case, pk=number).first()
    if found is None:
        raise Http404
    return found


def unsorted_for(user: User | AnonymousUser, ref: str) -> Evidence:
    """Return one item of this shopper's inbox. Http404 for a stranger's and an unknown ref alike."""
    if not isinstance(user, User):
        raise Http404
    found = Evidence.objects.kept().filter(owner=user, case__isnull=True, ref=ref).first()
    if found is None:
        raise Http404
    return found
