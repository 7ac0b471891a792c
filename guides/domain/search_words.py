"""What people type for a platform besides its name, and how a query is made comparable."""

from __future__ import annotations

import unicodedata

# Short forms and other names in common use; pinyin and first letters are worked out.
ALIASES: dict[str, tuple[str, ...]] = {
    "taobao": ("tb", "tm", "天猫", "tmall", "手淘"),
    "jd": ("jd", "京东商城", "jingdong"),
    "jd_self": ("jdzy", "自营"),
    "pdd": ("pdd", "pinduoduo"),
    "douyin": ("dy", "抖店"),
    "kuaishou": ("ks", "快手小店"),
    "xiaohongshu": ("xhs", "red", "rednote", "小红薯"),
    "xianyu": ("xy", "咸鱼"),
    "wxshop": ("wx", "wechat"),
    "ali1688": ("1688", "阿里巴巴", "alibaba"),
    "vip": ("wph", "vip", "vipshop"),
    "dewu": ("dw", "毒", "poizon"),
    "meituan": ("mt", "大众点评", "dianping", "外卖"),
    "12315": ("工商局", "市监局", "投诉举报"),
    "local": ("市场监管局", "工商局", "市监局", "12345"),
    "other": ("别的", "其他"),
}


def plain_query(text: str) -> str:
    """Return the text without blanks and marks, in small letters, full-width forms made ordinary."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in folded if char.isalnum())


def is_inside(query: str, text: str) -> bool:
    """Return whether the query's characters stand in the text in this order: 申请介入 in 申请平台介入."""
    rest = iter(text)
    return all(char in rest for char in query)
