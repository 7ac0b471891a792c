"""What a kind of problem asks for, and which exhibit can be seen to answer it without looking at the picture."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping

HAVE, MISSING, NOT_APPLICABLE = "have", "missing", "na"

# Only where the kind alone settles it: a photo of the goods is not yet the photo of the label.
KINDS = (
    ("聊天记录", "chat"),
    ("订单截图", "order"),
    ("订单明细", "order"),
    ("开箱视频", "video"),
    ("故障视频", "video"),
    ("使用异常的视频", "video"),
    ("物流轨迹", "logistics"),
    ("物流记录", "logistics"),
    ("店铺资质", "licence"),
    ("鉴定报告", "report"),
    ("拒绝页", "refusal"),
    ("宣传页", "page"),
    ("商品页", "page"),
)
SIGNED = ("签收时间", "到货时间")


def kind_of(item: str) -> str:
    """Return the kind of exhibit that answers this item of the checklist; "" when only the shopper can tell."""
    return next((kind for words, kind in KINDS if words in item), "")


def state_of(item: str, *, answers: Mapping[str, str], kinds: Collection[str], signed: bool) -> str:
    """Return have, missing or na. What the shopper said comes first, then what the record shows."""
    said = answers.get(item)
    if said in (HAVE, MISSING, NOT_APPLICABLE):
        return said
    if item in SIGNED and signed:
        return HAVE
    return HAVE if kind_of(item) in kinds else MISSING


def key_of(item: str) -> str:
    """Return a short name for a form field, the same as long as the item reads the same."""
    return hashlib.sha256(item.encode()).hexdigest()[:10]
