"""Times that bind the shopper: duties, windows (7天内可以退), "come back then"; and waiting, which is a deadline."""

from __future__ import annotations

import re

from cases.domain.promises.place import AMOUNT, POINT, Place, any_of

_CALMING = any_of("放心 耐心 稍等 稍候 等 别 不要 理解 谅解 知悉 见谅 相信 再?给我们? 允许 容")
_REQUEST = re.compile(
    f"{any_of('(?<![申邀])请 麻烦 烦请 劳烦 辛苦 拜托 劳驾')}(?!(?:您|你|亲)?{_CALMING})"
    "|记得|务必|建议|提醒(?:您|你)|需要?(?:您|你)(?!等|耐心|稍)|(?:您|你)(?:需|要|得|必须)(?!等|耐心|稍)"
    "|(?:让|叫|要|催)我(?!们|等|耐心|稍)|你们|贵司|贵店|要求|希望(?:您|你|商家|平台)"
)
_DUTY = re.compile(
    any_of(
        r"""
        提交 上传 提供 补充 填写 填一下 填好 寄回 寄过来 寄给我 寄到 退回来 (?<!原路)退回(?!到?(?:您|你|原|账|\^))
        发回 拍照 拍个 拍一下 拍下 举证 确认收货 签收 下单 付款 支付(?!宝) 补差 补拍 申请 点击 点一下 点确认 点同意 操作
        评价 好评 改评 撤销 撤回 取消 关闭 保持 留意 关注 注意 查收 查看 接听 接一下 联系我 联系客服 联系商家
        联系平台 联系卖家 联系快递 拨打 致电 回复我 告诉我 告知我 反馈给我 反馈我 发我 发给我
        给我(?!答复|回复|回电|处理|解决|退|打款|打电话|补发|换|结果|消息|说法|方案|发货|寄|转|赔|一个) 配合 回寄
        邮寄 登录 修改 领(?!导) 使用 兑换 激活 安装 绑定 开箱 拆开 验货 提出 申诉 复议 自提 到店 来店 门店
        """
    )
)
# A duty stands soon after its time, or it belongs to something else.
DUTY_WITHIN = 16
_OWN_SIDE = re.compile(
    any_of(
        r"[\^] 我们 我 咱 这边 专员 专人 客服 主管 同事 经理 财务 仓库 技术 部门 售后 平台 系统 小二 店长 会 将 帮 为"
    )
)
_RESULT = re.compile(
    any_of("到账 退 联系 回复 答复 回电 处理 解决 结果 反馈 打款 发货 补发 会 将 安排 核实 审核 通知 跟进 出")
)
_MAY = rf"[^,\^]{{0,6}}?(?:可以?|支持|能|享受?|有权){any_of('随时 自行 免费 直接')}?"
_MAY_ACT = any_of("申请 发起 无理由 保价 售后 评价 追评 联系 咨询 投诉 介入 查看 查询 修改 取消")
# Within a length these are the shopper's window (7天内可以退); on a day they are what the agent will do (明天可以退).
_WINDOW = re.compile(f"{_MAY}(?:{_MAY_ACT}|{any_of('退 换 补差 开票 开发票 办理?退 提 撤')})")
_WINDOW_ON_DAY = re.compile(f"{_MAY}{_MAY_ACT}")
# What expires is the shopper's to use.
_EXPIRES = re.compile("(?:过期|逾期|超时|到期)(?:未[^,]{1,3})?(?:作废|失效|不候|清零)")
# 30号之前都可以给您换: until then it may be asked for; nobody says when it will be done.
_OPEN_UNTIL = re.compile(any_of("都 均 随时 一直 任何时候") + "{1,2}" + any_of("可以? 能 行 支持 有效"))
_SUBJECT = re.compile(
    r"(?<!\^)(?:您|你|买家|顾客|客户|用户)(?:这边)?"
    + any_of("需要? 可以? 能 要 得 在 应该? 必须 也 就 先 再 最好 最晚 最迟 只要 只需 自行 自己")
    + "*$"
)
# 给您3天时间考虑
_GIVEN = re.compile(f"的?(?:时间)?[来去]?{any_of('考虑 准备 决定 寄 提交 补 举证 上传 申诉 想 商量 看看')}")
_RECEIVES = re.compile("收到|看到|拿到|到账|得到|见到|接到")
_WAITING = re.compile(
    "(?:等待?|等候|稍等|等个|等上|给我们?)"
    + any_of("一个 大概 大约 约 个 一下 差不多 预计 时间 最多 最长 不超过 至多")
    + "*$"
)
_AGAIN = re.compile("再(?:耐心)?(?:等|给)[^,]{0,4}$")
_WAIT_AND_SEE = re.compile(".{0,4}(?:看|试|再|观察)")
_RETURNS = any_of(
    r"""
    来(?!电) 过来 上来 问 看 瞧 说 试 咨询 打(?![\^]|电话[\^]|款) 找 催 申请 投诉 进线 反馈 沟通 议 查 刷新 等
    联系(?![\^]) 关注 留意 提交 登录 点 给我 发我 告诉我 和我 跟我 观察
    """
)
_COME_BACK = re.compile(
    rf"[^\^]{{0,10}}?再{_RETURNS}(?!.*[\^])|.{{0,4}}(?:来|过来|上线|进线)(?:问|看|咨询|找|联系(?![\^])|查|申请)"
    r"|.{0,2}打(?:我们?|客服|热线|电话)[^\^]{0,8}(?:问|咨询|查|反馈)"
)
_ASKS = re.compile(
    ".{0,4}" + any_of(r"来(?!电) 过来 联系(?![\^]) 咨询 致电 拨打 打(?:电话|客服|热线) 查看 查询 关注 留意 看 找 问")
)


