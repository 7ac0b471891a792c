"""Windows nobody is reminded of any more: for asking 京东, once the case is with 12315.

京东 may refuse what an administrative body has taken up (JD1 art. 5). The window stays on the page, which says so; what
12315 did not take up can be asked of 京东 as before.
"""

from __future__ import annotations

from django.db.models import Q

from cases.domain.starts import ASKED_OF_JD, Trigger
from cases.models import Case, Deadline

# What tells that 12315 took it up: it accepted the complaint, or ended a mediation.
TAKEN_UP = (str(Trigger.COMPLAINT_ACCEPTED), str(Trigger.MEDIATION_ENDED))


def is_past_asking(deadline: Deadline, case: Case) -> bool:
    """Return whether the window is for asking 京东 and the case has gone to 12315. No query."""
    turned_away = case.refused_at is not None and not any(name in case.moments for name in TAKEN_UP)
    return deadline.rule in ASKED_OF_JD and case.tier == Case.Tier.REGULATOR and not turned_away


def past_asking(deadline: str = "", case: str = "case__") -> Q:
    """Return the same as a condition; `deadline` and `case` are the paths to them."""
    taken_up = Q(**{f"{case}refused_at__isnull": True})
    for name in TAKEN_UP:
        taken_up |= Q(**{f"{case}moments__has_key": name})
    return taken_up & Q(**{f"{deadline}rule__in": ASKED_OF_JD, f"{case}tier": Case.Tier.REGULATOR})
