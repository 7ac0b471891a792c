"""Another case of the same shop or order, as the case page links it."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.domain import wording
from cases.models import Case
from cases.views import cards
from cases.views.wording import page_lang


def sibling_row(case: Case, other: Case, now: datetime) -> dict[str, str]:
    """Return what it is, why it stands here, and whether it is over."""
    number = case.order.number_key
    same_order = other.order_id == case.order_id or bool(number and other.order.number_key == number)
    why = pgettext("sibling", "same order") if same_order else pgettext("sibling", "same shop")
    state = pgettext("case filter", "Open")
    if other.closed_at is not None:
        state = _("Closed %(day)s") % {"day": wording.day(other.closed_at, now, page_lang())}
    return {
        "url": reverse("case", args=[other.ref]),
        "title": cards.case_title(other),
        "text": " · ".join((cards.file_words(other), why, state)),
    }
