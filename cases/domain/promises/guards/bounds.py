"""Bounds, hedges and denials (最快, 最晚, 尽量, 处理不了), and whether a clause promises anything at all."""

from __future__ import annotations

import re

from cases.domain.promises.place import Place, any_of

_UPPER = re.compile(
    any_of(
        """
        最[迟晚多]不过 最晚 最迟 最慢 最多 最长 至多 顶多 不(?:会|能|得|可)?超过? 不(?:会|能|得)?(?:晚|迟)于
        不(?:多|大|高)于 截止 截至 慢的话 慢则 晚的话 晚则 多则 至迟 再[晚迟慢] 超不过 不出 用不了 要不了 赶在
        控制在 保证
        """
    )
    + "(?P<rest>[^@#&$]{0,6})$"
)
_LOWER = re.compile(
    any_of(
        """
        最快 最早 至少 最少 起码 少说 早的话 不少于 不低于 不早于 快的话 快则 少则 早则
        (?<!不)(?<!不会)(?<!不能)超过 超出 大于 多于 不止 不只 最短 最低 高于 早于 晚于 迟于
        """
    )
    + "[^@#&$]{0,8}$|(?:满|(?<!不)(?<!不会)超|逾|(?<!超)过|隔|超了)$"
)
_LOWER_AFTER = re.compile("起步?|以上|开外|打底|往上|不止|才|是?(?:最快|最少|至少)")
_SOFT = re.compile(
    any_of(
        """
        预计 大概 大约 约 估计 预估 预期 应该 应当 差不多 一般 通常 正常 基本 大致 平均 最晚 最迟 最慢 最多 最长
        至多 顶多 不(?:会)?超过 不(?:会)?(?:晚|迟)于 截止 截至 超不过 用不了 要不了 晚点 晚些 稍后 尽快 估摸 约莫
        """
    )
)
_HEDGE = re.compile(
    any_of(
        """
        尽量 争取 尽力 努力 力争 尽可能 可能 也许 或许 大概率 有望 有希望 希望 想办法 试试 有机会 按理 不排除 计划
        打算 尽早 不出意外 没意外 没有意外 顺利 好像 似乎 貌似 据说 听说 据称 我也?想 恐怕 怕是 怕要 保不准 保不齐
        """
    )
)
_NOT_AFTER = re.compile(
    ".{0,6}?(?:没|未|无(?!需|理由|论|条件|偿|法?核)"
    "|不(?!会?(?:超|晚|迟)|晚于|迟于|用|便|过|间断|等|出|少|得不|变|止|限|影响|可能超|仅)|别(?!的)|勿)"
    "|.{0,6}?(?:不了|不到|不完|不出来|不过来)"
)
_NOT_BEFORE = re.compile(
    any_of(
        """
        不是 并非 不能 不会(?!超|晚|迟) 无法 没法 没办法 不可能 别 勿 不要 不在 没有 不支持 未能? 没能 不可以 不行
        做不到 不(?:用|需要?|必)等 哪[里儿]?(?:需要?|用得?着|要)
        (?<!差)不(?!超|会超|晚|迟|多|出|止|用|上班|在班|营业)
        """
    )
    + "[^@#&$我]{0,3}$"
)
# What a promise is made of. A clause with other words and none of these is not taken for one.
_EVIDENCE = re.compile(
    any_of(
        r"""
        [\^] 联系 回复 答复 反馈 回电 致电 来电 去电 电话 电联 通知 告知 告诉 处理 解决 搞定 办(?!公|法|到) 落实
        跟进 核实 核查 核对 查(?!收) 审(?!美) 退(?!房|休|役) 发(?!现|烧|热|霉|黄|型|育|布|音|货地) 寄
        补(?!水|妆|贴|习) 换(?!季|算) 赔 返(?!校|程|乡|厂) 打款 打给 转账 转给 汇款 到账 到货 收到 送到 送达
        送(?!礼) 入账 结果 方案 安排 上门 取件 修(?!身|饰|容) 检测 更新 上架 开票 开具 受理 介入 判定 裁定 生效 开通
        撤销 登记 提交 同步 说明 解释 揽收 派送 派件 响应 应答 预约 延期 延长 推迟 改到 改约 改成 改为 催 推进 报告
        结算 结清 办结 完结 返款 完成 回(?:您|你|信|音|访|应|消息) 必回 打到
        打入 打出 打$ 接入 接通 打包 出库 到达 抵达 单号
        物流信息 调解 reply respond contact refund back answer result process resolve update call
        """
    )
)
# Words that neither make a promise nor speak of anything else.
_NEUTRAL = re.compile(
    any_of(
        r"""
        可以 预计 大概 大约 估摸着? 约莫着? 估计 预估 预期 应该 应当
        差不多 一般 通常 正常 基本上? 情况下 左右 一定 肯定 绝对 保证
        承诺 答应 口头 我们? 这边 您 你 咱们? 客服 专员 平台 仓库 财务 售后 宝 最晚 最迟 最慢 最多 最长 至多 顶多
        不超过 不会超过 不晚于 不迟于 不会晚于 不会迟于 最快 最早 至少 最少 快的话 慢的话 早的话 晚的话 早则 晚则
        要么 老铁 放心 快则 慢则 少则 多则 截止 截至 为限 限时 时间 时效 期限 时限 也就 或者? 的?事 尽快 全程 大致
        最终 具体 暂时 目前 现在 平时 自然日 大促期间 高峰期? 的?期间 接下来 随后 稍后 后续 消息 恢复正常 恢复 搞掂
        弄好 抱歉 对不起 限 hello hi ok within in by the we will about around approximately up\sto at\smost max
        maximum usually normally
        [亲哈哦呢啊呀哒啦噢喔嗯吧呗嘛咯哟嘞的了准在于是就约为会将需要等能有好完搞弄做给定行够出到说讲个整以先即那还都只仅也]
        \W
        """
    )
)


