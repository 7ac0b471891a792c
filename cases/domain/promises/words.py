"""The words of time. Each becomes one letter, so that the grammar can be written as patterns over letters.

n number  x n.5  v vague number  g 个  b 半  z about  j 时间
M minute  K quarter  H hour  d day  r 日  k working day  w week  m month  y year
D day word  W weekday  E weekend  A written date  F month end  G year end  N after a holiday  O ordinal  T t+n
c clock  p 点  o 号  P part of the day  q this/next  s to/or  e within  f before  a after  L or more
i every  V vague words  ? known, but without a settled reading  _ neutral words that would otherwise hide one of these
"""

from __future__ import annotations

from typing import NamedTuple

# Parts of the day, by the number their token carries.
DAWN, MORNING, NOON, AFTERNOON, DUSK, EVENING, OFF_WORK, WHOLE_DAY = range(8)
# A unit that counts only with a word beside it: 分 needs 内, 刻 needs 钟, 钟 needs 个.
SHORT = 1


class Word(NamedTuple):
    """A letter of the grammar and what the word is worth."""

    code: str
    value: int = 0


def _each(code: str, words: str, value: int = 0) -> dict[str, Word]:
    return {word: Word(code, value) for word in words.split()}


UNITS: dict[str, Word] = {
    **_each("M", "分钟"),
    **_each("M", "分", SHORT),
    **_each("K", "刻钟"),
    **_each("K", "刻", SHORT),
    **_each("H", "小时 钟头"),
    **_each("H", "钟", SHORT),
    **_each("d", "天 自然日 自然天"),
    **_each("r", "日"),
    **_each("k", "工作日"),
    **_each("w", "周 星期 礼拜"),
    **_each("m", "月"),
    **_each("y", "年"),
    **_each("V", "秒 秒钟"),
}
ENGLISH: dict[str, Word] = {
    **_each("M", "min mins minute minutes"),
    **_each("H", "h hr hrs hour hours"),
    **_each("d", "day days"),
    **_each("k", "workday workdays"),
    **{f"{kind} {unit}": Word("k") for kind in ("business", "working", "work") for unit in ("day", "days")},
    **_each("w", "week weeks"),
    **_each("m", "month months", SHORT),
    **_each("?", "today tomorrow tonight morning afternoon evening noon midnight weekend year years eod eow"),
    **_each("?", "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun"),
}
DAYS: dict[str, Word] = {
    **_each("D", "今天 今日 今儿 今儿个 当天 当日 本日", 0),
    **_each("D", "明天 明日 明儿 明儿个 次日 翌日 隔天 隔日 第二天 转天", 1),
    **_each("D", "后天", 2),
    **_each("D", "大后天", 3),
    **_each("D", "今明两天 今明两日 今明 今明天", 1),
    **_each("D", "明后天 明后两天 明后两日 明后 今明后三天", 2),
    **_each("E", "周末 星期末 礼拜末 双休日 周六日 周六周日"),
    **_each("F", "月底 月末"),
    **_each("G", "年底 年末 今年底 今年年底 今年内 今年年内"),
}
# Ranges said in one word, and words that do not mean the same to everyone.
DAY_RANGES = frozenset(
    ("今明两天", "今明两日", "今明", "今明天", "明后天", "明后两天", "明后两日", "明后", "今明后三天")
)
LOOSE_DAYS = frozenset(("隔天", "隔日", "转天"))
PARTS: dict[str, Word] = {
    **_each("P", "凌晨 半夜 午夜 后半夜 深夜", DAWN),
    **_each("P", "清晨 早晨 早上 早间 一早 一大早 大清早 上午 午前", MORNING),
    **_each("P", "中午 正午 午间", NOON),
    **_each("P", "下午 午后", AFTERNOON),
    **_each("P", "傍晚", DUSK),
    **_each("P", "晚上 晚间 夜里 夜间", EVENING),
    **_each("P", "下班 收工", OFF_WORK),
    **_each("P", "全天 整天 白天", WHOLE_DAY),
}
JOINTS: dict[str, Word] = {
    **_each("g", "个"),
    **_each("b", "半"),
    **_each("z", "左右 左右的 上下 前后 附近 样子 的样子"),
    **_each("j", "时间 的时间 时间的 时长 的时长 为止"),
    **_each("s", "- -- ~ ~~ ~- 至 或 或者 或是 、 / 乃至 直到 直至"),
    **_each("e", "内 以内 之内 里 里面 里头 之间"),
    **_each("f", "前 之前 以前"),
    **_each("a", "后 之后 以后 过后 后的 之后的 以后的 开始 起"),
    **_each("L", "以上 开外 往上 起步 打底 +"),
    **_each("i", "每 每隔 每个 每逢"),
}
VAGUE: dict[str, Word] = {
    **_each("v", "几 好几 若干 多少"),
    **_each("V", "这几天 这两天 这一两天 这两三天 这几日 这两日 这一两日 近几天 近两天 近两日 近日 近期 最近"),
    **_each("V", "过几天 过两天 过一两天 过两三天 过两日 过几日 过些天 过些日子 过阵子 过一阵 过一阵子"),
    **_each("V", "过段时间 过一段时间 这段时间"),
    **_each("V", "改天 改日 不日 一时半会 一天到晚 一天天 天天 三天两头 几天几夜 再过两天 再等两天"),
    **_each("V", "赶明儿 赶明儿个 赶明 改明儿"),
    **_each("?", "月初 月中 上旬 中旬 下旬 周初 周中 年初 年前 年后 过年 新年 节前 节后"),
    **_each("?", "春节 元旦 国庆 中秋 端午 清明 五一 劳动节"),
    **_each("?", "假前 双11 双12 季度 半年 明年 后年 今年 当日达 次日达 隔日达 当天达 工作小时 饭点 天黑 睡前"),
    **_each("?", "隔周 上半周 下半周 上半年 下半年 上半月 下半月 大半天 小半天 大半个月 半晌 上半天 下半天 大半年"),
}
_NEUTRAL = """
上午好 中午好 下午好 晚上好 早上好 早安好 售后 然后 最后 随后 今后 往后 后续 后台 后面 后期 后边 后方 背后 先后 稍后
后果 后悔 此后 后勤 后补 延后 推后 滞后 事后 落后 后来 后者 前面 前台 前期 前提 前往 前来 前段 前者 目前 提前 当前
面前 售前 小二 此前 先前 眼前 跟前 最晚 最早 不早于 不晚于 早点 早日 早就 早已 晚点 晚些 晚安 早安 聊天 天猫 天气
休息日 节假日 生日 本来 本人 本次 本店 当时 当然 当面 应当 这边 这里 那边 那里 哪里 分别 部分 积分 分开 分析 分配
满分 充分 到时 届时 及时 随时 准时 按时 同时 临时 到底 到位 到货 到账 到达 到付 到家 到期 到店 到仓 到手 收到 得到
找到 看到 一定 一般 一直 一些 一起 一律 一旦 一切 一样 一会 一会儿 一并 统一 唯一 万一 第一时间 一方面 一再 一致
一键 一对一 起码 起来 起诉 国庆期间 春节期间 元旦期间 中秋期间 五一期间 节假日期间 国庆快乐 春节快乐 中秋快乐
端午快乐 元旦快乐 新年快乐 期间 至少 至多 甚至 截至 之一 内部 内容 内置 内衣 国内 室内 里程 月份 年度 年轻 号码 账号
单号 型号 编号 工号 货号 信号 尾号 手机号 订单号 从今天起 从今日起 自今天起 自今日起 今天起 今日起 即日起 自即日起
从现在起 从现在开始 从现在算起 从今天开始 从今天算起 双休 单休 工作时间 上班时间 服务时间 下班时间 工作日程
"""
WORDS: dict[str, Word] = {
    **UNITS,
    **DAYS,
    **PARTS,
    **JOINTS,
    **VAGUE,
    **_each("_", _NEUTRAL),
}
HOLIDAYS = ("", "国庆", "中秋", "端午", "清明", "元旦", "春节", "劳动")
