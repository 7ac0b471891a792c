"""Links to a dossier: those of a case, and what one of them opens."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404

from cases.models import Case, Share, ShareAnswer
from cases.selectors.hand_offs import token_hash


def shares_of(case: Case) -> list[Share]:
    """Return the links ever made for the case, the newest first."""
    return list(Share.objects.filter(pack__case=case).select_related("pack").order_by("-made_at", "-pk")[:100])


def share_for(case: Case, number: int) -> Share:
    """Return one link of a case the caller has been let into. Http404 when it is not of this case."""
    found = Share.objects.filter(pack__case=case, pk=number).select_related("pack").first()
    if found is None:
        raise Http404
    return found


def share_of(token: str) -> Share | None:
    """Return the link of a token, alive or not, with its version, case and owner; None for one that never was."""
    rows = Share.objects.filter(token_hash=token_hash(token))
    return rows.select_related("pack__case__owner", "pack__case__order").first()


def is_open(share: Share, now: datetime) -> bool:
    """Return whether the link still opens anything."""
    return share.revoked_at is None and share.expires_at > now and share.pack.case.owner.is_active


def takes_answer(share: Share, now: datetime) -> bool:
    return is_open(share, now) and share.answer_by is not None and share.answer_by > now


def answers_waiting(case: Case) -> list[ShareAnswer]:
    """Return what was written through links and not looked at yet, the oldest first."""
    rows = ShareAnswer.objects.filter(share__pack__case=case, state=ShareAnswer.State.WAITING)
    return list(rows.select_related("share__pack").order_by("at", "pk"))


def answer_for(case: Case, number: int) -> ShareAnswer:
    """Return one answer of a case the caller has been let into. Http404 when it is not of this case."""
    found = ShareAnswer.objects.filter(share__pack__case=case, pk=number).select_related("share__pack").first()
    if found is None:
        raise Http404
    return found
