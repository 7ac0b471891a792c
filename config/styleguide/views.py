"""The living style guide: every component in every state, and the e-mails. Development only."""

from __future__ import annotations

from csp.decorators import csp_update
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from cases.templatetags.ui import icon_paths
from config.styleguide import account_emails, emails, samples
from config.styleguide.forms import PROMISE_NOTES, SampleForm
from guides.selectors import guides, places


def sample_values() -> dict[str, object]:
    """Return the module's upper-case names as template variables in lower case."""
    return {name.lower(): value for name, value in vars(samples).items() if name.isupper()}


def index(request: HttpRequest) -> HttpResponse:
    """Show everything. ?lang=en and ?look=dark choose the language and the look."""
    if request.GET.get("look") in ("light", "dark"):
        request.COOKIES["look"] = request.GET["look"]
    lang = request.GET.get("lang") or translation.get_language()
    context = sample_values() | {
        "icons": sorted(icon_paths()),
        "empty_form": SampleForm(auto_id="empty_%s"),
        "wrong_form": SampleForm(data={}, auto_id="wrong_%s"),
        "log_form": SampleForm(auto_id="log_%s"),
        "promise_notes": PROMISE_NOTES,
        "guide": (shown := guides.guide("taobao-step-in")),
        "refusal_card": samples.REFUSAL_CARD | {"source": shown.source if shown else None},
        "place": places.place("taobao"),
        "mails": [(one.name, one.composed().subject) for one in (*emails.samples(lang), *account_emails.samples(lang))],
    }
    with translation.override(lang):
        return render(request, "styleguide/index.html", context)


@csp_update({"style-src": "'unsafe-inline'"})  # a mail carries its styles inline; nowhere else is that allowed
def email(request: HttpRequest, name: str, part: str) -> HttpResponse:
    """Show one sample mail as "html" or "text". 404 for another name or part."""
    try:
        kept = account_emails if name.startswith("account-") else emails
        mail = kept.sample(name, request.GET.get("lang") or translation.get_language()).composed()
        body, kind = {"html": (mail.html, "text/html"), "text": (mail.text, "text/plain")}[part]
    except KeyError as unknown:
        raise Http404 from unknown
    return HttpResponse(body, content_type=f"{kind}; charset=utf-8")
