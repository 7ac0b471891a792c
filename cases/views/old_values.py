"""What an entry or a case said before it was corrected, in the reader's words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from cases.domain.money import yuan
from cases.domain.order_number import number_key
from cases.domain.wording import day
from cases.forms.state import OUTCOMES
from cases.models import Contact
from cases.selectors import catalog
from cases.views.wording import due_words, page_lang


def old_words(name: str, old: str, now: datetime) -> str:
    """Return the earlier value of that field; a value no longer understood shows as it was stored."""
    say = SAID.get(name)
    try:
        return say(old, now) if say else old
    except ValueError:
        return old


def _chosen(choices: list[tuple[Any, Any]]) -> Callable[[str, datetime], str]:
    return lambda old, now: str(dict(choices).get(old, old))


def _day(old: str, now: datetime) -> str:
    return day(datetime.fromisoformat(old), now, page_lang())


def _due(old: str, now: datetime) -> str:
    return _("Due %(due)s") % {"due": due_words(datetime.fromisoformat(old), now)}


SAID: dict[str, Callable[[str, datetime], str]] = {
    "platform": lambda old, now: catalog.platform_words(old, page_lang()).chip,
    "number": lambda old, now: f"{_('Order ending')} {number_key(old)[-4:]}",
    "problem_type": lambda old, now: dict(catalog.problem_choices(page_lang())).get(old, old),
    "demand": lambda old, now: catalog.demand_words(old, page_lang()),
    **dict.fromkeys(("amount", "asked_amount", "offered_amount", "received_amount"), lambda old, now: yuan(old)),
    "outcome": _chosen(OUTCOMES),
    "agent": lambda old, now: _("Agent %(number)s") % {"number": old},
    "reply": _chosen(Contact.Reply.choices),
    "channel": _chosen(Contact.Channel.choices),
    "desk": _chosen(Contact.Desk.choices),
    **dict.fromkeys(("due", "also_due"), _due),
    **dict.fromkeys(("paid_at", "shipped_at", "signed_at", "confirmed_at"), _day),
}
