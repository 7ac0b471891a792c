"""Which bureau a complaint and a report of this case go to."""

from __future__ import annotations

from dataclasses import dataclass

from cases.domain.jurisdiction import county_of, jurisdiction_of
from cases.models import Case, Seller
from guides.domain.grounds import JurisdictionFacts
from guides.selectors.rising import jurisdictions

# Sold by the platform itself.
SELF_RUN = frozenset({"jd_self"})


@dataclass(frozen=True)
class Bureau:
    """`what` is complaint or report; `county` is read from the disclosed address, "" where it names none."""

    what: str
    facts: JurisdictionFacts
    county: str


def bureaus_of(case: Case, seller: Seller) -> list[Bureau]:
    """Return who has to do with a complaint, then with a report."""
    rule = jurisdiction_of(self_run=case.order.platform in SELF_RUN, disclosed=seller.disclosed, address=seller.address)
    known, county = jurisdictions(), county_of(seller.address)
    return [Bureau("complaint", known[rule], county), Bureau("report", known["report"], "")]
