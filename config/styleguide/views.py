"""The living style guide: every component in every state, and the e-mails. Development only."""

from __future__ import annotations

from pathlib import Path

from csp.decorators import csp_update
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation

from cases.templatetags.ui import icon_paths
from config.styleguide import samples
from config.styleguide.emails import SAMPLES
from config.styleguide.forms import PROMISE_NOTES, SampleForm

EMAILS = settings.BASE_DIR / "templates" / "emails"


def sample_values() -> dict[str, object]:
    """Return the module's upper-case names as template variables in lower case."""
    return {name.lower(): value for name, value in vars(samples).items() if name.isupper()}


def index(request: HttpRequest) -> HttpResponse:
    """Show everything. ?lang=en and ?look=dark choose the language and the look."""
    if request.GET.get("look") in ("light", "dark"):
        request.COOKIES["look"] = request.GET["look"]
    context = sample_values() | {
        "icons": sorted(icon_paths()),
        "empty_form": SampleForm(auto_id="empty_%s"),
        "wrong_form": SampleForm(data={}, auto_id="wrong_%s"),
        "log_form": SampleForm(auto_id="log_%s"),
        "promise_notes": PROMISE_NOTES,
        "mails": email_files(),
    }
    with translation.override(request.GET.get("lang") or translation.get_language()):
        return render(request, "styleguide/index.html", context)


def email_files() -> list[tuple[str, str]]:
    """Return every part of every e-mail as (folder, file); shells and partials (_shell.html) left out."""
    return sorted((path.parent.name, path.name) for path in Path(EMAILS).glob("*/[!_]*.*"))


@csp_update({"style-src": "'unsafe-inline'"})  # a mail carries its styles inline; nowhere else is that allowed
def email(request: HttpRequest, name: str, file: str) -> HttpResponse:
    """Show one e-mail part with its sample. 404 for a part that does not exist."""
    if (name, file) not in email_files():
        raise Http404
    with translation.override(request.GET.get("lang") or translation.get_language()):
        text = render_to_string(f"emails/{name}/{file}", SAMPLES.get(name, {}))
    kind = "text/html" if file.endswith(".html") else "text/plain"
    return HttpResponse(text, content_type=f"{kind}; charset=utf-8")
