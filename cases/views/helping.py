"""What lets helpers in: the gate learns which address is asked for, and pages lose what a helper may not do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from cases.domain.helping import may, uncovers
from cases.models import Case, Evidence
from cases.selectors.access import errand_begin, errand_end


class ErrandMiddleware:
    """Tells the gate (selectors.access) what this request wants. Runs no query."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = errand_begin("", request.method or "GET")
        try:
            return self.get_response(request)
        finally:
            errand_end(token)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        match = request.resolver_match
        errand_begin(match.view_name if match else "", request.method or "GET")


def can(case: Case, address: str, method: str = "POST") -> bool:
    """Return whether whoever came may do that in the case: the owner everything, a helper what the role says."""
    return case.helper is None or may(case.helper.role, address, method)


def keeps_covers(case: Case) -> bool:
    """Return whether whoever came is shown no more of the exhibits than their covers leave."""
    return case.helper is not None and not uncovers(case.helper.role)


def is_behind_covers(evidence: Evidence) -> bool:
    """Return whether its original and its text are kept from whoever came. Its `case` is the one they came by."""
    return bool(evidence.covers) and evidence.case is not None and keeps_covers(evidence.case)


def for_helper(case: Case, shown: dict[str, Any]) -> dict[str, Any]:
    """Return the values of a page without the links and buttons this helper may not use; the owner's as they are."""
    return _pruned(case.helper.role, shown) if case.helper is not None else shown


def _pruned(role: str, value: Any) -> Any:
    if isinstance(value, dict):
        if not _open_to(role, value.get("action"), "POST"):
            return None
        if value.get("post") and not _open_to(role, value.get("url"), "POST"):
            return value | {"url": ""}
        return {key: one if key == "url" and value.get("post") else _leaf(role, key, one) for key, one in value.items()}
    if isinstance(value, list):
        return [_pruned(role, one) for one in value if not (isinstance(one, dict) and _shut(role, one))]
    return value


def _shut(role: str, one: dict[str, Any]) -> bool:
    """Return whether a row of a list is a link or button that leads where this role may not go."""
    return not _open_to(role, one.get("url"), "POST" if one.get("post") else "GET")


def _leaf(role: str, key: str, value: Any) -> Any:
    if key.endswith("url") and isinstance(value, str):
        method = "POST" if key.startswith(("copied", "day", "sent", "undo", "replace")) else "GET"
        return value if _open_to(role, value, method) else ""
    return _pruned(role, value)


def _open_to(role: str, url: Any, method: str) -> bool:
    """Return False for a page of a case this role may not use; whatever is no such page is for everybody."""
    if not isinstance(url, str) or not url.startswith("/"):
        return True
    try:
        found = resolve(url.split("?")[0].split("#")[0])
    except Resolver404:
        return True
    return "/c/<slug:ref>/" not in f"/{found.route}" or may(role, found.view_name, method)
