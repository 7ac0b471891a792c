"""Plain values for every component in every state. Invented shops and orders; the moment is fixed."""

from __future__ import annotations

from datetime import datetime
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=SHANGHAI)


NOW = at(23, 15, 20)
SIGNED_IN = SimpleNamespace(is_authenticated=True, look="system", large_type=False)
ANYONE = SimpleNamespace(is_authenticated=False)

LATE = {
    "label": "答复已超时",
    "parts": [(5, "小时"), (8, "分")],
    "due": at(23, 10, 12),
    "state": "late",
}
SOON = {
    "label": "退货入口还剩",
    "late_label": "退货入口已关闭",
    "parts": [(8, "小时"), (40, "分")],
    "due": at(24),
    "state": "soon",
}
CALM = {"label": "还剩", "parts": [(2, "天"), (8, "小时")], "due": at(26), "state": "calm"}
CLOCKS = [LATE, SOON, CALM]

LATE_RULER = {
    "start": at(21, 10, 12),
    "due": at(23, 10, 12),
    "left": "周六 10:12 客服 6789 答应",
    "right": "应于今天 10:12 答复",
}
SOON_RULER = {"start": at(16, 12), "due": at(24), "left": "11月16日 签收", "right": "七天无理由，今晚 24:00 止"}
CALM_RULER = {"start": at(18, 12), "due": at(26), "left": "11月18日 签收", "right": "周三 24:00 止"}
LONG_RULER = {
    "start": at(1, 9),
    "due": at(3, 9),
    "left": "11月1日 9:00 客服 30217 答应",
    "right": "应于 11月3日 9:00 答复",
}
RULERS = [(LATE_RULER, "late"), (SOON_RULER, "soon"), (CALM_RULER, "calm"), (LONG_RULER, "late")]


def stairs(*rows: tuple[str, str, bool]) -> list[dict[str, Any]]:
    names = [("壹", "商家"), ("贰", "平台"), ("叁", "监管")]
    return [
        {"no": no, "name": name, "note": note, "state": state, "current": current}
        for (no, name), (state, note, current) in zip(names, rows, strict=True)
    ]


STAIRS = [
    ("超时", stairs(("late", "答复已超时", False), ("can", "现在可以申请", True), ("later", "还不需要", False))),
    ("在等", stairs(("now", "等到周三 15:20", True), ("later", "商家没谈拢时", False), ("later", "还不需要", False))),
    ("了结", stairs(("done", "已拒绝", False), ("done", "已全额退款", False), ("later", "没有用到", False))),
]

CARDS = [
    {
        "title": "电饭煲内胆掉涂层",
        "url": "#",
        "file_no": "卷0009",
        "where": "拼多多·灶台日记",
        "clock": SOON,
        "ruler": SOON_RULER,
        "actions": [{"label": "提交退货申请", "url": "#"}, {"label": "看攻略", "url": "#", "kind": "ghost"}],
    },
    {
        "title": "蓝牙耳机左耳没声音",
        "url": "#",
        "file_no": "卷0007",
        "where": "淘宝·声野数码旗舰店",
        "clock": LATE,
        "ruler": LATE_RULER,
        "why": "48 小时的承诺到点，没有收到答复。",
        "actions": [
            {"label": "申请平台介入", "url": "#"},
            {"label": "再催一次", "url": "#", "kind": "ghost"},
        ],
    },
]

ROWS = [
    {
        "title": "显示器有亮点",
        "sub": "京东客服 30217 答应 18:00 前回电",
        "url": "#",
        "value": "2小时40分",
        "note": "后到点",
        "state": "soon",
    },
    {"title": "羽绒服少发帽子", "sub": "抖音电商·平台处理中", "url": "#", "value": "后天", "note": "周三 18:00"},
    {
        "title": "二手手机与描述不符",
        "sub": "12315，等待是否受理的告知",
        "url": "#",
        "value": "超时1天",
        "note": "应于周日",
        "state": "late",
        "tag": "提醒已关",
    },
    {"title": "跑鞋开胶", "sub": "京东·商家已换新，用了 3 天", "url": "#", "note": "11月19日"},
]

WEEK = [
    {
        "weekday": "周一",
        "day": 23,
        "today": True,
        "rows": [
            {"text": "耳机答复已超时", "state": "late", "url": "#"},
            {"text": "18:00 京东回电", "state": "soon"},
        ],
    },
    {"weekday": "周二", "day": 24, "rows": []},
    {"weekday": "周三", "day": 25, "rows": [{"text": "18:00 平台处理结果"}, {"text": "24:00 耳机退货截止"}]},
]

CASE = {
    "file_no": "卷0007",
    "where": "淘宝·声野数码旗舰店",
    "amount": "¥299.00",
    "title": "蓝牙耳机左耳没声音",
    "demand": "退款",
    "order_tail": "4821",
    "signed": "签收 11月18日",
    "muted": True,
}

STEP = {
    "title": "向淘宝申请平台介入",
    "clock": LATE | {"label": "商家答复已超时"},
    "ruler": LATE_RULER,
    "ready": "材料备好 2 样，还差",
    "ready_url": "#clocks",
    "ready_link": "商家拒绝的理由",
    "actions": [
        {"label": "去申请，边看攻略边做", "url": "#"},
        {"label": "记一次联系", "url": "#", "kind": "ghost"},
    ],
}
CLOSED_STEP = {
    "title": "已了结：全额退款",
    "reason": "11月23日 退回 299 元。",
    "actions": [{"label": "重新打开", "url": "#", "kind": "ghost"}],
    "keep_actions": True,
}
QUICK = {
    "action": "#",
    "key": "sample",
    "log_url": "#log-form",
    "options": [
        {"value": "24h", "label": "24 小时"},
        {"value": "48h", "label": "48 小时"},
        {"value": "3wd", "label": "3 个工作日"},
    ],
}

