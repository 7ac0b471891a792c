"""Every case, by key; found by item, shop, order or agent number."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_GET

from cases.selectors.cases import case_page, case_search
from cases.views.cards import case_row


@login_required
@require_GET
def case_list(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    state = request.GET.get("s", "open")
    state = state if state in ("open", "waiting", "closed") else "open"
    words = request.GET.get("q", "").strip()
    if words:
        rows, older = case_search(request.user, words), ""  # type: ignore[arg-type]
    else:
        page = case_page(request.user, state=state, before=request.GET.get("before", ""))  # type: ignore[arg-type]
        rows, older = page.rows, page.older
    context = {
        "rows": [case_row(case, now) for case in rows],
        "older_url": f"?{urlencode({'s': state, 'before': older})}" if older else "",
        "newer_url": f"?{urlencode({'s': state})}" if request.GET.get("before") else "",
        "q": words,
        "state": state,
        "states": [
            ("open", pgettext("case filter", "Open")),
            ("waiting", _("Waiting on them")),
            ("closed", _("Closed")),
        ],
        "said": ngettext("%(n)d case", "%(n)d cases", len(rows)) % {"n": len(rows)},
        "nav": "cases",
    }
    part = request.htmx and not request.htmx.boosted  # type: ignore[attr-defined]
    return render(request, "cases/partials/list.html" if part else "cases/list.html", context)
