"""The draft written before there was an account."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.forms.case import CaseForm
from cases.models import User
from cases.selectors.cases import open_case_of_order
from cases.services.draft_claim import DRAFT, WANTED, draft_claim


def claimed_case_url(request: HttpRequest, user: User) -> str | None:
    """Return the address of the case the wanted draft has become, or of the form while something must be settled first.

    None when nothing was to be saved: a draft that was only written stays a draft.
    """
    draft = request.session.get(DRAFT)
    if not draft or not request.session.get(WANTED):
        return None
    now = timezone.now()
    form = CaseForm(draft, now=now, lang=get_language() or "zh-hans")
    if not form.is_valid() or _has_case(form, user):
        request.session.pop(WANTED)
        messages.info(request, _("Your draft is kept. Look through it and save it."))
        return reverse("case-new")
    case = draft_claim(request_session=request.session, user=user, facts=form.facts(), now=now)
    return reverse("case", args=[case.ref]) if case else None


def _has_case(form: CaseForm, user: User) -> bool:
    """Return whether the order has an open case already: the form asks which of the two is meant."""
    data = form.cleaned_data
    return open_case_of_order(user, platform=data["platform"], number=data["number"]) is not None
