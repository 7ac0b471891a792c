"""Words of time that can only be told by what stands around them, as patterns under the letter they become."""

from __future__ import annotations

from typing import NamedTuple

from cases.domain.promises.numerals import NUMERAL
from cases.domain.promises.words import ENGLISH

DIGITS = "0123456789"
LATIN = "abcdefghijklmnopqrstuvwxyz"
_AMOUNT = r"(?=个?(?:小时|钟|天|日|周|月|星期|礼拜|分钟|工作日|自然日))"
_COUNTED = rf"\d{NUMERAL}"
_UNIT = "个?(?:小时|天|日内|周(?![一二三四五六日天末])|工作日|自然日|分钟|月|星期|礼拜)"
_DATE_END = r"(?:前|之前|以前|当天|上午|下午|中午|早上|晚|下班| \d|周|星期)"
# 一点时间, 一点都不: a little, not one o'clock.
_A_LITTLE = "时间|问题|消息|事|都|也|小|进展|东西|办法|补|心|钱|差|损|误|儿|点|不|没"
_OVER = "(?:结束|过|之|以)?后"
_HOLIDAY = "(?P<holiday>国庆|中秋|端午|清明|元旦|春节|五一|劳动|十一|新年|过年)"


class Rule(NamedTuple):
    """A pattern, the name it is known by to the reader of tokens, and the characters it can start with."""

    name: str
    starts: str
    pattern: str


# Tried in this order, before the plain words.
RULES = (
    Rule("date", DIGITS, r"\d{4}(?P<sep>[-/.])\d{1,2}(?P=sep)\d{1,2}(?:[日号]|t(?=\d)|(?!\d))"),
    Rule("date", DIGITS, rf"\d{{1,2}}/\d{{1,2}}(?![\d/]|h|{_UNIT})[日号]?"),
    Rule("date", DIGITS, rf"\d{{1,2}}\.\d{{1,2}}(?=号|日(?!内)|{_DATE_END})[日号]?"),
    Rule("date", DIGITS, rf"(?:0\d-[0-3]\d|1[012]-0\d)(?![\d-]|h|分|{_UNIT})[日号]?"),
    Rule("date", DIGITS, r"\d{1,2}-\d{1,2}(?=[日号]?(?:之?前|以前))[日号]?"),
    Rule("clock", DIGITS, r"\d{1,2}:\d{2}(?::\d{2})?(?![\d:])(?: ?[ap]m)?|\d{1,2} ?[ap]m(?![a-z])"),
    Rule("neutral", DIGITS, r"\d+\*\d+(?:小时|h)?|\d{5,}(?:[-.]\d+)*|618(?=后|前|活动|大促|期间)|11\.11|12\.12"),
    Rule("number", DIGITS, r"\d+(?:\.\d+)?"),
    Rule("tplus", "t", r"t\+\d{1,3}(?!\d)"),
    Rule("english", LATIN, "(?:" + "|".join(sorted(ENGLISH, key=len, reverse=True)) + ")(?![a-z])"),
    Rule("neutral", LATIN, r"[a-z]{1,3}\d+|[a-z]+"),
    Rule("neutral", "十", r"十分(?!钟|之?内|以内|左右|后|前)"),
    Rule("neutral", "一", rf"一(?:点(?={_A_LITTLE})|下(?!班|午))"),
    Rule("neutral", "两几", r"(?:两|几)点(?=问题|原因|说明|建议|要求|需要|注意|疑问)"),
    Rule("neutral", "晚早快慢有差久多少好大小长短", r".一?点(?!钟|半|前|左右|整|\d)"),
    Rule("neutral", "内", r"内(?=[部容置衣存测侧地涵])"),
    Rule("neutral", "周日", rf"(?<![{_COUNTED}个半下本这当次上每几])(?:周[到转边期年折]|日[期常程])"),
    Rule("ordinal", "第", rf"第(?!二天)(?:\d{{1,3}}|[{NUMERAL}]+)(?=个|周|天|日|工)"),
    Rule("ordinal", "首头", r"首个?(?=工作日)|头一?个?(?=工作日)"),
    Rule("weekdays", "周星礼", r"(?:周|星期|礼拜)[一二三四五][二三四五六日](?![十点个小天月号日分:时周一二三四五六])"),
    Rule(
        "weekday",
        "周星礼",
        r"(?:周|星期|礼拜)(?:一(?!定|般|直|下(?!班|午)|些|律|切|次(?!日)|并|会儿|天(?!猫)|键|致(?!电))|[二三四五六]"
        r"|日(?![常志历期程均])|天(?![天内])|[1-7](?![\d./*-]|个|小|天|周))",
    ),
    Rule("next", "下这本次当", r"(?:下下|下|这|本|次|当)(?:一个|一|个)?(?=周|星期|礼拜|月(?!初|中|份)|工作日|双休)"),
    Rule("gone", "上", r"上{1,2}一?个?(?:周|星期|礼拜|月|年)[一二三四五六日天末底]?"),
    Rule("gone", "昨大前去", r"昨[天日晚儿夜]?|大?前[天晚](?!天)|前(?:[几两些][天日]|阵子|段时间)|去年"),
    Rule("holiday", "国中端清元春五劳十新过", rf"{_HOLIDAY}节?(?:小?长假|假期|放假|假)?(?:结束|过|之|以|完)?后"),
    Rule("holiday", "节小长假", rf"(?:(?<![环季细情调关章])节(?:假日|日)?|小?长假|(?<!请)假期){_OVER}"),
    Rule("neutral", "过", r"过(?=后天)"),
    Rule("before", "前", r"前(?=后天)"),
    Rule("day0", "今", r"今(?=[晚早夜晨]|上午|中午|下午)"),
    Rule("day0", "当", r"当(?=[晚夜](?!上?班))"),
    Rule("day1", "明次", r"[明次](?=[晚早夜晨]|上午|中午|下午)"),
    Rule("early", "早晨", r"(?<=[今明次])[早晨](?:上(?!班)|间|晨)?|早(?=\d|[一二三四五六七八九十]+点)"),
    Rule(
        "late",
        "晚夜",
        r"(?:(?<=[今明当次一二三四五六日号])|(?<=[今明后]天))[晚夜](?:上|间|里)?(?!一?[点些]|于|饭)"
        r"|晚(?=\d|[一二三四五六七八九十]+点)",
    ),
    Rule("few", "多来余几", rf"(?<=[{_COUNTED}个])[多来余几]{_AMOUNT}"),
    Rule("few", "数", r"数(?=个|小时|天|日|周|月|分钟)"),
    Rule("more", "多", r"(?<=[天时日周月钟期])多(?![谢久少则次种])"),
    Rule("vague", "日周月", rf"(?<![{_COUNTED}个半几数这本下每当])[日周月]内"),
    Rule("vague", "过", r"(?<![超不])过(?:[一两二三]|几|一两|两三)[天日](?!内)"),
    Rule("vague", "这近", r"(?:这|近)(?:[一两二三几]|一两|两三)个?(?:小时|天|日|周(?!内)|星期|月|工作日)"),
    Rule("point", "点", rf"(?<=[{_COUNTED}])点(?:钟|整)?(?![击评赞开头亮名对选心餐卡数意好])"),
    Rule("point", "时", r"(?<=\d)时(?![间候效段长刻限差])整?"),
    Rule("day_no", "号", r"(?<=[\d一二三四五六七八九十廿卅])号(?![码线楼店仓库机门柜])"),
    Rule("to", "到", rf"到(?=[{_COUNTED}今明后大下周星礼上中晚早本这月])"),
)
