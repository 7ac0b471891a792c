"""Every case, by key; found by item, shop, order or agent number."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_GET

from cases.models import Case
from cases.selectors.cases import case_page, case_search, has_closed
from cases.selectors.helping import helped_by
from cases.views.cards import case_row


def _whose(case: Case, user: Any) -> dict[str, str]:
    """Return the mark of a case that is somebody else's; nothing for one's own."""
    return {} if case.owner_id == user.pk else {"tag": case.owner.email}


@login_required
@require_GET
def case_list(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    state = request.GET.get("s", "open")
    state = state if state in ("open", "waiting", "closed", "helped") else "open"
    words = request.GET.get("q", "").strip()
    if words:
        rows, older = case_search(request.user, words), ""  # type: ignore[arg-type]
    elif state == "helped":
        rows, older = [row.case for row in helped_by(request.user)], ""  # type: ignore[arg-type]
    else:
        page = case_page(request.user, state=state, before=request.GET.get("before", ""))  # type: ignore[arg-type]
        rows, older = page.rows, page.older
    context = {
        "rows": [case_row(case, now) | _whose(case, request.user) for case in rows],
        "older_url": f"?{urlencode({'s': state, 'before': older})}" if older else "",
        "newer_url": f"?{urlencode({'s': state})}" if request.GET.get("before") else "",
        "q": words,
        "state": state,
        "states": [
            ("open", pgettext("case filter", "Open")),
            ("waiting", _("Waiting on them")),
            ("closed", _("Closed")),
            ("helped", _("Helping others")),
        ],
        # Whoever has settled every case is not told that there never was one.
        "settled": state == "open" and not words and not rows and has_closed(request.user),  # type: ignore[arg-type]
        "said": ngettext("%(n)d case", "%(n)d cases", len(rows)) % {"n": len(rows)},
        "nav": "cases",
    }
    part = request.htmx and not request.htmx.boosted  # type: ignore[attr-defined]
    return render(request, "cases/partials/list.html" if part else "cases/list.html", context)
