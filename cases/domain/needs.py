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
# What a tier asks of every case, and the items of a checklist that ask for the same in their own words.
SAME = {
    "photos": ("视频", "近景", "照片", "面照", "全景照", "对比照", "测量照", "全家福照", "对比图", "实物"),
    "order": ("订单截图", "订单明细", "订单和支付记录"),
    "seller": ("店铺资质", "企业全称"),
}
# What every case is asked for in general words, where its problem has no words of its own for it.
IN_GENERAL = frozenset({"photos", "order"})
# A film of the goods shows what a photo would.
ALSO = {"goods": ("goods", "video")}
SIGNED = ("签收时间", "到货时间")


def kind_of(item: str) -> str:
    """Return the kind of exhibit that answers this item of the checklist; "" when only the shopper can tell."""
    return next((kind for words, kind in KINDS if words in item), "")


def asks_for(item: str) -> str:
    """Return which of what every case is asked for (SAME) this item asks for in its own words; "" for another thing."""
    return next((slug for slug, words in SAME.items() if any(one in item for one in words)), "")


def state_of(item: str, *, answers: Mapping[str, str], kinds: Collection[str], signed: bool, kind: str = "") -> str:
    """Return have, missing or na. What the shopper said comes first, then what the record shows.

    `kind` is the kind of exhibit that answers the item, where its words do not tell.
    """
    said = answers.get(item)
    if said in (HAVE, MISSING, NOT_APPLICABLE):
        return said
    if item in SIGNED and signed:
        return HAVE
    wanted = kind or kind_of(item)
    return HAVE if any(one in kinds for one in ALSO.get(wanted, (wanted,))) else MISSING


def key_of(item: str) -> str:
    """Return a short name for a form field, the same as long as the item reads the same."""
    return hashlib.sha256(item.encode()).hexdigest()[:10]
