"""What whoever came may do in a case, asked by a template before it shows the way there."""

from __future__ import annotations

from typing import Any

from django import template

from cases.domain.helping import may

register = template.Library()


@register.filter
def lets(case: Any, address: str) -> bool:
    """Return whether whoever came may act at that address: the owner may, a helper what the role says."""
    return _may(case, address, "POST")


@register.filter
def shows(case: Any, address: str) -> bool:
    """Return whether whoever came may look at that address."""
    return _may(case, address, "GET")


def _may(case: Any, address: str, method: str) -> bool:
    helper = getattr(case, "helper", None)
    return helper is None or may(helper.role, address, method)
