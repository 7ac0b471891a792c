"""What the pages of the dossier say in its own words."""

from __future__ import annotations

from collections.abc import Sequence

from django import template

from cases.domain.dossier import said

register = template.Library()


@register.filter
def proof(numbers: Sequence[int]) -> str:
    """Return 证据 1、3, or 无证据."""
    return said.proof(numbers)
