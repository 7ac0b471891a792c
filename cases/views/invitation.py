"""Who helps with a case: invited, given another role, sent away; and the helper's side of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST

from cases.domain.wording import day
from cases.forms.helper import InviteForm, RoleForm
from cases.models import Case, Helper, User
from cases.selectors.access import case_for
from cases.selectors.accounts import proved_address
from cases.selectors.helping import helped_by, helper_for, helpers_of, own_role
from cases.services.helper import (
    MOST,
    MOST_A_DAY,
    TooMany,
    helper_invite,
    helper_join,
    helper_mail_choose,
    helper_revoke,
    helper_role_change,
    invite_open,
)
from cases.views.cards import case_row
from cases.views.wording import moment_words, page_lang


@login_required
@require_http_methods(["GET", "POST"])
def helpers(request: HttpRequest, ref: str) -> HttpResponse:
    """Those who help, and the form that invites one more. The owner's page alone."""
    case = case_for(request.user, ref)
    now = timezone.now()
    proved = proved_address(case.owner) is not None
    form = InviteForm(request.POST if request.method == "POST" else None, owner_email=case.owner.email)
    if request.method == "POST" and proved and form.is_valid():
        try:
            helper_invite(case=case, now=now, **form.cleaned_data)
        except TooMany:
            words = _("Up to %(most)d people per case and %(day)d invitations a day. End one first, or try tomorrow.")
            form.add_error(None, words % {"most": MOST, "day": MOST_A_DAY})
        else:
            messages.success(
                request, _("The invitation is on its way to %(address)s.") % {"address": form.cleaned_data["email"]}
            )
            return redirect("case-helpers", ref=ref)
    context = {
        "case": case,
        "form": form,
        "proved": proved,
        "rows": [_row(case, row, now) for row in helpers_of(case)],
        "roles": Helper.Role.choices,
        "back_url": reverse("case", args=[ref]),
        "back_label": case.problem[:20],
        "nav": "cases",
    }
    return render(request, "cases/helpers.html", context, status=422 if form.errors else 200)


def _row(case: Case, row: Helper, now: Any) -> dict[str, Any]:
    lang = page_lang()
    if row.user is not None:
        state = _("helps since %(day)s") % {"day": day(row.joined_at or row.invited_at, now, lang)}
    elif row.can_join(now):
        state = _("invited, link good until %(when)s") % {"when": moment_words(row.expires_at, now)}
    else:
        state = _("invitation expired")
    return {
        "name": row.name,
        # The account that came, which the owner should know when it is another address than the invited one.
        "address": row.user.email if row.user is not None else row.email,
        "role": row.role,
        "state": state,
        "url": reverse("case-helper", args=[case.ref, row.pk]),
        "field": f"role-{row.pk}",
    }


@login_required
@require_POST
def helper(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Give one helper another role, or end the access (`do=revoke`)."""
    case = case_for(request.user, ref)
    row = helper_for(case, number)
    now = timezone.now()
    if request.POST.get("do") == "revoke":
        helper_revoke(helper=row, now=now)
        messages.success(request, _("%(name)s can no longer see this case.") % {"name": row.name})
        return redirect("case-helpers", ref=ref)
    form = RoleForm(request.POST)
    if form.is_valid():
        helper_role_change(helper=row, role=form.cleaned_data["role"], now=now)
        messages.success(request, _("Saved."))
    return redirect("case-helpers", ref=ref)


@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest, token: str) -> HttpResponse:
    """The invitation. Says nothing of the case before somebody has signed in and taken it up."""
    now = timezone.now()
    row = invite_open(token)
    user = request.user if isinstance(request.user, User) else None
    language = user.language if user else row.case.owner.language if row else page_lang()
    with override(language):
        response = _invite(request, token, row, user, now)
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "same-origin"
    response["Content-Language"] = language
    return response


def _invite(request: HttpRequest, token: str, row: Helper | None, user: User | None, now: Any) -> HttpResponse:
    if row is not None and user is not None and row.user_id == user.pk and row.revoked_at is None:
        return redirect("case", ref=row.case.ref)
    if row is None or not row.can_join(now):
        return render(request, "cases/invite_gone.html", status=410)
    here = reverse("helper-invite", args=[token])
    if request.method == "POST":
        if user is None:
            return redirect(here)  # signed out meanwhile: the page leads to the way back in
        if helper_join(helper=row, user=user, now=now):
            messages.success(
                request, _("You can help now. What you do here bears the name %(name)s.") % {"name": row.name}
            )
            return redirect("case", ref=row.case.ref)
        messages.warning(request, _("This invitation is not for this account: it is the owner’s, or it helps already."))
        return redirect("me-helping")
    context = {
        "owner": row.case.owner.email,
        "role": Helper.Role(row.role).label,
        "name": row.name,
        "user": user,
        "own": user is not None and user.pk == row.case.owner_id,
        "login_url": f"{reverse('account_login')}?next={here}",
        "signup_url": f"{reverse('account_signup')}?next={here}",
        "until": moment_words(row.expires_at, now),
    }
    return render(request, "cases/invite.html", context)


def helped_rows(user: Any, now: Any, most: int = 5) -> list[dict[str, Any]]:
    """Return the open cases of others this user helps with, as rows of a list that name their owner."""
    rows = [row.case for row in helped_by(user) if row.case.is_open]
    return [case_row(case, now) | {"tag": case.owner.email} for case in rows[:most]]


@login_required
@require_http_methods(["GET", "POST"])
def helping(request: HttpRequest) -> HttpResponse:
    """The cases of others this user helps with: mail on or off, and the way out."""
    if request.method == "POST":
        number = request.POST.get("helper", "")
        row = own_role(request.user, int(number) if number.isdecimal() and len(number) < 12 else 0)
        if request.POST.get("do") == "leave":
            helper_revoke(helper=row, now=timezone.now(), left=True)
            messages.success(request, _("You no longer help with this case."))
        else:
            helper_mail_choose(helper=row, wants=request.POST.get("do") == "mail-on")
            messages.success(request, _("Saved."))
        return redirect("me-helping")
    now = timezone.now()
    rows = [
        {
            "case": case_row(row.case, now) | {"tag": row.case.owner.email},
            "id": row.pk,
            "role": Helper.Role(row.role).label,
            "wants_mail": row.wants_mail,
        }
        for row in helped_by(request.user)  # type: ignore[arg-type]
    ]
    context = {"rows": rows, "nav": "me", "back_url": reverse("me"), "back_label": _("Me")}
    return render(request, "cases/me_helping.html", context)
