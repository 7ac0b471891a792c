"""Does what one tap in a mail says: once, in one transaction, whoever taps how often."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from cases.models import Case, Contact, Mail, Submission
from cases.services.case_answer import case_no_reply
from cases.services.case_lock import case_lock
from cases.services.case_quiet import case_mute, case_snooze
from cases.services.case_state import case_close
from cases.services.contact_log import ContactEntry, contact_log
from cases.services.inbox_read import notice_read
from cases.services.mail_links import Answer
from cases.services.settings_change import mail_stop
from cases.services.submission import submission_once

REPLIES = {Answer.PARTIAL: Contact.Reply.PARTLY_AGREED, Answer.REFUSED: Contact.Reply.REFUSED}


class Answered(StrEnum):
    """What became of an answer."""

    DONE = "done"
    BEFORE = "before"  # this answer to this mail was given earlier
    CLOSED = "closed"  # the case is closed, so there is nothing to record


def answer_key(mail: Mail, answer: Answer) -> str:
    """Return the key that makes an answer to a mail happen once."""
    return f"mail:{mail.pk.hex}:{answer.value}"


def answered_before(mail: Mail, answer: Answer) -> bool:
    """Return whether this answer needs no second tap. Runs one query at most."""
    if answer == Answer.UNSUBSCRIBE:
        return mail.user.mail_mode == mail.user.MailMode.OFF
    if answer == Answer.MUTE:
        return mail.case is not None and mail.case.muted_at is not None
    return Submission.objects.filter(owner_id=mail.user_id, key=answer_key(mail, answer)).exists()


@transaction.atomic
def mail_answer(*, mail: Mail, answer: Answer, now: datetime, until: datetime | None = None) -> Answered:
    """Return what became of it. `until` is for SNOOZE alone. The mail comes with its user, case and deadline."""
    notice_read(mail=mail, now=now)
    if answer == Answer.UNSUBSCRIBE:
        return Answered.DONE if mail_stop(user=mail.user) else Answered.BEFORE
    assert mail.case is not None
    case = mail.case
    case_lock(case=case)  # two taps at once wait for each other here
    if answer == Answer.MUTE:
        return Answered.DONE if case_mute(case=case, muted=True, now=now) else Answered.BEFORE
    if submission_once(owner=case.owner, key=answer_key(mail, answer), now=now) is None:
        return Answered.BEFORE
    if not case.is_open:
        return Answered.CLOSED
    _act(mail, case, answer, now, until)
    return Answered.DONE


def _act(mail: Mail, case: Case, answer: Answer, now: datetime, until: datetime | None) -> None:
    tier = mail.deadline.tier if mail.deadline is not None else case.tier
    if answer == Answer.RESOLVED:
        case_close(case=case, outcome=Case.Outcome.FULL, now=now, note=_said(case))
    elif answer == Answer.SNOOZE:
        assert until is not None
        case_snooze(case=case, until=until, now=now)
    elif answer == Answer.NO_REPLY:
        case_no_reply(case=case, now=now, counts=tier == case.tier, data={"mail": str(mail.pk), "tier": tier})
    else:
        # The moment is that of the tap: when the reply really came, nobody has said.
        entry = ContactEntry(at=now, tier=tier, channel=Contact.Channel.OTHER, reply=REPLIES[answer], note=_said(case))
        contact_log(case=case, entry=entry, now=now)


def _said(case: Case) -> str:
    """Return the note that says where the entry comes from, in the owner's language."""
    with translation.override(case.owner.language):
        return _("Answered with one tap in the reminder mail; the time is that of the tap.")
