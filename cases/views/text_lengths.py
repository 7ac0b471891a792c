"""The boxes a text may have to fit, by name, each with where its limit comes from."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext as _

from cases.domain.messages.letter import LIMIT_CHAT, LIMIT_PAYMENT_COMPLAINT, LIMIT_SHOP_EVIDENCE

# Shops in WeChat: the boxes of its payment complaints and of its evidence are met nowhere else.
WECHAT = "wxshop"


class TextLength(NamedTuple):
    """A box: the most characters it takes, its name, and what to know of the number."""

    most: int
    name: str
    note: str


def text_lengths(platform: str, to: str) -> list[TextLength]:
    """Return the boxes met on that platform when writing to that side, the smallest first; 12315 states no limit.

    Only the first number is ours; no rule of a platform names the others.
    """
    if to == "12315":
        return []
    boxes = [TextLength(LIMIT_CHAT, _("Chat message"), _("Our own choice: many chats cut longer messages off."))]
    if platform == WECHAT:
        seen = _("A number seen with others, not checked: go by what the page shows.")
        boxes.append(TextLength(LIMIT_PAYMENT_COMPLAINT, _("WeChat Pay complaint"), seen))
        if to == "platform":
            boxes.append(TextLength(LIMIT_SHOP_EVIDENCE, _("WeChat shop evidence"), seen))
    return boxes