# 下午给您，实在不行晚上: what comes behind it is the later way out, and so the latest.
_WAY_OUT = re.compile("(?:实在|再|真|要是?)不行(?:那?就)?$")


def is_upper(place: Place) -> bool:
    """Return whether the time is said to be the latest."""
    if place.near and place.at and _WAY_OUT.search(place.near):
        return True
    found = _UPPER.search(place.near) if place.near else None
    return found is not None and not _LOWER.search(found["rest"])


def is_lower(place: Place) -> bool:
    """Return whether the time is said to be the earliest or the least."""
    if place.after and _LOWER_AFTER.match(place.after):
        return True
    return bool(place.near and _LOWER.search(place.near)) and not is_upper(place)


# 正常3天，您这个要久一点: the usual time is not the one that is meant.
_SLOWER = re.compile("(?:要|会|得|更|比较|稍|还要)(?:更|稍)?(?:久|慢|长|晚)(?:一?[点些])?[了哈哦的]*$")


def is_hedged(place: Place) -> bool:
    """Return whether the agent only means to try, or says that it will take longer."""
    if any(_SLOWER.search(clause) for clause in place.following):
        return True
    return bool((place.near and _HEDGE.search(place.near)) or _HEDGE.search(place.after, 0, 6))


def is_soft(place: Place) -> bool:
    """Return whether the words around the time are of the "about" and "at the latest" sort."""
    return bool((place.near and _SOFT.search(place.near)) or _SOFT.search(place.after, 0, 4))


def is_denied(place: Place) -> bool:
    """Return whether the clause says that something will not happen in that time."""
    if place.after and _NOT_AFTER.match(place.after):
        return True
    return bool(place.near and _NOT_BEFORE.search(place.near)) and not is_upper(place)


def promises_something(place: Place) -> bool:
    """Return whether the clause is one of a promise, or says nothing but the time."""
    words = place.before + place.after
    return not words or bool(_EVIDENCE.search(words)) or place.after[:1] == "到" or not _NEUTRAL.sub("", words)
