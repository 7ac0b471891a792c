"""The pages of an exhibit that are worked on one by one: which is asked for, and the links to them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from cases.models import Evidence


def page_asked(said: str, evidence: Evidence) -> int:
    """Return which page is meant. Http404 for what is no page of it."""
    if not re.fullmatch(r"[1-9][0-9]{0,6}", said) or int(said) > max(evidence.pages or 1, 1):
        raise Http404
    return int(said)


def page_links(url: str, pages: Sequence[tuple[int, str]], current: int, more: str = "") -> list[dict[str, Any]]:
    """Return the links to the (number, what lies on it) of the pages; [] where there is one. `more` of the address
    follows the page."""
    if len(pages) < 2:
        return []
    return [
        {
            "number": number,
            "label": _("Page %(n)s") % {"n": number},
            "said": said,
            "url": f"{url}?page={number}{more}",
            "current": number == current,
        }
        for number, said in pages
    ]
