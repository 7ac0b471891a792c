"""Where the platform is only asked through an after-sales request: said beside the step while none is on record."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.domain.needs import HAVE, NOT_APPLICABLE
from cases.domain.next_step import NextStep
from cases.domain.next_step.table import goes_up
from cases.models import Case, Deadline
from cases.selectors.catalog import asked_through_request
from cases.selectors.guides import guide_to
from cases.views.wording import page_lang

# Under this name the checklist keeps what was answered to it.
ITEM = "up:after_sale"


def request_first(case: Case, step: NextStep) -> dict[str, str]:
    """Return the sentence for the reason and the link to the guide that files it; {} where nothing comes first."""
    if not goes_up(step.kind) or case.tier != Case.Tier.MERCHANT or step.kind == "regulator_instead":
        return {}
    if not asked_through_request(case.order.platform) or case.needs.get(ITEM) in (HAVE, NOT_APPLICABLE):
        return {}
    guide = guide_to(case, Case.Tier.MERCHANT, "after_sale")
    if guide is None or case.deadlines.filter(lane=Deadline.Lane.MINE, state=Deadline.State.MET).exists():
        return {}
    return {
        "first": _("The way there runs through an after-sales request; none is on record."),
        "ready": _("File it first: "),
        "ready_url": reverse("case-guide", args=[case.ref, guide.slug]),
        "ready_link": guide.title.said(page_lang()),
    }
