"""What is wrong with typed marks, in sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from guides.domain.marks import KINDS, MOST_NUMBER
from guides.domain.typed_marks import AREA_KINDS, MOST, MarkFault, read_marks

__all__ = ["AREA_KINDS", "MOST", "typed_marks"]


def typed_marks(post: Mapping[str, Any], kinds: tuple[str, ...] = KINDS) -> tuple[list[dict[str, Any]], list[str]]:
    """Return (marks in their order, what is wrong in sentences)."""
    marks, faults = read_marks(post, kinds)
    return marks, [_fault_words(fault) for fault in faults]


def _fault_words(fault: MarkFault) -> str:
    if fault.what == "many":
        return _("No more than %(n)s marks on one picture.") % {"n": MOST}
    if fault.what == "number":
        return _("Mark %(n)s: its number must be from 1 to %(most)s.") % {"n": fault.n, "most": MOST_NUMBER}
    return _("Mark %(n)s: its place must be numbers from 0 to 1000.") % {"n": fault.n}
