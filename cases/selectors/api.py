"""Rows as the API pages through them."""

from __future__ import annotations

from cases.models import Case, Contact, Promise, User

ROWS = 300
PAGE = 50


def cases_page(user: User, after: int | None) -> tuple[list[Case], bool]:
    """Return up to 50 of this shopper's cases by file number, and whether there are more."""
    rows = Case.objects.filter(owner=user).select_related("order", "next_deadline").order_by("file_no")
    if after is not None:
        rows = rows.filter(file_no__gt=after)
    found = list(rows[: PAGE + 1])
    return found[:PAGE], len(found) > PAGE


def contact_rows(case: Case, after: int | None) -> tuple[list[Contact], bool]:
    """Return up to 50 contacts of a case the caller has been let into, in the order they were logged."""
    rows = Contact.objects.filter(case=case).select_related("agent").order_by("pk")
    if after is not None:
        rows = rows.filter(pk__gt=after)
    found = list(rows[: PAGE + 1])
    return found[:PAGE], len(found) > PAGE


def promises_by_contact(contacts: list[Contact]) -> dict[int, list[Promise]]:
    """Return the promises of each contact, in the order they were made."""
    found: dict[int, list[Promise]] = {}
    for row in Promise.objects.filter(contact__in=[one.pk for one in contacts]).order_by("pk"):
        found.setdefault(row.contact_id, []).append(row)
    return found
