"""Lets somebody help with a case: invited by mail, joined with an account, given another role, sent away at once."""

from __future__ import annotations

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.signing import BadSignature, Signer, b62_decode, b62_encode
from django.db import IntegrityError, transaction

from cases.adapters.queue import enqueue
from cases.models import Case, Helper, Mail, User
from cases.services.case_lock import case_lock
from cases.services.event import event_record
from cases.services.mail_compose import plain_mail_compose
from cases.services.mail_links import page_url

LIVES = timedelta(days=7)
# People one case can have let in at once, and mails one shopper can have sent to others in a day.
MOST, MOST_A_DAY = 5, 10
SIGNER = "cases.helper-invitation"


class TooMany(Exception):
    """Raised when a case has MOST helpers already, or its owner has sent MOST_A_DAY invitations today."""


def invite_token(helper: Helper) -> str:
    """Return the invitation's signed code. It says which row; whether it still holds is the row's to say."""
    return Signer(salt=SIGNER, sep=".").sign(b62_encode(helper.pk))


def invite_open(token: str) -> Helper | None:
    """Return the invitation with its case and owner; None for a code nobody signed or a row that is gone."""
    try:
        name = Signer(salt=SIGNER, sep=".").unsign(token)
    except BadSignature:
        return None
    return Helper.objects.filter(pk=b62_decode(name)).select_related("case__owner").first()


@transaction.atomic
def helper_invite(*, case: Case, name: str, email: str, role: str, now: datetime) -> Helper:
    """Return the invitation, its mail queued. An earlier one to the same address that nobody took up is replaced."""
    case_lock(case=case)
    email = email.strip().lower()
    waiting = Helper.objects.filter(case=case, revoked_at__isnull=True)
    waiting.filter(email=email, user__isnull=True).update(revoked_at=now, email="")
    day_ago = now - timedelta(days=1)
    if waiting.count() >= MOST or Helper.objects.filter(case__owner=case.owner, invited_at__gt=day_ago).count() >= (
        MOST_A_DAY
    ):
        raise TooMany
    helper = Helper.objects.create(case=case, name=name, email=email, role=role, invited_at=now, expires_at=now + LIVES)
    event_record(case=case, kind="helper_invited", at=now, now=now, data={"name": name, "role": role})
    _post(helper, now)
    return helper


def _post(helper: Helper, now: datetime) -> None:
    owner = helper.case.owner
    slots = {
        "owner": owner.email,
        "days": LIVES.days,
        "button_url": f"{settings.BASE_URL}/i/{invite_token(helper)}/",
    }
    words = plain_mail_compose("invite", owner.language, slots)
    mail = Mail.objects.create(
        kind=Mail.Kind.ACCOUNT,
        user=owner,
        to_address=helper.email,
        subject=words.subject,
        text=words.text,
        html=words.html,
        act_at=now,
        created_at=now,
    )
    transaction.on_commit(lambda: enqueue("cases.send_mail", mail_id=str(mail.pk)), robust=True)


def helper_join(*, helper: Helper, user: User, now: datetime) -> bool:
    """Return whether the invitation is this user's from now on: once, in time, and never the owner's own."""
    if helper.case.owner_id == user.pk or not helper.case.owner.is_active:
        return False
    try:
        with transaction.atomic():
            case_lock(case=helper.case)
            open_ones = Helper.objects.filter(pk=helper.pk, user__isnull=True, revoked_at__isnull=True)
            if open_ones.filter(expires_at__gt=now).update(user=user, joined_at=now) != 1:
                return False
            _count_helped(user)
            event_record(
                case=helper.case, kind="helper_joined", at=now, now=now, by_owner=False, data={"name": helper.name}
            )
    except IntegrityError:
        return False  # helps with this case already
    return True


@transaction.atomic
def helper_role_change(*, helper: Helper, role: str, now: datetime) -> bool:
    """Return False when it is the role already, or the access has ended."""
    case_lock(case=helper.case)
    standing = Helper.objects.filter(pk=helper.pk, revoked_at__isnull=True).exclude(role=role)
    if standing.update(role=role) != 1:
        return False
    event_record(case=helper.case, kind="helper_role", at=now, now=now, data={"name": helper.name, "role": role})
    return True


