"""What 有据 is, what it keeps, and where its facts come from. For everyone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases.selectors.sources import source_rows
from cases.views.wording import page_lang


@require_safe
def page(request: HttpRequest, name: str) -> HttpResponse:
    return render(request, f"cases/{name}.html")


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    return render(request, "cases/sources.html", {"groups": source_rows(page_lang())})
