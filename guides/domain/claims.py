"""What a text claims to have done or to hold: true only where the record has it."""

from __future__ import annotations

import re

# 已保存, 我录了像, 附上照片, 见截图, 照片上看得清楚: proof that a reader would ask to see.
CLAIM = re.compile(
    r"(?:已经?|都)(?:保存|保留|截图|截屏|录音|录像|录屏|拍照|拍摄|留存|提供|附上?)|补充了(?:近景|照片|视频|材料)"
    r"|(?:截图|照片|视频|录音|证据|底单|面单)[^，。；]{0,8}(?:附上|已附|如下|在此|上有|上看得)|我?附上|见(?:截图|照片|视频|附件|附图|录音)"
    r"|证据(?:如下|在此)|有(?:截图|照片|视频|录音|证据)为证"
)

# What is true only of some kinds of problem. “如果是质量问题” and “您说没有质量问题” claim nothing.
OF_PROBLEM = re.compile(
    r"(?<!如果是)(?<!如属)(?<!没有)(?<!是不是)质量问题|质量不符合|不符合质量|(?:商品|东西|质量)(?:确实)?(?:有|存在)(?:问题|瑕疵|缺陷)"
    r"|(?:没有?|从未)收到(?!.{0,6}的[，,])|开箱时发现|超过(?:标明的)?保质期|过期或变质|不是无理由"
)
# What is true only with some demand.
OF_DEMAND = re.compile(r"诉求(?:是|为)|我(?:要求|申请|想要?)的?(?:是)?(?:退|换|修|维修|补|赔)|给我(?:退|换|修|补|赔)")
