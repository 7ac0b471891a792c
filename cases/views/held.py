"""Words and ways for an exhibit that versions of the dossier still hold: where, who has it, and taking links back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from cases.models import Case
from cases.selectors.held import Behind, Holder
from cases.views.helping import can
from cases.views.wording import moment_words


def held_shown(case: Case, holders: Sequence[Holder], now: datetime, *, back: str) -> dict[str, Any] | None:
    """Return what partials/held.html shows; None where nothing is held. `back`: the page a link is taken back from."""
    if not holders:
        return None
    own = can(case, "share-revoke")
    return {
        "rows": [_row(case, one, now, own) for one in holders],
        "links": sum(len(one.links) for one in holders),
        "back": back,
        "own": own,
        "make_url": reverse("case-dossier", args=[case.ref]) if can(case, "case-dossier") else "",
    }


def _row(case: Case, one: Holder, now: datetime, own: bool) -> dict[str, Any]:
    version = one.variant.pack
    said = [str(one.variant.get_name_display())]
    if one.given:
        names = pgettext("list of words", ", ").join(dict.fromkeys(each.to_whom for each in one.given))
        said.append(_("given to %(whom)s") % {"whom": names})
    if not one.lies_here:
        said.append(_("its files are gone from here"))
    if one.links and not own:
        # To whom they were given is the shopper's own.
        links = ngettext("%(n)d link to it works", "%(n)d links to it work", len(one.links))
        said.append(links % {"n": len(one.links)})
    return {
        "label": _("Version %(number)d") % {"number": version.number},
        "url": reverse("case-pack", args=[case.ref, version.number]),
        "said": " · ".join(said),
        "links": [
            {
                "url": reverse("share-revoke", args=[case.ref, link.pk]),
                "to": link.to_whom,
                "until": _("works until %(when)s") % {"when": moment_words(link.expires_at, now)},
            }
            for link in one.links
            if own
        ],
    }


def behind_words(behind: Behind | None) -> list[str]:
    """Return what a link shows that was covered or deleted since."""
    if behind is None:
        return []
    said = []
    if behind.uncovered:
        text = _("Still shows %(exhibits)s as it was before it was covered.")
        said.append(text % {"exhibits": _labels(behind.uncovered)})
    if behind.deleted:
        text = _("Still holds %(exhibits)s, deleted since.")
        said.append(text % {"exhibits": _labels(behind.deleted)})
    return said


def _labels(numbers: Sequence[int]) -> str:
    return pgettext("list of words", ", ").join(_("Exhibit%(number)d") % {"number": number} for number in numbers)
