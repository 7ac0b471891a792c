"""What an act on a closed case answers: nothing changes, the page says why, and nothing that was written is lost."""

from __future__ import annotations

import json

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.views.written import written_in


def closed_case(request: HttpRequest, ref: str) -> HttpResponse:
    """Answer an act on a case that is closed, perhaps in another tab while this form was being filled in."""
    said = _("This case is closed. Reopen it to go on.")
    written = written_in(request)
    if request.htmx:  # type: ignore[attr-defined]
        response = HttpResponse(status=204)
        if written:
            # The sheet stays as it is, with what stands in it.
            response["HX-Trigger"] = json.dumps({"flash": said})
        else:
            messages.warning(request, said)
            response["HX-Redirect"] = reverse("case", args=[ref])
        return response
    if written:
        context = {"ref": ref, "written": written, "files": bool(request.FILES), "nav": "cases"}
        return render(request, "cases/closed.html", context, status=409)
    messages.warning(request, said)
    return redirect("case", ref=ref)
