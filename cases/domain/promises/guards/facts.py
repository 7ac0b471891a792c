"""Times that are facts, not promises: how long something lasts, when people work, what day it is, what a rule says."""

from __future__ import annotations

import re

from cases.domain.promises.place import AMOUNT, POINT, UNREAD, Place, any_of
from cases.domain.promises.reading import Flag

_LASTS = any_of(
    """
    质保 保修 保质 有效 价保 保价 三包 包退 包换 预售 免息 分期 延保 保温 待机 续航 充电 售后期 退货期 试用 放假
    休息 休假 停运 打烊 闭店 停业 暂停发货 暂停营业 春节 国庆 元旦 用 使用 保鲜 存放 维持 充
    """
)
_HOURS = any_of(
    """
    工作 服务 营业 上班 在线 客服 办公 接待 值班 人工 作息 (?<!预计)派送 (?<!预计)配送 (?<!预计)运输
    """
)
_DUTIES = any_of("寄回 退回 退货 举证 申诉 申请 售后 提交 上传 付款 支付 报名 领取 使用")
_RULES = any_of("规定 规则 政策 协议 条款")
_NO_START = any_of(
    """
    近 最近 过去 未满 不足 不到 不满 连续 间隔 长达 提前 首 倒计时 晚到 (?<!推)迟到 晚发 延误 每 延迟 前 头 还有 差
    """
)
_BEFORE = re.compile(
    f"{_LASTS}(?:期|时间|期限)?{any_of('是 为 有 : 在 内 限 最长 长达 可达 从 自 到 至')}*$"
    f"|{_HOURS}时间[^,]{{0,6}}$|{_DUTIES}的?(?:时间|期限|入口|截止)[^,]{{0,6}}$"
    f"|{_RULES}{any_of('是 为 : 要求 里 上 中 说 写着 写的')}*.{{0,2}}$"
    f"|{_NO_START}$"
    f"|{any_of('因为 因 由于 赶上 碰上 遇上 遇到 正值 适逢 恰逢')}$"
    "|(?:还剩|剩余|剩|只剩)[^,]{0,6}$|(?<!不是)#(?:是|都|已经|已|就是|就)+$"
    "|(?:活动|持续|优惠|促销|报名)(?:时间|期)?(?:持续)?(?:到|至|截止|截止到|为|:)?$"
    "|(?:含|包含|包括|除|除了|除去|不算)$|每(?:天|日|周|月|晚|隔|个|逢)[^,]*$"
)
_NOW = re.compile("(?:现在|目前|此刻)(?:是|都|已经|已|才)*$")
_NOW_AFTER = any_of(
    r"""
    在线 服务 热线 营业 人工 值班 值守 待命 客服(?!.{0,4}(?:[\^]|联系|回复|处理)) 无理由 价保 保价 质保 保修 包退
    包换 包邮 三包 免费 试用 最低价 无忧 到期 过期 放假 休息 休假 不上班 上班 停运 休市 闭店 打烊 轮休 双休 单休
    调休 盘点 会员 体验 假期 内?有效 失效 是?(?:法定|节假日|工作日)
    """
)
# 今天周六，…: what day it is.
_TODAY_IS = re.compile("今[天日儿].*(?:周|星期|礼拜|号|月)")
_FILLERS = "了啦哈哦呢啊呀"
_WE = any_of(r"都 均 全天候? 随时 为 [\^] 我们 客服 这边 公司 大家 财务 仓库 店里 是")
_THINGS = any_of("订单 商品 宝贝 客户 顾客 用户 包裹 东西 活动")
_DEEDS = any_of("购买 买 下单 申请 提交 发 拍 签收 收到 寄 寄出 退回 反馈 投诉 发货 付款")
_POLICY = any_of("包退 包换 保修 免费维修 免费更换 质保 只换不修 无理由 价保 保价 退换 质量问题.{0,4}[换退修免]")
_AFTER = re.compile(
    f"{_WE}*{_NOW_AFTER}"
    f"|.{{0,4}}{any_of('工作 服务 上班 营业 在线 接待')}时间|(?:都|已经|已|就)?是$|都$|的?(?:快乐|愉快)"
    "|(?:除外|不算|不计|不含|顺延|另算|也算|照常|在内)"
    r"|[^,\^]{0,8}(?:上班|值班|当班|休假|轮休|放假|休息|复工|营业|开门)(?!.*\^)"
    r"|[^,\^]{0,4}(?:回来|返岗|到岗|回公司|出差|不在)(?!.*(?:处理|联系|\^))"
    r"|[^,\^]{0,6}(?:太|比较|有点|特别|非常|很|真)[^,\^]{0,4}$"
    r"|[^,]{0,8}[一二两三四几\d]+[次回趟遍](?!性)"
    rf"|(?!可以|能|会|就|将|收到)[^,\^]{{0,6}}的{_THINGS}|.{{0,4}}{_DEEDS}的(?!话)|[^\^]{{0,8}}{_POLICY}"
)
# A deadline that is moved by a length: by how much is known, from when is not. Moved *to* a day is a new promise.
_MOVED = re.compile(rf"{any_of('延长 延期 宽限 推迟 延后 顺延 多给 额外 增加 缩短 再加')}(?:了|到|至|给|[\^]|您|你)*$")
_MOVED_TO = re.compile("[到至]了?$")


# 退您三天的费用: the length belongs to a thing.
_OF_A_THING = re.compile("的(?!.{0,4}(?:时间|时效|期限|样子)|[哦哈呢了亲话事]|$)")
# 24小时自动退款 is how a system works, 24小时开放 when a line is open; 24小时内自动退款 is what it will do.
_ON_ITS_OWN = re.compile(any_of("自动 自助 开通 开放 开启 畅通 接听 受理"))
# 周一到周六发货, 今晚我都在: when somebody is there.
_THERE = re.compile("(?:我|我们|客服)?(?:都|一直|也|会)*在(?:的|线|岗)*$")
_RUNS = re.compile("(?:都|正常)?(?:发货|上班|营业|办公|接单|处理)$")
_WEEKDAYS = re.compile("^(?:周|星期|礼拜).{1,2}[到至~-]")


def is_fact(place: Place) -> bool:
    """Return whether the time states how things are."""
    near, before, after = place.near, place.before, place.after
    if after and (_AFTER.match(after) or (place.mark == UNREAD and after[0] == "才")):
        return True
    if not before and _TODAY_IS.match(place.term.words) and not after.strip(_FILLERS):
        return True
    if place.mark == AMOUNT:
        if _OF_A_THING.match(after) or (_ON_ITS_OWN.match(after) and not place.term.words.endswith("内")):
            return True
    elif _THERE.match(after) or (_WEEKDAYS.match(place.term.words) and _RUNS.match(after)):
        return True
    if not before:
        return False
    if _BEFORE.search(before) or (near is not before and _BEFORE.search(near)):
        return True
    return place.mark == POINT and bool(_NOW.search(near))


def is_moved(place: Place) -> bool:
    """Return whether the time is an extension of an unknown deadline."""
    if not place.near or not _MOVED.search(place.near):
        return False
    return not (place.mark == POINT and _MOVED_TO.search(place.near)) or Flag.RANGE in place.term.flags
