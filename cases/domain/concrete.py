"""Tells whether a text says anything one could see, hear or measure. Heuristics: they advise and never block."""

from __future__ import annotations

import re
from collections.abc import Iterable

CLAUSE_ENDS = re.compile(r"[，。；！？、：（）,.;!?:()\n]+")
# What people see, hear or miss. A clause with one of these is concrete by itself.
SYMPTOM = re.compile(
    r"没有?$|没[送给]|没有?(?:声音|反应|收到|发货|信号|图像|水|电|热|货|送达|寄)|无(?:声|法(?:开机|充电|连接|识别|启动))|未(?:收到|发货|送达)"
    r"|不(?:亮|转|响|热|冷|制冷|制热|保温|通电|出水|吸水|粘|黏|回弹|平整|对称|防水|掉|退(?:款|货|钱)|发货|给退|同意退)"
    r"|[盖关开合装插扣拧拉按推连充吸停锁刷认打启装穿戴塞拔洗擦]不[上了下住进出开动紧满到着起掉拢]"
    r"|开[线胶裂焊]|脱[胶线皮落]|掉(?:色|漆|毛|皮|钻|渣|涂层|线)|褪色|染色|起(?:球|皮|泡|毛|翘)|缩水|变(?:凉|形|色|质|黄|黑)|串色"
    r"|[漏渗]|断(?!货)|[破碎裂凹瘪]|划[痕伤]|刮[痕花]|压痕|[锈霉]|异味|臭|发(?:黄|黑|烫|热|臭|霉|涩|酸|错|成)|烫手|冒烟|漏电|短路|异响|杂音|电流声"
    r"|死机|黑屏|花屏|白屏|绿线|亮点|坏点|闪[退屏烁]|卡[住顿死]|重启|关机|断[连触开]|跳闸|失灵|松动|脱落|歪|偏移|色差|污渍|黄渍|油渍|虫|异物|过期|临期"
    r"|少(?:了|发|件|配|装|给|一|两|送)|漏发|缺[少件货失一]|错发|空包|旧款|二手|拆封|拆过|用过|假[货的冒]|仿[品冒]|山寨|盗版|翻新"
    r"|(?:偏|太|过)[大小长短紧松薄厚窄宽硬软]|[大小]了?[一两半]?[码号]|尺[码寸]不|型号不|颜色不|(?:页面|吊牌|领标|标签|包装)[上里]?[写标印]|[写标]的?是.{1,12}(?:实际|收到|发)"
    r"|拒[绝收]|驳回|超时|没(?:退|到账|寄|补|人接)|(?:左|右|两)[^，。]{0,6}(?:不一样|不同)"
)
WHERE = re.compile(
    r"[左右底顶边角口领袖肩腰腋胸背缝键盖轮]|上[面方]|下[面方]|前[面盖]|后[面盖]|屏|拉链|扣子|把手|喇叭|电池|接口|充电|摄像头|按钮"
    r"|内胆|鞋[底面跟带]|帽|肩带|吊牌|标签|包装|纸箱|瓶|表[面盘带]|镜[片头]|耳|插[头座]|电源|转轴|铰链|涂层|里衬"
)
MEASURE = re.compile(
    r"(?:\d+(?:\.\d+)?|[一二两三四五六七八九十半几百]+)\s*(?:个?(?:小时|工作日|月)|分钟|秒|天|周|次|遍|厘米|毫米|公分|米|寸|cm|mm|kg|g|ml|L"
    r"|毫升|升|度|℃|%|克|斤|公斤|件|只|张|部|片|条|处|码|页|块|粒|颗|瓶|盒|包|双|圈|倍|成|根|道|格)",
    re.IGNORECASE,
)
# Words that carry no detail: courtesy, asking, blaming, and the names of the parties.
FILLER = re.compile(
    r"您好|你好|在吗|亲|请问|请|麻烦|帮忙|帮|协助|谢谢|感谢|一下|我们?的?|你们?的?|您的?|他们|它|咱|大家"
    r"|想要?|要求|要|申请|希望|需要|能不能|能否|能|可不可以|可以|应该|必须|得|会|怎么|如何|为什么|什么|哪|吗|呢|吧|啊|呀|了|着|过|的|地"
    r"|这个|那个|这|那|东西|商品|产品|宝贝|货物?|物品|买回?来?|下单|购买|订购|收到|签收|拿到|发来|寄来|用|看|觉得|感觉|发现|问题|毛病|情况"
    r"|订单号?|单号|编号|客服|商家|店家|卖家|店铺|平台|售后|处理|解决|回复|答复|说法|交代|联系|反映"
    r"|今天|昨天|前天|刚刚?|刚才|现在|已经?|一直|就|都|也|还|又|再|才|很|非常|特别|十分|真|太|好|挺|有点|有些|有|是|在|给|把|被|让|跟|和|与|对|向|从"
    r"|尽快|赶紧|赶快|马上|立刻|立即|快点|抓紧|及时|生气|失望|无语|气|烦|差劲|垃圾|烂|骗|坑|态度|服务|不然|否则|如果|要不|曝光|差评|投诉|举报|维权|但是?|而且|因为|所以|不|没"
)
DIGITS = re.compile(r"\d{4,}")
SPOKEN = re.compile(r"[^\w\u3400-\u9fff]+|_")
BOUGHT = re.compile(r"买|下单|购")
# A clause this long without any filler says something, even if no list here knows it; one that names what was bought
# has the item in it and must be longer.
ENOUGH, ENOUGH_WITH_ITEM = 5, 9


def says_something(text: str, without: Iterable[re.Pattern[str]] = ()) -> bool:
    """Return whether any clause is concrete once the matches of `without` (vague words, demands) are taken out."""
    for pattern in without:
        text = pattern.sub("", text)
    return any(map(_is_concrete, CLAUSE_ENDS.split(text)))


def _is_concrete(clause: str) -> bool:
    if SYMPTOM.search(clause) or (WHERE.search(clause) and MEASURE.search(clause)):
        return True
    rest = SPOKEN.sub("", FILLER.sub("", DIGITS.sub("", clause)))
    return len(rest) >= (ENOUGH_WITH_ITEM if BOUGHT.search(clause) else ENOUGH)
