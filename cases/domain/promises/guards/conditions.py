"""Clocks that start with an event (收到退货后48小时内): reading rule 10 of the fact sheet."""

from __future__ import annotations

import re

from cases.domain.promises.place import POINT, Place, any_of
from cases.domain.promises.reading import Kind

_IF = any_of(
    """
    如果 若(?!干) 假如 假使 要是 倘若 万一 一旦 只要 除非 (?<![比例假])如(?=[您你有无未不需超遇是商卖确符经属没])
    (?<![快慢早晚])的话 凡是? (?<!正常)(?<!一般)(?<!通常)情况下 当[^,]{1,10}时(?!间)
    待(?=[您你仓审核退收平商财主系库]) 而定 取决于 前提
    """
)
# 售后, 然后, 最后 … are no events; 之后 and 以后 are only with something before them.
_THEN = "(?<![售然最随今稍背先往此延推滞事落午之以过])后(?!续|台|面|期|边|果|悔|勤|方|补|天|来|者|半|缀|顾|代)"
# 过后 is "later", 通过后 is an event.
_AFTER_EVENT = f"{_THEN}|(?<=[^,。!?;][^,。!?;])(?:之后|以后|过后)|(?<=通过)后"
_ONCE_CLEAR = "(?<!已)(?<!经)(?:审核|核实|质检|检测|验货|验收|检查)(?:无误|属实|通过|合格)(?!了)"
_OPENS = re.compile(f"{_IF}|{_AFTER_EVENT}|{_ONCE_CLEAR}|(?:自|从)[^,@#]{{1,14}}(?:起|开始|算)")
_IF_HERE = re.compile(_IF)
_EVENTS = any_of(
    """
    (?<!已)(?<!经)收到(?!了)[^,]{0,6} 签收 揽收 揽件 发货 到货 货到 入库 到仓 (?<!赔)付款 下单 支付 拍下 收货 通过
    验收 验货 质检 退回 寄回 寄出 退货 完成 成功 同意 关闭 结束 生效 激活 安装 送达 妥投 出库 日起 起 以来 次日 开始
    完 完毕 开始算 算起 起算 开始计算 届时 到时候? 寄到 送到 退到 到家 退回来 寄回来 寄过来 拿到
    """
)
_EVENT_BEFORE = re.compile(f"{_EVENTS}了?{any_of('的 在 之 时 起 日起')}*$")
_FILED_BEFORE = re.compile(f"(?:申请|提交|受理|反馈|上传|投诉){any_of('的 在 之 时 起')}*$")
_FILED_BY_US = re.compile(r"已|帮|为|替|[\^]|刚|了|我们|这边|专员|给")
_RECEIVED = re.compile(
    f"(?<!已)(?<!经)(?:收到|签收|拿到){any_of('您 你 的 寄回 退回 退 那个')}*"
    + any_of("货物? 退件 包裹 商品 快递 东西 宝贝 实物 件 退货")
    + "$"
)
# 包裹签收，… and 情况属实，… wait for it; 已签收 and 签收了 tell of it.
_CLEARED = re.compile(
    "(?!.*(?:已|了|刚|[@#]))(?:.*"
    + any_of("无误 通过 属实 完毕 完成 合格 签收 到货 货到 收货 入库 到仓 揽收 付款 下单 拒收 达成一致 协商一致 谈妥")
    + "$|(?:质检|验货|验收|检查)$|.*[忙开吃弄搞办理实查测检拆验看]完[^,]{0,3}$)"
)
_WAITS_FOR = re.compile(
    "(?:^|[先还需得只能要就您你亲,])等(?!待|候|一|下|会|了|级|等|太|很|久|急|着|这|那|[@#&$]"
    "|我(?:们)?(?:这边)?(?:先)?(?:查|核实|确认|看|问|了解)一?下)[^,]{1,}"
)
_ASKS_FIRST = re.compile(
    r"(?:(?:(?<![申邀])请|麻烦|烦请|辛苦|需要?(?:您|你)|(?:您|你)(?:可以|先|这边|需要|把|在|去|再))[^,\^]{0,8}?"
    r"|(?:您|你)|^(?:亲,?)?先)(?<![的后款货])"
    + any_of(
        """
        提交 上传 提供 补充 填写 填一下 寄回 退回 发回 拍照 拍个 拍一下 举证 申请 付款 支付 补拍 撤销 取消 确认 核对
        拒收 认可 接受 下单 签收 点击 点一下 点确认 点同意 同意 修改 发一下 发个 发给我 发我 发下 寄(?!回) 加我
        加微信 加一下
        """
    )
    + "(?![的已了过])"
    + "|^(?:提供|拍|上传|补充|填写|寄回)(?!.*(?:已|了|收到|成功))|(?:发|传|拍|寄|退)(?:给我们?|我们?|过来|回来)$"
)
_FALLBACK = re.compile("没|未|不|超|逾|无")
_CONSEQUENCE = re.compile(r"请|可|再|我们|会|则|就|联系|投诉|申请|介入|说明|麻烦|随时|补|[\^]")
_TRAILING = re.compile(
    "^(?:但|不过|只是|但是)?(?:前提|条件)|的话[哦哈呢吧啊亲]*$|后[哦哈的]*$"
    "|(?:起算|算起|开始计?算|开始计时|之日起|起)[哦哈的]*$|^(?:自|从).{1,14}(?:起|开始|算|计)|而定"
    "|^.{0,8}(?:您|你|亲)(?:需要?|要|得|必须)?先(?:确认|同意|寄|退|提|补|上传|申请|发|付|撤|拍)"
    "|^(?:您|你)?(?:觉得|看)?(?:ok|可以|行|同意|接受|方便|认可|需要|愿意)的话"
)
_EXCEPT_DAYS = re.compile(any_of("工作时间 上班时间 营业时间 顺延 除外 不算 不计 不含 不包括 不包含 另算 刨除 扣除"))
_LATER_EVENT = re.compile(
    f".{{1,8}}?{_THEN}|(?:到货|补货|有货|签收|入库|到仓|收到货|拿到货)了?[就再]?(?:[\\^给退补发处])"
)


