"""Where a case page leads to what was handed in, and to noting what came of it."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.models import Case

# In the address of the list: the shopper comes to note what was decided.
AWAITED = "awaited"
# The same: the shopper comes to note why it was not accepted.
UNEXPLAINED = "ground"


def filings_link(case: Case) -> dict[str, Any]:
    """Return the link for the list of what can be done with the case."""
    label = _("What was handed in, and what came of it")
    return {"url": reverse("case-filings", args=[case.ref]), "label": label, "icon": "clipboard-check"}


def when_decided(case: Case, actor: str) -> dict[str, str]:
    """Return the link to where a decision is noted, while one is waited for; {} elsewhere."""
    if actor != "them" or case.filed_at is None or case.tier == Case.Tier.MERCHANT:
        return {}
    # The list leads on by itself where only one is open: here that would cost a query.
    url = f"{reverse('case-filings', args=[case.ref])}?{AWAITED}=1"
    return {"ready": _("When they have decided: "), "ready_url": url, "ready_link": _("note what came of it")}
