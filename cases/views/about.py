"""What 有据 is, what it keeps, and where its facts come from. For everyone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.selectors.sources import PARTS, source_groups, source_rows
from cases.views.wording import page_lang

SOURCES_A_PAGE = 40


@require_safe
def page(request: HttpRequest, name: str) -> HttpResponse:
    return render(request, f"cases/{name}.html")


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """One kind of facts at a time (?of=), forty to a page (?from=): the page stays light, the list complete."""
    part = request.GET.get("of", "")
    part = part if part in PARTS else PARTS[0]
    rows, first = source_rows(part, page_lang()), _number(request.GET.get("from", ""))
    groups = source_groups()
    context = {
        "groups": groups,
        "part": part,
        "heading": next(group.heading for group in groups if group.part == part),
        "rows": rows[first : first + SOURCES_A_PAGE],
        "newer_url": f"?of={part}&from={max(0, first - SOURCES_A_PAGE)}" if first else "",
        "older_url": f"?of={part}&from={first + SOURCES_A_PAGE}" if first + SOURCES_A_PAGE < len(rows) else "",
    }
    return render(request, "cases/sources.html", context)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
