"""From "copied" to "sent": the exact text becomes a contact, and the clock starts."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from cases.models import Case, Contact, Deadline, Letter, Mail
from cases.selectors.chased import chased_tier
from cases.selectors.clock_letters import ABOUT_A_CLOCK
from cases.services.case_lock import case_lock
from cases.services.contact_log import ContactEntry, contact_log
from cases.services.marks import NUDGES
from cases.services.next_step import case_refresh_next
from cases.services.reply_by import reply_clock_start
from cases.services.silence import SILENCE, silence_start

# Copied but not marked as sent for this long: one nudge (row 37).
UNSENT_AFTER = timedelta(hours=24)


@transaction.atomic
def letter_copied(*, case: Case, code: str, text: str, now: datetime) -> Letter:
    """Return the copied letter. Copying the same text again within the day keeps the first row and its nudge."""
    case_lock(case=case)
    same = Letter.objects.filter(
        case=case, code=code, text=text, sent_at__isnull=True, copied_at__gt=now - UNSENT_AFTER
    ).first()
    if same is not None:
        return same
    letter = Letter.objects.create(case=case, code=code, tier=case.tier, text=text, copied_at=now)
    Mail.objects.create(
        kind=Mail.Kind.UNSENT,
        user=case.owner,
        case=case,
        letter=letter,
        key=f"letter:{letter.pk}",
        act_at=now + UNSENT_AFTER,
        created_at=now,
    )
    return letter


@transaction.atomic
def letter_sent(*, case: Case, code: str, text: str, channel: str, now: datetime, key: str = "") -> Contact:
    """Return the contact that holds the frozen text. The silence clock starts unless a promise is running.

    A moment the text names to answer by (T5b, row 34) is a clock of theirs as well.
    """
    # Who has agreed below the present tier is chased there: nothing of it was said to the platform or 12315.
    tier = (chased_tier(case) if code in ABOUT_A_CLOCK else "") or case.tier
    contact = contact_log(
        case=case,
        now=now,
        key=key,
        entry=ContactEntry(
            at=now, tier=tier, channel=channel, direction=Contact.Direction.OUT, words=text, letter_code=code
        ),
    )
    if contact.voided_at is not None or Letter.objects.filter(contact=contact).exists():
        return contact  # the same form again
    letter = Letter.objects.filter(case=case, code=code, text=text, sent_at__isnull=True).order_by("-copied_at").first()
    if letter is None:
        letter = Letter.objects.create(case=case, code=code, tier=tier, text=text, copied_at=now)
    letter.sent_at, letter.contact = now, contact
    letter.save(update_fields=["sent_at", "contact"])
    letter_nudges_end(case=case, code=code)
    if code in NUDGES:
        rows = Deadline.objects.running().filter(case=case, tier=tier, lane=Deadline.Lane.THEIRS, due_at__lte=now)
        rows.update(nudged_at=now)
    elif case.tier in SILENCE:
        silence_start(case=case, at=now, now=now)
    reply_clock_start(case=case, contact=contact, now=now)
    case_refresh_next(case_ids=[case.pk], now=now)
    return contact


def letter_nudges_end(*, case: Case, code: str) -> None:
    """Ask nobody about a letter of that code any more: whatever form of it was copied before, it has gone out now."""
    forgotten = Mail.objects.filter(case=case, kind=Mail.Kind.UNSENT, letter__code=code, state=Mail.State.PENDING)
    forgotten.update(state=Mail.State.CANCELLED, act_at=None)