LETTER = [
    ("", "您好，我的订单 "),
    ("order", "118266404821"),
    ("", "，买的蓝牙耳机"),
    ("problem", "左耳没有声音（连过三部手机都一样）"),
    ("", "，想申请"),
    ("demand", "退款"),
    ("", "，请协助处理。"),
]
BLANK_LETTER = [
    ("", "您好，我的订单 118266404821，买的"),
    ("blank", "（商品）"),
    ("blank", "（具体问题）"),
    ("", "，想申请"),
    ("demand", "退款"),
    ("", "，请协助处理。"),
]

DAYS = [
    {
        "label": "今天",
        "entries": [
            {
                "id": 5,
                "icon": "alarm-clock",
                "title": "商家答复超时",
                "lines": ["48 小时的承诺到点，没有收到答复。"],
                "at": at(23, 10, 12),
                "at_text": "10:12 自动记录",
                "state": "late",
            }
        ],
    },
    {
        "label": "11月21日 周六",
        "entries": [
            {
                "id": 4,
                "icon": "message-square",
                "title": "客服答应 48 小时内答复",
                "tag": "工号 6789",
                "lines": ["说要等仓库核实，不肯直接退款。"],
                "links": [{"label": "补工号和截图", "url": "#"}],
                "at": at(21, 10, 12),
                "at_text": "10:12 淘宝聊天",
            },
            {"id": 1, "icon": "folder-plus", "title": "建立案件", "at": at(20, 19, 40), "at_text": "19:40"},
        ],
    },
]

LANES = {
    "url": "#clocks",
    "day_url": "#",
    "more": 2,
    "lanes": [
        {
            "name": "等对方做的",
            "slug": "theirs",
            "rows": [{"who": "对方答应的答复：48小时内", "how": "#", "brief": True, "until": "今天 10:12"}],
            "over": [],
            "days": [],
        },
        {
            "name": "要我按时做的",
            "slug": "mine",
            "rows": [
                {"who": "七天无理由退货", "how": "#", **CALM, **CALM_RULER},
                {
                    "who": "淘宝售后窗口（经验）",
                    "how": "#",
                    **SOON,
                    **SOON_RULER,
                    "note": "来自文章作者的经验，以页面显示为准。",
                },
            ],
            "over": ["收货 7 日内因质量退货：已过，11月22日 24:00"],
            "ways_url": "#",
            "days": [
                {
                    "trigger": "delivered",
                    "asked": "哪天交付，或哪天装好的？",
                    "why": "三包从这天算；要安装的，从装好算。",
                    "max": "2026-11-23",
                    "value": "",
                    "error": "选哪一天。",
                    "same": "2026-11-18",
                    "same_words": "和签收同一天（11月18日）",
                }
            ],
        },
    ],
}
AGENTS = [
    {"number": "工号 6789", "text": "联系 1 次，失约 1 次", "url": "#"},
    {"number": "工号 30217", "text": "联系 2 次"},
]
ACTIONS = [
    {"label": "记一次联系", "url": "#", "icon": "pencil-line", "kind": "ghost"},
    {"label": "申请平台介入", "url": "#"},
]
PROMISE_OPTIONS = [
    {"value": "24h", "label": "24 小时", "note": "明天 15:20 到点"},
    {"value": "48h", "label": "48 小时", "note": "周三 15:20 到点", "checked": True},
    {"value": "3wd", "label": "3 个工作日", "note": "周四 24:00 到点"},
    {"value": "none", "label": "没说时间", "note": "只记下这次联系"},
]
CHIPS = [
    {"value": "taobao", "label": "淘宝 / 天猫", "checked": True},
    {"value": "jd", "label": "京东"},
    {"value": "other", "label": "别的"},
]
MISSING_WORDS = ["商品", "具体问题"]

ATTACH_ROWS = [{"word": "聊天截图", "have": True, "url": ""}, {"word": "商家拒绝的理由", "have": False, "url": "#"}]
TILES = [
    {"url": "#", "icon": "image", "label": "证据 1", "caption": "承诺截图", "alt": "承诺截图", "note": "已打码"},
    {"url": "#", "icon": "video", "label": "证据 2", "caption": "左耳无声", "alt": "左耳无声", "note": "0:23"},
    {"url": "#", "icon": "image", "label": "证据 3", "caption": "还没写说明", "alt": "", "note": "打不开", "bad": True},
]
UPLOAD = {"action": "#", "key": "sample", "limits": "图片每个最大 25 MB，视频最大 200 MB。还能放 1.9 GB。"}
PITFALL_CARD = {
    "name": "私下解决",
    "what": "商家说私下转钱，平台可能不再受理；法律权利还在，但要自己举证。",
    "do": "请走平台的售后流程，别先撤销申请。",
    "label": "文章经验",
    "letter": "谢绝私下解决",
    "letter_url": "#",
    "guide": "三个常见错误",
    "guide_url": "#",
    "ways_url": "",
}
REFUSAL_CARD = {
    "slug": "sample",
    "said": "不影响使用",
    "means": "问题小，就不想退换。",
    "look": ["商品页怎么写的", "问题在哪里、多大"],
    "rule": "肉眼可见的质量问题，买家先给初步凭证，卖家须合理解释或反证。",
    "reply": "请写清不同意的理由和依据。",
    "translation": "Please say why you refuse, and by which rule.",
    "exhibits": ["goods", "chat"],
    "add_url": "#",
    "letter": "请对方写明理由",
    "letter_url": "#",
}
