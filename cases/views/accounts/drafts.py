"""The draft written before there was an account."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from cases.models import Case, User


def claimed_case_url(request: HttpRequest, user: User) -> str | None:
    """Return the address of the case the session's draft has become; None when there was no draft."""
    claim = _draft_claim()
    case = claim(request_session=request.session, user=user, now=timezone.now()) if claim else None
    return reverse("case", args=[case.ref]) if case else None


def _draft_claim() -> Callable[..., Case | None] | None:
    if find_spec("cases.services.draft_claim") is None:
        return None
    found: Callable[..., Case | None] = import_module("cases.services.draft_claim").draft_claim
    return found
