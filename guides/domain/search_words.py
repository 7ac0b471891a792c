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
# What somebody in trouble types, by the guide or the page that answers it; found inside a longer question too.
ASKED: dict[str, tuple[str, ...]] = {
    "nobody-answers": (
        "不理我",
        "不理人",
        "没人回",
        "不回消息",
        "已读不回",
        "联系不上",
        "跑路",
        "no reply",
        "no answer",
    ),
    "any-human": ("找不到人工", "没有人工", "机器人", "real person", "chatbot"),
    "any-after-sale": ("要退款", "申请退款", "怎么退款", "要退货", "怎么退货", "要换货", "怎么换货", "get a refund"),
    "refund-not-arrived": ("没到账", "不到账", "未到账", "没收到退款", "钱没退", "refund not received"),
    "prove-a-fake": ("假货", "买到假", "正品", "鉴定", "fake goods"),
    "fake-shipment": ("虚假发货", "没发货", "不发货", "空包", "not shipped"),
    "wrong-item": ("发错", "少发", "漏发", "少件", "货不对", "wrong goods"),
    "damaged": ("破损", "碎了", "压坏", "摔坏", "broken"),
    "window-missed": ("过了售后期", "过了七天", "超过七天", "过了时间", "too late"),
    "find-licence": ("营业执照", "公司名", "资质"),
    "eligibility": (
        "七天无理由",
        "七日无理由",
        "7天无理由",
        "无理由退货",
        "能不能退",
        "能退吗",
        "三包",
        "return window",
    ),
    "compensation": ("退一赔三", "退一赔十", "假一赔", "赔多少", "能赔", "赔偿", "compensation"),
    "refusals": ("商家拒绝", "不同意退", "拒绝退款", "怎么回商家", "refused"),
    "hotlines": ("客服电话", "热线", "电话号码", "phone number"),
    "your_freight": ("运费谁", "谁出运费", "邮费", "运费"),
}


def plain_query(text: str) -> str:
    """Return the text without blanks and marks, in small letters, full-width forms made ordinary."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in folded if char.isalnum())


def is_inside(query: str, text: str) -> bool:
    """Return whether the query's characters stand in the text in this order: 申请介入 in 申请平台介入."""
    rest = iter(text)
    return all(char in rest for char in query)
