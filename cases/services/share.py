"""Links to one version of the dossier: made once, counted, taken back; and what is written through them."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.models import Case, Contact, Mail, Pack, PackVariant, Share, ShareAnswer
from cases.selectors.hand_offs import token_hash
from cases.selectors.shares import takes_answer
from cases.services.case_lock import case_lock
from cases.services.contact_log import ContactEntry, PromiseEntry, contact_log
from cases.services.event import event_record
from cases.services.pack_make import pack_variant_ask

# One link takes so many answers a day, and so many in all: nobody fills a record through it.
A_DAY, IN_ALL = 5, 30


class TooManyAnswers(Exception):
    """More was written through one link than we take."""


@transaction.atomic
def share_make(
    *, case: Case, pack: Pack, scope: str, to_whom: str, days: int, answer_by: datetime | None, now: datetime
) -> tuple[Share, str]:
    """Return the link and its token (192 random bits), which is kept nowhere: it can be shown this once."""
    token = secrets.token_urlsafe(24)
    share = Share.objects.create(
        pack=pack,
        token_hash=token_hash(token),
        scope=scope,
        to_whom=to_whom,
        made_at=now,
        expires_at=now + timedelta(days=days),
        answer_by=answer_by,
    )
    pack_variant_ask(pack=pack, name=PackVariant.Name.COVERED, now=now)
    event_record(case=case, kind="share_made", at=now, now=now, data={"version": pack.number, "to": to_whom})
    return share, token


@transaction.atomic
def share_revoke(*, case: Case, share: Share, now: datetime) -> bool:
    """Return False when it was taken back before."""
    if Share.objects.filter(pk=share.pk, revoked_at__isnull=True).update(revoked_at=now) != 1:
        return False
    event_record(case=case, kind="share_revoked", at=now, now=now, data={"to": share.to_whom})
    return True


def share_seen(*, share: Share, now: datetime) -> None:
    """Count one look. Who looked is not kept."""
    Share.objects.filter(pk=share.pk).update(views=F("views") + 1, seen_at=now)


@transaction.atomic
def share_answer(*, share: Share, text: str, signed: str, now: datetime) -> ShareAnswer | None:
    """Return what was written, waiting for the shopper; None when the link takes none any more.

    The same text again is the same answer. TooManyAnswers beyond the limits.
    """
    case = share.pack.case
    case_lock(case=case)
    share.refresh_from_db(fields=["revoked_at"])
    if not takes_answer(share, now):
        return None
    rows = ShareAnswer.objects.filter(share=share)
    same = rows.filter(text=text, signed=signed).first()
    if same is not None:
        return same
    if rows.filter(at__gt=now - timedelta(days=1)).count() >= A_DAY or rows.count() >= IN_ALL:
        raise TooManyAnswers
    answer = ShareAnswer.objects.create(share=share, text=text, signed=signed, at=now)
    event_record(case=case, kind="answer_received", at=now, now=now, by_owner=False, data={"to": share.to_whom})
    answers_count(case=case)
    _tell(case, now)
    return answer


@transaction.atomic
def answer_take(
    *,
    case: Case,
    answer: ShareAnswer,
    tier: str,
    reply: str,
    now: datetime,
    promises: tuple[PromiseEntry, ...] = (),
) -> Contact | None:
    """Return the contact the answer has become; None when it was settled before. IllegalMove for a closed case.

    `promises` are those in it that the shopper wants watched, the one that stands for them first.
    """
    case_lock(case=case)
    waiting = ShareAnswer.objects.filter(pk=answer.pk, state=ShareAnswer.State.WAITING)
    if waiting.update(state=ShareAnswer.State.TAKEN) != 1:
        return None
    entry = ContactEntry(
        at=answer.at,
        tier=tier,
        channel=Contact.Channel.OTHER,
        words=answer.text,
        reply=reply,
        note=_came_by(case, answer),
        promise=promises[0] if promises else None,
        also=promises[1:],
    )
    contact = contact_log(case=case, entry=entry, now=now)
    ShareAnswer.objects.filter(pk=answer.pk).update(contact=contact)
    answers_count(case=case)
    return contact


def _came_by(case: Case, answer: ShareAnswer) -> str:
    """Return the note that says where the entry comes from, in the owner's language, whoever puts it on record."""
    with translation.override(case.owner.language):
        through = _("Written through the link for %(whom)s") % {"whom": answer.share.to_whom}
        signed = _("signed: %(name)s") % {"name": answer.signed} if answer.signed else ""
        return pgettext("list of words", ", ").join(part for part in (through, signed) if part)


@transaction.atomic
def answer_drop(*, case: Case, answer: ShareAnswer, now: datetime) -> bool:
    """Return False when it was settled before. What was written stays, and counts nowhere."""
    case_lock(case=case)
    waiting = ShareAnswer.objects.filter(pk=answer.pk, state=ShareAnswer.State.WAITING)
    if waiting.update(state=ShareAnswer.State.DROPPED) != 1:
        return False
    event_record(case=case, kind="answer_dropped", at=now, now=now, data={"to": answer.share.to_whom})
    answers_count(case=case)
    return True


def _tell(case: Case, now: datetime) -> None:
    """Queue one mail for all answers that wait; nothing of what was written, or by whom, is in it."""
    queued = Mail.objects.filter(case=case, kind=Mail.Kind.ANSWER, state=Mail.State.PENDING)
    if not queued.exists():
        key = f"answer:{case.pk}:{secrets.token_hex(6)}"
        Mail.objects.create(
            kind=Mail.Kind.ANSWER, user_id=case.owner_id, case=case, key=key, act_at=now, created_at=now
        )


def answers_count(*, case: Case) -> None:
    """Keep on the case how many answers wait, so that its page needs no query of its own."""
    waiting = ShareAnswer.objects.filter(share__pack__case=case, state=ShareAnswer.State.WAITING).count()
    case.answers_waiting = waiting
    case.save(update_fields=["answers_waiting"])
