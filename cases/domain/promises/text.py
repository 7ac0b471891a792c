"""One way of writing: full width, traditional characters, brackets, list numbers and stray spaces brought into line."""

from __future__ import annotations

import re

# A longer text is no promise but a conversation.
LONGEST = 600

# Pairs of characters, traditional first. Only what can stand in or near a time, a condition or a verb of service.
_TRADITIONAL = """
個个 時时 點点 鐘钟 鍾钟 週周 內内 後后 這这 號号 兩两 倆俩 禮礼 開开 給给 覆复 復复 處处 預预 計计 過过 遲迟 嗎吗
麼么 麽么 會会 將将 請请 聯联 繫系 係系 電电 話话 專专 員员 務务 財财 倉仓 庫库 簽签 貨货 發发 攬揽 審审 訂订 單单
準准 確确 無无 辦办 證证 據据 間间 還还 沒没 來来 說说 現现 剛刚 經经 應应 該该 約约 結结 為为 爲为 們们 與与 從从
當当 諾诺 賬账 帳账 銀银 遞递 達达 長长 數数 幾几 節节 國国 慶庆 勞劳 動动 萬万 親亲 賣卖 買买 業业 顧顾 問问 題题
關关 閉闭 機机 試试 讓让 歡欢 認认 調调 諮咨 詢询 補补 償偿 報报 續续 網网 錢钱 頭头 邊边 運运 進进 連连 選选 郵邮
換换 損损 壞坏 線线 級级 終终 維维 圖图 場场 態态 戶户 擇择 於于 樣样 檢检 權权 歸归 決决 況况 測测 滿满 熱热 營营
獲获 環环 產产 異异 盡尽 監监 種种 稱称 積积 穩稳 範范 編编 緊紧 繼继 職职 舊旧 術术 裝装 規规 視视 覺觉 覽览 觀观
詳详 語语 論论 議议 護护 變变 費费 資资 質质 賠赔 趕赶 較较 輕轻 輸输 轉转 農农 適适 遠远 釋释 鈴铃 錄录 錯错 際际
隨随 雙双 難难 順顺 須须 領领 額额 顯显 類类 餘余 驗验 齊齐 諒谅 煩烦 體体 實实 義义 總总 滯滞 淨净 減减 傳传 師师
幫帮 彙汇 匯汇 執执 壓压 絡络 絕绝 統统 緩缓 縮缩 織织 聽听 肅肃 脫脱 臨临 舉举 蓋盖 藥药 蘭兰 虛虚 蟲虫 衛卫 裏里
裡里 製制 見见 訊讯 設设 許许 訴诉 診诊 評评 詞词 誌志 誠诚 誤误 課课 誰谁 談谈 諸诸 謝谢 譯译 讀读 貝贝 負负 責责
貴贵 貼贴 賓宾 賺赚 購购 贈赠 趨趋 跡迹 蹤踪 車车 軍军 載载 輛辆 輪轮 迴回 遊游 違违 遷迁 邏逻 鄰邻 醫医 釐厘 針针
鋪铺 鏈链 門门 閱阅 隊队 陽阳 階阶 隱隐 離离 雜杂 雲云 靜静 響响 頁页 項项 飛飞 飯饭 館馆 馬马 騙骗 驚惊 髮发 鬆松
鬧闹 魚鱼 鮮鲜 黃黄 龍龙 殺杀 壹一 貳二 參三 叁三 肆四 伍五 陸六 柒七 捌八 玖九 拾十 佰百 弍二 贰二 陆六
"""
_PUNCTUATION = """
，, ；; ：: ？? ！! ～~ 〜~ ∼~ ⁓~ ˜~ –- —- ―- −- ‐- ‑- ─- ー- ﹣- …, ‥, ・, ·, •, ﹐, ﹔; ﹕: ﹖? ﹗! ｡。 ､、 ×* ✖*
"""
# Brackets and quotes frame words without changing them; invisible characters and the marks of the grammar go too.
_DROPPED = "【】「」『』《》〈〉[]{}“”‘’\"'`｢｣〔〕〖〗@#&$_|^"
_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\ufe0e\ufe0f"
# List numbers are not amounts: ① ⑴ ⒈ ❶ ➀ and keycaps part the text instead.
_LIST_NUMBERS = (*range(0x2460, 0x249C), *range(0x24EA, 0x2500), *range(0x2776, 0x2794), 0x20E3)


def _pairs(text: str) -> dict[int, str]:
    return {ord(pair[0]): pair[1] for pair in text.split()}


# Pictures stand at the ends of clauses.
_PICTURES = (*range(0x2600, 0x27C0), *range(0x2B00, 0x2C00), *range(0x1F000, 0x1FB00))

_TABLE: dict[int, str | None] = {
    **dict.fromkeys(_PICTURES, ","),
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **_pairs(_TRADITIONAL),
    **_pairs(_PUNCTUATION),
    **{ord(mark): None for mark in _DROPPED + _INVISIBLE},
    **{ord(mark) + 0xFEE0: None for mark in "[]{}\"'`@#&$_|^"},
    **dict.fromkeys(_LIST_NUMBERS, ";"),
    **dict.fromkeys(map(ord, "\n\r\v\f\x85\u2028\u2029"), ";"),
    **dict.fromkeys((0x09, 0xA0, 0x3000, *range(0x2000, 0x200B), 0x202F, 0x205F), " "),
}
# 【客服】 before the words says who speaks.
_LABEL = re.compile("^【[^】0-9０-９天时日月周]*】")
_KEYCAP = re.compile(r"\d\ufe0f?\u20e3")
_LOOSE_SPACE = re.compile(r"(?<![0-9a-z]) +| +(?![0-9a-z])")
_LOOSE_DOT = re.compile(r"(?<!\d)\.+|\.+(?!\d)")
# 三(3)个工作日 says the same number twice.
_TWICE = re.compile(r"([0-9一二两三四五六七八九十百]+)\([0-9一二两三四五六七八九十百]+\)")
_TYPOS = (("工做日", "工作日"), ("工作曰", "工作日"), ("工作天", "工作日"), ("小是内", "小时内"), ("消时", "小时"))


def normalise(words: str) -> str:
    """Return the words in half width, simplified characters and lower case, without frames or loose spaces."""
    if words.startswith("【"):
        words = _LABEL.sub("", words)
    if "\u20e3" in words:
        words = _KEYCAP.sub(";", words)
    text = words.translate(_TABLE).lower()
    if " " in text:
        text = _LOOSE_SPACE.sub("", text)
    if "(" in text or ")" in text:
        text = _TWICE.sub(r"\1", text)
    if "." in text:
        text = _LOOSE_DOT.sub(",", text)
    for wrong, right in _TYPOS:
        if wrong in text:
            text = text.replace(wrong, right)
    return text
