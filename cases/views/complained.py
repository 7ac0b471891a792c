"""How far a complaint with 12315 has come, as the list of what is still open says it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from cases.domain.starts import Trigger
from cases.models import Case, Filing, FilingResult
from cases.selectors.filings import filings_of, results_of
from cases.selectors.rights import RouteFacts
from cases.views.wording import page_lang

COMPLAINT = "complaint"
# A report of a violation is no complaint: each goes its own way (R121 art. 9).
REPORT = "T13"
Kind = FilingResult.Kind
HANDLED = frozenset({Kind.SETTLED, Kind.ENDED})
# Neither that it was accepted nor that money came says how the complaint ended.
DECIDED = HANDLED | {Kind.NOT_ACCEPTED}


def complained(case: Case, routes: tuple[RouteFacts, ...]) -> dict[str, dict[str, Any]]:
    """Return what the route to 12315 shows in place of its date, under its slug; {} while nothing was filed there."""
    route = next((one for one in routes if one.slug == COMPLAINT), None)
    rows = [one for one in filings_of(case) if one.tier == Case.Tier.REGULATOR and one.code != REPORT]
    if route is None or (not rows and case.tier != Case.Tier.REGULATOR):
        return {}
    last = _decided(case, rows)
    shown: dict[str, Any] = {"state": "met", "when": _when(last), "decided": last is not None}
    if last is not None and last.kind in HANDLED and route.handled is not None:
        shown["text"] = route.handled.said(page_lang())
    return {route.slug: shown}


def _decided(case: Case, rows: list[Filing]) -> FilingResult | None:
    """Return how the latest complaint ended, be it told as a day alone; None so far."""
    found = results_of(rows[:1]).get(rows[0].pk, []) if rows else []
    ended = str(Trigger.MEDIATION_ENDED) in case.moments
    told = FilingResult(kind=Kind.ENDED) if ended else None
    return next((one for one in found if one.kind in DECIDED), told)


def _when(last: FilingResult | None) -> str:
    if last is None:
        return _("Complained already")
    if last.kind == Kind.SETTLED:
        return _("Complained already; settled in mediation")
    if last.kind == Kind.ENDED:
        return _("Complained already; the mediation has ended")
    return {
        "incomplete": _("Not accepted: complete it and file again"),
        "identity": _("Not accepted: have your identity checked and file again"),
        "competence": _("Not accepted: go to the body they named"),
        "elsewhere": _("Not accepted: another body has it"),
    }.get(last.ground, _("Not accepted: ask for the reason"))
