"""Publishing a draft, the history of a guide, and the way back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from guides.domain.publishing import publishing_faults
from guides.forms.publish import PublishForm
from guides.models import Guide
from guides.selectors.studio import acts_of, editor_name, guide_for_editor, known_for, revision_for_editor, revisions_of
from guides.services.guide_draft import working_document
from guides.services.guide_release import DraftMoved, NotPublishable, draft_publish, revision_rollback
from guides.views.studio.changes import changes_shown
from guides.views.studio.frame import frame, page_language, studio_page


@studio_page
@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, slug: str) -> HttpResponse:
    """What would change, what stands against it, and the button."""
    row = guide_for_editor(request.user, slug)
    now = timezone.now()
    form = PublishForm(request.POST if request.method == "POST" else None, initial={"version": row.draft_version})
    if request.method == "POST" and form.is_valid():
        data, today = form.cleaned_data, timezone.localdate(now)
        checked = today if data["checked"] else None
        publish_now = {"slug": slug, "version": data["version"], "note": data["note"], "checked_on": checked}
        try:
            revision = draft_publish(**publish_now, now=now, by=request.user, today=today)
        except NotPublishable:
            form.add_error(None, _("Not published: first change what is listed below."))
        except DraftMoved:
            form.add_error(None, _("The draft was changed after you opened this page. Look at the difference again."))
            form.data = form.data.copy()
            form.data["version"] = guide_for_editor(request.user, slug).draft_version
            return _publish_page(request, guide_for_editor(request.user, slug), form, 409)
        else:
            said = _("Published as revision %(n)s. Readers see it now.") % {"n": revision.number}
            messages.success(request, said)
            return redirect("studio-history", slug=slug)
    return _publish_page(request, row, form, 422 if form.errors else 200)


def _publish_page(request: HttpRequest, row: Guide, form: PublishForm, status: int) -> HttpResponse:
    document = working_document(row)
    today = timezone.localdate()
    faults = publishing_faults(document, known_for(document, today))
    language = page_language()
    context = frame(row) | {
        "form": form,
        "faults": [
            {"words": fault.words.said(language), "step": fault.step, "number": fault.number} for fault in faults
        ],
        "changes": changes_shown(row.published.content if row.published else {}, document),
        "published": row.published,
        "has_draft": row.draft is not None,
    }
    return render(request, "studio/publish.html", context, status=status)


@studio_page
@require_safe
def history(request: HttpRequest, slug: str) -> HttpResponse:
    """Every revision; with ?from=&to= the difference between any two."""
    row = guide_for_editor(request.user, slug)
    revisions = list(revisions_of(row))
    authors = _authors(revisions)
    context = frame(row) | {
        "revisions": [{"row": one, "by": authors.get(one.published_by_id, "")} for one in revisions],
        "acts": [{"row": one, "by": editor_name(one.by)} for one in acts_of(row)],
        "published": row.published,
    }
    numbers = request.GET.get("from", ""), request.GET.get("to", "")
    if all(number.isdecimal() and len(number) < 7 for number in numbers):
        old, new = (revision_for_editor(row, int(number)) for number in numbers)
        context |= {"old": old, "new": new, "changes": changes_shown(old.content, new.content)}
    return render(request, "studio/history.html", context)


@studio_page
@require_POST
def rollback(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Readers see that revision again at once."""
    row = guide_for_editor(request.user, slug)
    revision = revision_for_editor(row, number)
    revision_rollback(revision=revision, now=timezone.now(), by=request.user)
    messages.success(request, _("Readers see revision %(n)s again.") % {"n": number})
    return redirect("studio-history", slug=slug)


def _authors(revisions: list[Any]) -> dict[int, str]:
    """Return {user id: name} of who published; an account that is gone has no name."""
    ids = {one.published_by_id for one in revisions if one.published_by_id}
    return {user.pk: editor_name(user) for user in get_user_model().objects.filter(pk__in=ids)}
