"""How Chinese words are typed: 淘宝 is taobao, or tb for short."""

from __future__ import annotations

from functools import lru_cache

from pypinyin import Style, lazy_pinyin


@lru_cache(maxsize=4096)
def pinyin_of(text: str) -> tuple[str, str]:
    """Return (whole syllables, their first letters), joined; what is no Chinese stays as it is."""
    whole = "".join(lazy_pinyin(text, style=Style.NORMAL))
    return whole, "".join(lazy_pinyin(text, style=Style.FIRST_LETTER))
