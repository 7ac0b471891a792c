"""What an authenticity report must say before anybody weighs it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

# In the order whoever reads the report asks for them.
NEEDED = ("whose", "issuer", "number", "dated", "conclusion", "asked_by")


def missing(facts: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the names of what is not said yet, in their order; () for a complete report."""
    return tuple(name for name in NEEDED if not facts.get(name))