@transaction.atomic
def helper_revoke(*, helper: Helper, now: datetime, left: bool = False) -> bool:
    """End the access at once; `left` when the helper went by themselves. False when it had ended before."""
    case_lock(case=helper.case)
    standing = Helper.objects.filter(pk=helper.pk, revoked_at__isnull=True)
    if standing.update(revoked_at=now, email="", wants_mail=False) != 1:
        return False
    _count_mailed(helper.case)
    if helper.user is not None:
        _count_helped(helper.user)
    kind = "helper_left" if left else "helper_revoked"
    event_record(case=helper.case, kind=kind, at=now, now=now, by_owner=not left, data={"name": helper.name})
    return True


@transaction.atomic
def helper_mail_choose(*, helper: Helper, wants: bool) -> None:
    """Keep whether this helper hears of the case's clocks by mail."""
    Helper.objects.filter(pk=helper.pk, revoked_at__isnull=True).update(wants_mail=wants)
    _count_mailed(helper.case)


def helping_end(*, user: User) -> list[str]:
    """Take an account that goes out of all helping. Return the ids of the mails that others had of its cases, removed
    too. Runs inside the caller's transaction."""
    helped = list(Case.objects.filter(helpers__user=user).distinct())
    Helper.objects.filter(user=user).delete()
    for case in helped:
        _count_mailed(case)
    mails: list[str] = []
    for helper in Helper.objects.filter(case__owner=user, user__isnull=False).select_related("user"):
        copies = Mail.objects.filter(user=helper.user, key__startswith="helped:", key__endswith=f":{helper.pk}")
        mails += [str(pk) for pk in copies.values_list("pk", flat=True)]
        copies.delete()
    others = list(User.objects.filter(helping__case__owner=user).distinct())
    Helper.objects.filter(case__owner=user).delete()
    for other in others:
        _count_helped(other)
    return mails


def _count_mailed(case: Case) -> None:
    wanting = Helper.objects.filter(case=case, revoked_at__isnull=True, wants_mail=True).count()
    Case.objects.filter(pk=case.pk).update(mailed_helpers=wanting)


def _count_helped(user: User) -> None:
    user.helps = Helper.objects.filter(user=user, revoked_at__isnull=True).count()
    user.save(update_fields=["helps"])


def helper_copies(*, mail: Mail, subject: str, now: datetime) -> int:
    """Return how many helpers are told, in a mail of their own, what the owner was just told. Once per mail and helper.

    Their mail has no answers to tap and cites nothing: the case is behind their own sign-in.
    """
    case = mail.case
    if case is None or not case.mailed_helpers:
        return 0
    wanting = Helper.objects.filter(case=case, revoked_at__isnull=True, wants_mail=True, user__is_active=True)
    told = 0
    for helper in wanting.exclude(user__mail_mode=User.MailMode.OFF).select_related("user"):
        assert helper.user is not None
        told += _copy(mail, helper, helper.user, subject, now)
    return told


def _copy(mail: Mail, helper: Helper, user: User, subject: str, now: datetime) -> int:
    if not EmailAddress.objects.filter(user=user, email__iexact=user.email, verified=True).exists():
        return 0
    assert mail.case is not None
    slots = {
        "told": subject,
        "button_url": page_url(user.language, f"c/{mail.case.ref}/"),
        "settings_url": page_url(user.language, "me/helping/"),
    }
    words = plain_mail_compose("helped", user.language, slots)
    values = {
        "kind": Mail.Kind.ACCOUNT,
        "user": user,
        "to_address": user.email,
        "subject": words.subject,
        "text": words.text,
        "html": words.html,
        "act_at": now,
        "created_at": now,
    }
    return int(Mail.objects.get_or_create(key=f"helped:{mail.pk}:{helper.pk}", defaults=values)[1])
