"""Whether a text says where a page is: an address, or what an app's “Share” gives with one in it."""

from __future__ import annotations

import re

# Anything else a browser would do more with than open a page: javascript:, data:, file:, an app's own.
_OTHER_SCHEME = re.compile(
    r"(?:javascript|vbscript|data|file|blob|about|view-source|intent):|(?!https?:)[a-z][a-z0-9+-]*://", re.I
)
_LABELS = r"(?:[\w-]+\.)+"
_HTTP = re.compile(rf"(?<![a-z0-9+./-])https?://{_LABELS}[\w-]{{2,}}", re.I)
# The name of a file is no address.
_ENDINGS = "(?:jpe?g|png|gif|webp|heic|zip|rar|pdf|txt|docx?|xlsx?|mp[34]|mov)"
_BARE = re.compile(
    rf"(?<![\w@./-]){_LABELS}(?!{_ENDINGS}\b)(?:[a-z]{{2,}}|xn--[a-z0-9-]+|中国|公司|网络|商城|网店)(?![\w@-])",
    re.I,
)
# 淘口令 and its like, which an app opens when it is copied: ￥kZ3x2abcDEF￥, (kZ3x2abcDEF)/.
_CODE = re.compile(r"[￥¥€£₤₳$][a-z0-9]{8,16}[￥¥€£₤₳$]|\([a-z0-9]{8,16}\)/", re.I)


def says_where(text: str) -> bool:
    """Return whether somebody could find the page again by this text."""
    if _OTHER_SCHEME.match(text.strip()):
        return False
    return any(pattern.search(text) for pattern in (_HTTP, _BARE, _CODE))
