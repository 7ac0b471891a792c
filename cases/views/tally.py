"""A shopper's own numbers as 我的 shows them: words first, bars beside them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from cases.domain.money import yuan
from cases.domain.tally import TierTime, shares
from cases.forms.state import WORKED_WORDS
from cases.selectors.tally import Tally
from cases.views.cards import tier_name

DAY_SECONDS = 86400


def tally_board(tally: Tally) -> dict[str, Any] | None:
    """Return the values of the section; None before there is a case."""
    if not tally.open + tally.closed:
        return None
    return {
        "cases": _("%(open)d open, %(closed)d closed") % {"open": tally.open, "closed": tally.closed},
        "tiers": _tiers(tally.tiers),
        "promises": _promises(tally),
        "money": [
            *([(_("At stake in open cases"), yuan(tally.at_stake))] if tally.open else []),
            *([(_("Promised, but not there yet"), yuan(tally.awaited))] if tally.awaited else []),
            (pgettext("sum", "Come back"), yuan(tally.recovered)),
        ],
        "worked": [
            (str(WORKED_WORDS[name]), ngettext("%(n)d time", "%(n)d times", count) % {"n": count})
            for name, count in tally.worked
        ],
    }


def _tiers(rows: list[TierTime]) -> list[dict[str, Any]]:
    # A bar of a few minutes is no full one.
    longest = max(DAY_SECONDS, *(row.average.total_seconds() for row in rows))
    return [
        {
            "name": tier_name(row.tier),
            "text": _tier_words(row),
            "width": max(round(row.average.total_seconds() * 100 / longest), 1) if row.cases else 0,
        }
        for row in rows
    ]


def _tier_words(row: TierTime) -> str:
    if not row.cases:
        return _("never there")
    if row.average.total_seconds() < DAY_SECONDS:
        # 0.0 days beside a bar reads as nothing at all.
        return ngettext("less than a day, %(n)d case", "less than a day on average, %(n)d cases", row.cases) % {
            "n": row.cases
        }
    days = f"{row.average.total_seconds() / DAY_SECONDS:.1f}"
    text = ngettext("%(days)s days, %(n)d case", "%(days)s days on average, %(n)d cases", row.cases)
    return text % {"days": days, "n": row.cases}


def _promises(tally: Tally) -> dict[str, Any] | None:
    """Return the parts of the one bar, each with its pattern, its word and its number; None without any."""
    counts = (tally.kept, tally.broken, tally.running)
    if not sum(counts):
        return None
    names = (("kept", _("Kept")), ("broken", _("Broken")), ("running", _("Running")))
    widths, parts, start = shares(counts), [], 0
    for (look, name), count, width in zip(names, counts, widths, strict=True):
        parts.append({"look": look, "name": name, "count": count, "x": start, "width": width})
        start += width
    over = tally.kept + tally.broken
    return {
        "parts": parts,
        "text": _("%(kept)d of %(over)d promises that have ended were kept.") % {"kept": tally.kept, "over": over}
        if over
        else "",
    }
