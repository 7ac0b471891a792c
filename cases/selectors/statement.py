"""What the platform's form asks for and the record does not hold yet."""

from __future__ import annotations

from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.models import Case, Contact

# Its form has a field for the seller's reason and one for the evidence.
STATEMENTS = ("T8", "T8b")


class Lack(NamedTuple):
    text: str
    url: str


def statement_lacks(case: Case, code: str) -> tuple[Lack, ...]:
    """Return what a statement of this case still says nothing of, each with where to add it; () for another letter.

    A reason can only be missing where they refused.
    """
    if code not in STATEMENTS:
        return ()
    found = []
    refusals = Contact.objects.filter(
        case=case, voided_at__isnull=True, tier=Case.Tier.MERCHANT, reply=Contact.Reply.REFUSED
    )
    refusal = refusals.order_by("at", "id").last()
    if refusal is not None and not refusal.words:
        found.append(Lack(_("the seller’s reason for refusing"), reverse("entry", args=[case.ref, refusal.pk])))
    if not case.exhibits.get("count"):
        found.append(Lack(_("evidence"), reverse("evidence-add", args=[case.ref])))
    return tuple(found)