def is_conditional(place: Place) -> bool:
    """Return whether the time starts, or holds, only when something else happens."""
    before, near = place.before, place.near
    if before and (_OPENS.search(before) or _WAITS_FOR.search(before)):
        return True
    if near and (_EVENT_BEFORE.search(near) or _filed(near) or (place.mark == POINT and near.endswith("等"))):
        return True
    if place.at and any(_OPENS.search(clause) or _sets_off(clause) for clause in place.prior):
        return True
    if place.after and _condition_behind(place.after):
        return True
    return any(_trails(clause, place) for clause in place.following)


def is_blurred(place: Place) -> bool:
    """Return whether the time may belong to an event inside its own clause (明天到货后给您发)."""
    return bool(place.after and _LATER_EVENT.match(place.after))


def _filed(near: str) -> bool:
    return bool(_FILED_BEFORE.search(near)) and not _FILED_BY_US.search(near)


def _sets_off(clause: str) -> bool:
    """Return whether an earlier clause names what has to happen first."""
    if _RECEIVED.search(clause) or _CLEARED.match(clause):
        return True
    return bool(_WAITS_FOR.search(clause) or _ASKS_FIRST.search(clause))


def _condition_behind(after: str) -> bool:
    found = _IF_HERE.search(after)
    if not found:
        return False
    near = after[: found.start()] if found.group() == "的话" else after[found.end() : found.end() + 8]
    return not _FALLBACK.search(near)


def _trails(clause: str, place: Place) -> bool:
    """Return whether a later clause takes the promise back into a condition; a fallback (如未…请…) does not."""
    if _EXCEPT_DAYS.search(clause):
        return place.term.kind is not Kind.WORKING_DAYS
    if _TRAILING.search(clause):
        return True
    found = _IF_HERE.match(clause)
    last = clause is place.clauses[-1]
    return found is not None and last and not _CONSEQUENCE.search(clause, found.end())
