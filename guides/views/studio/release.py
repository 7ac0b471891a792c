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
from guides.selectors.guides import shipped_document
from guides.selectors.studio import acts_of, editor_name, guide_for_editor, known_for, revision_for_editor, revisions_of
from guides.services.guide_draft import draft_change, working_document
from guides.services.guide_release import (
    DraftMoved,
    NotPublishable,
    draft_publish,
    guide_withdraw,
    revision_rollback,
)
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
    """Every revision; with ?from=&to= the difference between any two, and what the program ships where it differs."""
    row = guide_for_editor(request.user, slug)
    revisions, acts = list(revisions_of(row)), list(acts_of(row))
    authors = _authors([*(one.published_by_id for one in revisions), *(one.by_id for one in acts)])
    context = frame(row) | {
        "revisions": [{"row": one, "by": authors.get(one.published_by_id, "")} for one in revisions],
        "acts": [{"row": one, "by": authors.get(one.by_id, "")} for one in acts],
        "published": row.published,
        "shipped": _shipped(row),
    }
    numbers = request.GET.get("from", ""), request.GET.get("to", "")
    if all(number.isdecimal() and len(number) < 7 for number in numbers):
        old, new = (revision_for_editor(row, int(number)) for number in numbers)
        context |= {"old": old, "new": new, "changes": changes_shown(old.content, new.content)}
    return render(request, "studio/history.html", context)


def _shipped(row: Guide) -> dict[str, Any] | None:
    """Return what the program would change in an edited guide, None where both agree or nothing ships."""
    document = shipped_document(row.pk) if row.is_edited else None
    ours = row.published.content if row.published else {}
    changes = changes_shown(ours, document, "s") if document else None
    return changes if changes and not changes["is_empty"] else None


@studio_page
@require_POST
def shipped(request: HttpRequest, slug: str) -> HttpResponse:
    """Take what the program ships into the draft, to be looked at and published like any other change."""
    row = guide_for_editor(request.user, slug)
    document = shipped_document(row.pk)
    if document is not None:
        draft_change(
            slug=slug, change=lambda _old: document, part="", seen="", now=timezone.now(), by=request.user, force=True
        )
        messages.success(request, _("The draft now says what the program ships."))
    return redirect("studio-publish", slug=slug)


@studio_page
@require_POST
def withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    row = guide_for_editor(request.user, slug)
    if guide_withdraw(slug=row.pk, now=timezone.now(), by=request.user):
        messages.success(request, _("Readers do not see this guide any more."))
    return redirect("studio-history", slug=slug)


@studio_page
@require_POST
def rollback(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Readers see that revision again at once."""
    row = guide_for_editor(request.user, slug)
    revision = revision_for_editor(row, number)
    try:
        revision_rollback(revision=revision, now=timezone.now(), by=request.user)
    except NotPublishable as refused:
        why = " ".join(fault.words.said(page_language()) for fault in refused.faults)
        said = _(
            "Revision %(n)s stays out of sight: cover or replace the picture in the draft and publish that. %(why)s"
        )
        messages.error(request, said % {"n": number, "why": why})
    else:
        messages.success(request, _("Readers see revision %(n)s again.") % {"n": number})
    return redirect("studio-history", slug=slug)


def _authors(ids: list[int | None]) -> dict[int | None, str]:
    """Return {user id: name}; an account that is gone has none."""
    users = get_user_model().objects.filter(pk__in={one for one in ids if one})
    return {user.pk: editor_name(user) for user in users}
