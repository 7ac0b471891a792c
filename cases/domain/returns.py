"""Tells whether what was decided for the shopper needs the goods sent back first."""

from __future__ import annotations

import re

from cases.domain.promises.place import any_of

# Under this name they ask for the goods, and the moments of a case keep when they were sent.
RETURN = "return"
RETURNED = "returned"
_BACK = re.compile(any_of("退货 寄回 退回商品 寄还 退还商品"))
_KEEPS = re.compile(
    "(?:无需|不用|不需|不需要|不必|免|不)(?:您|买家)?(?:再)?(?:退货|寄回|退回)|仅退款|(?:退货|寄回)不便"
)


def sends_back(words: str, *, asked: bool) -> bool:
    """Return whether the goods go back by these words; without any, whether that was `asked` for."""
    return bool(_BACK.search(words)) and not _KEEPS.search(words) if words.strip() else asked
