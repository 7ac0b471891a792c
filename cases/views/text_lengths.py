"""The boxes a text may have to fit, by name, each with where its limit comes from."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext as _

from cases.domain.messages.letter import LIMIT_CHAT, LIMIT_PAYMENT_COMPLAINT, LIMIT_SHOP_EVIDENCE


class TextLength(NamedTuple):
    """A box: the most characters it takes, its name, and what to know of the number."""

    most: int
    name: str
    note: str


def text_lengths() -> list[TextLength]:
    """Return the boxes, the smallest first. Only the first number is ours; no rule of a platform names the others."""
    seen = _("A number seen with others, not checked: go by what the page shows.")
    return [
        TextLength(LIMIT_CHAT, _("Chat message"), _("Our own choice: many chats cut longer messages off.")),
        TextLength(LIMIT_PAYMENT_COMPLAINT, _("WeChat Pay complaint"), seen),
        TextLength(LIMIT_SHOP_EVIDENCE, _("WeChat shop evidence"), seen),
    ]