def is_waiting(place: Place) -> bool:
    """Return whether the shopper is asked to wait that long: a deadline in other words."""
    return bool(place.near) and bool(_WAITING.search(place.near))


def is_waiting_again(place: Place) -> bool:
    """Return whether the shopper is put off once more (再等两天): no promise, and no refusal either."""
    return bool(place.near) and bool(_AGAIN.search(place.near))


def is_come_back(place: Place) -> bool:
    """Return whether the shopper is told to come back then."""
    after = place.after
    if not after:
        return False
    if _COME_BACK.match(after) or (_WAIT_AND_SEE.match(after) and is_waiting(place)):
        return True
    return bool(place.before and _ASKS.match(after) and _SUBJECT.search(place.before))


# 退货地址发您了，7天内寄出: who sends there is the shopper.
_RETURN_ADDRESS = re.compile("(?:退货|寄回|回寄|收货)(?:的)?(?:地址|信息)")
_SENDS_BACK = re.compile(r"[^,\^]{0,3}寄")


def is_shoppers(place: Place) -> bool:
    """Return whether the shopper has to, or may, do something within the time."""
    before, after = place.before, place.after
    if place.mark == POINT and place.term.words.endswith("前") and _OPEN_UNTIL.match(after):
        return True
    if any(_EXPIRES.search(clause) for clause in place.following):
        return True
    if any(_RETURN_ADDRESS.search(clause) for clause in place.prior) and _SENDS_BACK.match(after):
        return True
    if "^" in after or is_waiting(place):
        return False
    if before.endswith("^") and _GIVEN.match(after):
        return True
    if before and _REQUEST.search(before) and not after.startswith(("会", "将")):
        return True
    if after and (_WINDOW if place.mark == AMOUNT else _WINDOW_ON_DAY).match(after):
        return True
    duty = _DUTY.search(after, 0, DUTY_WITHIN)
    if duty and not _OWN_SIDE.search(before) and not _RESULT.search(after, 0, duty.start()):
        return True
    return bool(before and _SUBJECT.search(before)) and not _RECEIVES.search(after)
