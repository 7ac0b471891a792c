"""What the sender must know about the mails whose turn has come: their texts' sources and the state of the world."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from cases.domain.agenda import WARNINGS
from cases.domain.outbox import MailFacts
from cases.domain.quiet import Quiet, quiet_parse, quiet_until
from cases.domain.zone import at_clock, local
from cases.models import Case, Mail, User
from cases.selectors.past_asking import is_past_asking, past_asking
from cases.selectors.windows import windows_attach

DIGEST_TIME = time(8, 0)
CLOCK = ("deadline__promise__agent", "deadline__promise__contact__result")
RELATED = ("user", "case__order", *CLOCK, "letter", "reminder")
# Long columns that no mail's text reads.
UNREAD = ("deadline__working", "deadline__promise__reading")


def mails_waiting(now: datetime, number: int, mail_id: Any = None) -> list[Mail]:
    """Return the oldest waiting mails (or this one, if it waits) with all their texts need: one query for any number.

    Each carries `verified`, `case_mails_today`, `later_stage`, `same_window` and `digest_items` for `mail_facts`. Those
    about windows of the shopper's own carry `windows`, for one query more.
    """
    rows = Mail.objects.waiting(now)
    if mail_id is not None:
        rows = rows.filter(pk=mail_id)
    mails = list(
        rows.order_by("act_at", "id").select_related(*RELATED).defer(*UNREAD).annotate(**_annotations(now))[:number]
    )
    windows_attach(mails)
    return mails


def mail_facts(mail: Mail, now: datetime, sent_since: int = 0) -> MailFacts:
    """Return the facts of a mail of `mails_waiting`, of whose case `sent_since` were sent since. Runs no query."""
    user, case, deadline = mail.user, mail.case, mail.deadline
    extra: Any = mail
    quiet, digest = quiet_hours_of(user), digest_after(now, user.mail_mode)
    return MailFacts(
        kind=mail.kind,
        active=user.is_active,
        mail_mode=user.mail_mode,
        verified=extra.verified,
        quiet_until=quiet_until(now, quiet),
        # Quiet hours that last past 08:00 hold the digest back too.
        digest_at=quiet_until(digest, quiet) or digest,
        digest_items=extra.digest_items,
        case_open=case is None or case.is_open,
        muted=case is not None and case.muted_at is not None,
        snoozed_until=case.snoozed_until if case else None,
        case_mails_today=extra.case_mails_today + sent_since,
        lane=deadline.lane if deadline else "",
        stage_is_warning=mail.stage in WARNINGS,
        due_at=mail.due_at,
        running=deadline is None or deadline.state == deadline.State.RUNNING,
        deadline_due_at=deadline.due_at if deadline else None,
        superseded=extra.later_stage,
        said_with_another=extra.same_window,
        past_asking=deadline is not None and case is not None and is_past_asking(deadline, case),
        letter_sent=mail.letter is not None and mail.letter.sent_at is not None,
        reminder_cancelled=mail.reminder is not None and mail.reminder.cancelled_at is not None,
        moot=case is not None and _moot(mail.kind, case),
        heard_since=case is not None and case.last_event_at > mail.created_at,
    )


def quiet_hours_of(user: User) -> Quiet | None:
    """Return the user's quiet hours, the installation's by default; None for none or for words nobody can read."""
    words = settings.QUIET_HOURS if user.quiet_hours == User.QUIET_DEFAULT else user.quiet_hours
    try:
        return quiet_parse(words)
    except ValueError:
        return None


def digest_after(now: datetime, mail_mode: str = User.MailMode.DIGEST) -> datetime:
    """Return the next 08:00 in Shanghai that is later than `now`; a Monday's for who wants one mail a week."""
    today = local(now).date()
    weekly = mail_mode == User.MailMode.WEEKLY
    at = at_clock(today - timedelta(days=today.weekday() if weekly else 0), DIGEST_TIME)
    return at if at > now else at + digest_step(mail_mode)


