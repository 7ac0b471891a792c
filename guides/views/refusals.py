"""商家这样说，怎么回: the refusal cards, and those that a pasted text speaks of."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from guides.adapters.throttle import seconds_to_wait
from guides.forms.refusals import RefusalForm
from guides.selectors.problems import condition_names
from guides.selectors.refusals import refusals, refusals_matching
from guides.views.frame import indexed, too_fast


@require_http_methods(["GET", "HEAD", "POST"])
def refusal_cards(request: HttpRequest) -> HttpResponse:
    """Every card; what was pasted is looked at, answered and forgotten, so there is nothing to redirect to."""
    posted = request.method == "POST"
    if posted and (wait := seconds_to_wait(request, "refusal")):
        return too_fast(request, wait)
    form = RefusalForm(request.POST if posted else None)
    asked = posted and form.is_valid()
    found = refusals_matching(form.cleaned_data["text"]) if asked else ()
    context = {
        "nav": "guides",
        "form": form,
        "asked": asked,
        "found": found,
        "cards": refusals(),
        "names": condition_names(),
        "back_url": reverse("guides"),
        "back_label": _("Guides"),
        **indexed("refusals"),
    }
    return render(request, "guides/refusals.html", context, status=422 if form.errors else 200)
