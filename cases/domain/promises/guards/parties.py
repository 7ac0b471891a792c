"""Times that are a merchant's, a courier's or a bank's, told by somebody else."""

from __future__ import annotations

import re

from cases.domain.promises.place import Place, any_of

_NAMES = any_of(
    """
    商家 卖家 店家 店铺 对方 第三方 厂家 厂商 供应商 快递(?!费|单|柜|号|信息) 物流(?!信息|单|费|轨迹|号) 银行(?!卡)
    邮政 海关 派送员 骑手 品牌方 承运商 菜鸟 驿站 买家 消费者 中通 圆通 申通 韵达 顺丰 极兔 德邦 百世
    """
)
_CARRIER = re.compile("快递|物流|邮政|ems|中通|圆通|申通|韵达|顺丰|极兔|德邦|百世|派件|派送")
_DELIVERS = re.compile("(?:就|会|能|可以|大概|才)*(?:到(?!账)|送|派|签收|$)")
_OTHER = re.compile(f"(?<!我们)(?<!咱们)(?<!本){_NAMES}(?P<rest>.*)$")
_OWN_AFTER_OTHER = re.compile(r"我们|我|这边|专员|客服|平台|[\^]|咱")
_OTHER_AFTER = re.compile(
    f"{any_of('如果 若 只要 由 让 该')}?{_NAMES}(?:那边)?"
    + any_of("会 将 不 没 未 如果 若 需 必须 处理 回复 还 同意 拒绝")
)
_TELLS = re.compile(".{0,4}(?:说|表示|承诺|称)")
_OTHER_SAYS = re.compile(f"{_NAMES}.{{0,6}}{any_of('说 表示 承诺 答复 反馈 回复 告知 称')}.{{0,3}}$")


def is_other_party(place: Place) -> bool:
    """Return whether the time binds a party the agent only speaks of."""
    if place.after and _OTHER_AFTER.match(place.after):
        return True
    if place.at:
        prior = place.clauses[place.at - 1]
        if _OTHER_SAYS.search(prior) or (_CARRIER.search(prior) and _DELIVERS.match(place.after)):
            return True
    found = _OTHER.search(place.before) if place.before else None
    return bool(found and (_TELLS.match(found["rest"]) or not _OWN_AFTER_OTHER.search(found["rest"])))