def digest_step(mail_mode: str) -> timedelta:
    """Return how far apart two digests of one shopper are."""
    return timedelta(days=7 if mail_mode == User.MailMode.WEEKLY else 1)


def digest_items(digest_id: Any, now: datetime) -> Any:
    """Return the mails folded into a digest that are true at `now`, oldest first; of one clock the latest alone."""
    return _folded(now).filter(digest=digest_id).order_by("created_at", "id")


def _folded(now: datetime) -> Any:
    """Return the folded mails with something to say: no warning of what has happened, nothing said more fully since."""
    said = Mail.objects.filter(
        deadline=OuterRef("deadline_id"),
        due_at=OuterRef("due_at"),
        created_at__gt=OuterRef("created_at"),
        state__in=[Mail.State.FOLDED, Mail.State.SENT, Mail.State.IN_APP],
    )
    rows = Mail.objects.filter(_still_true(), ~Exists(said), state=Mail.State.FOLDED)
    return rows.exclude(stage__in=WARNINGS, due_at__lte=now)


def _moot(kind: str, case: Case) -> bool:
    """Return whether a mail asks what is settled already."""
    gone = {
        Mail.Kind.MONEY: case.money_at is None,
        Mail.Kind.FILES: case.files_go_at is None,
        Mail.Kind.ANSWER: not case.answers_waiting,
    }
    return gone.get(Mail.Kind(kind), False)


def _still_true() -> Q:
    """Say of a folded mail whether its case is open and heard and its deadline is where it was."""
    case = Q(case__isnull=True) | Q(case__closed_at__isnull=True, case__muted_at__isnull=True)
    case |= Q(kind=Mail.Kind.MONEY, case__money_at__isnull=False, case__muted_at__isnull=True)
    case |= Q(kind=Mail.Kind.FILES, case__files_go_at__isnull=False)
    deadline = Q(deadline__isnull=True) | Q(deadline__state="running", deadline__due_at=F("due_at"))
    deadline &= Q(deadline__isnull=True) | ~past_asking("deadline__")
    letter = Q(letter__isnull=True) | Q(letter__sent_at__isnull=True)
    answer = ~Q(kind=Mail.Kind.ANSWER) | Q(case__answers_waiting__gt=0)
    return case & deadline & letter & answer


def _annotations(now: datetime) -> dict[str, Any]:
    midnight = at_clock(local(now).date(), time.min)
    today = Mail.objects.filter(case=OuterRef("case_id"), state=Mail.State.SENT, sent_at__gte=midnight)
    return {
        "verified": Exists(
            EmailAddress.objects.filter(user=OuterRef("user_id"), verified=True, email__iexact=OuterRef("user__email"))
        ),
        "case_mails_today": _count(today, "case"),
        "later_stage": Exists(
            Mail.objects.filter(
                deadline=OuterRef("deadline_id"), due_at=OuterRef("due_at"), created_at__gt=OuterRef("created_at")
            )
        ),
        "same_window": _said_with_another(),
        "digest_items": _count(_folded(now).filter(digest=OuterRef("pk")), "digest"),
    }


def _said_with_another() -> Any:
    """Say of a window's mail whether one about another window of the case, closing in the same moment, names both."""
    rows = Mail.objects.filter(
        case=OuterRef("case_id"),
        stage=OuterRef("stage"),
        due_at=OuterRef("due_at"),
        deadline__lt=OuterRef("deadline_id"),
        deadline__lane="mine",
        deadline__state="running",
        deadline__due_at=F("due_at"),
        state__in=[Mail.State.PENDING, Mail.State.SENT, Mail.State.FOLDED, Mail.State.IN_APP],
    )
    rows = rows.exclude(past_asking("deadline__"))
    return Exists(rows) & Q(deadline__lane="mine")


def _count(rows: Any, group: str) -> Any:
    counted = rows.order_by().values(group).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))
