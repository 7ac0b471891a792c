"""The shopper's own windows of a case that close together: one mail names them all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from cases.models import Deadline, Mail
from cases.selectors.mail_facts import WindowWords, window_words
from cases.selectors.past_asking import past_asking

Key = tuple[int, datetime]


def windows_attach(mails: Sequence[Mail]) -> None:
    """Give each mail about a window (`mail.windows`) those of its case that close in the same moment, its own first.

    One query, and none when no mail is about a window. The mails come with their deadlines.
    """
    about = [mail for mail in mails if mail.deadline is not None and mail.deadline.lane == Deadline.Lane.MINE]
    if not about:
        return
    rows = Deadline.objects.running().filter(
        lane=Deadline.Lane.MINE,
        case__in={mail.case_id for mail in about},
        due_at__in={mail.deadline.due_at for mail in about if mail.deadline},
    )
    rows = rows.exclude(past_asking())
    together: dict[Key, list[Deadline]] = defaultdict(list)
    for row in rows.defer("working").order_by("pk"):
        together[row.case_id, row.due_at].append(row)
    for mail in about:
        own = mail.deadline
        assert own is not None
        others = [row for row in together[own.case_id, own.due_at] if row.pk != own.pk]
        mail.windows = [own, *others]  # type: ignore[attr-defined]


def windows_said(mail: Mail, lang: str) -> tuple[WindowWords, ...]:
    """Return the words of the windows a mail is about, each rule once; () when it is about none."""
    own = mail.deadline
    if own is None or own.lane != Deadline.Lane.MINE:
        return ()
    rules = {row.rule: row for row in reversed(getattr(mail, "windows", [own]))}
    return tuple(window_words(row, lang) for row in reversed(rules.values()))
