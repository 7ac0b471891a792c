"""What the record itself says to a ground of refusal, shown beside the question; the shopper answers."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.models import Case
from cases.selectors.rising import elsewhere_of, is_hidden, seller_of


@dataclass(frozen=True)
class Hint:
    """What is on record, and where to change it."""

    text: str
    url: str = ""
    label: str = ""


def hints_of(case: Case) -> dict[str, Hint]:
    """Return the hints by ground; nothing for a ground the record is silent on."""
    seller, ref = seller_of(case), [case.ref]
    who = f"{reverse('case-seller', args=ref)}?back=grounds"
    found = {"competence": Hint(_("Which bureau it is follows from the shop’s address."), who, _("See which bureau"))}
    if elsewhere_of(case):
        taken = Hint(_("On record: another body has it (see below)."))
        found |= {"elsewhere": taken, "jd_authority": taken}
    if is_hidden(seller):
        text = _("The shop shows nobody. Ask the platform for the seller’s name and address, and keep the screenshot.")
        found["incomplete"] = Hint(text, who, _("The letter that asks for it"))
    elif not (seller.legal_name and seller.address):
        text = _("Not on record yet: the seller’s company and address.")
        found["incomplete"] = Hint(text, who, _("Add them"))
    bought = case.order.paid_at or case.order.signed_at
    if bought is None:
        text = _("The day of payment is not on record.")
        found["three_years"] = Hint(text, reverse("case-edit", args=ref), _("Add it"))
    if case.agreed_at:
        agreed = Hint(_("On record: they agreed to something. What was not carried out does not count here."))
        found |= {"taobao_settled": agreed, "jd_settled": agreed}
    if case.demand == "compensation":
        extra = Hint(_("Your demand on record is compensation."), reverse("case-edit", args=ref), _("Correct the case"))
        found |= {"taobao_extra": extra, "jd_extra": extra}
    return found
