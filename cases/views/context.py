"""What every page's frame needs: language switch, look, unread count."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone


def chrome(request: HttpRequest) -> dict[str, Any]:
    """Return the frame's variables. Runs no query: lazy values are read only where a template shows them."""
    return {"now": timezone.now()}
