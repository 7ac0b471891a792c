"""What a complaint lists: the exhibits, and the exchanges with when, by what, with whom, and what they said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from cases.domain.wording import stamp

# A complaint names how it began and how it stands; the middle of a long story is in the record.
FIRST, LAST = 2, 8
SIDES = {
    "zh": {"merchant": "商家", "platform": "平台", "regulator": "12315"},
    "en": {"merchant": "the seller", "platform": "the platform", "regulator": "12315"},
}
ANSWERS = {
    "zh": {
        "auto": "只有自动回复",
        "received": "表示已收到",
        "substantive": "已答复",
        "agreed": "同意",
        "partly_agreed": "部分同意",
        "refused": "拒绝",
    },
    "en": {
        "auto": "only an automatic reply came",
        "received": "they said they had received it",
        "substantive": "they answered",
        "agreed": "they agreed",
        "partly_agreed": "they agreed in part",
        "refused": "they refused",
    },
}
NOT_FOR_US = "不支持我方请求"
# What 12315 told of a complaint (R121 arts 15, 18, 23, 24), and what its words then are. It refuses and agrees to
# nothing: it takes a complaint or does not, and mediation ends with an agreement of both sides or without one.
TOLD = {
    "zh": {
        "accepted": ("12315 受理", "原话"),
        "not_accepted": ("12315 不予受理", "告知的理由是"),
        "settled": ("12315 调解达成", "双方约定"),
        "ended": ("12315 告知调解终止", "原话"),
    },
    "en": {
        "accepted": ("12315 accepted the complaint", "their words"),
        "not_accepted": ("12315 did not accept the complaint", "the reason it gave"),
        "settled": ("mediation by 12315 ended with an agreement", "both sides agreed"),
        "ended": ("12315 told that mediation had ended", "their words"),
    },
}


# A platform that does not take a dispute up has not judged it.
NOT_TAKEN = {
    "zh": ("平台不予受理", "告知的理由是"),
    "en": ("the platform did not take it up", "the reason it gave"),
}


class Exhibit(NamedTuple):
    """证据 3 and what it is; the number is the case's own and never given twice."""

    number: int
    name: str
    name_en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One contact as it is on record. `demand` is what was asked, "" where the record does not hold it.

    `answer` are their exact words, `reply` the kind of answer; without either the row says only that there was one.
    `notice`: they told the result of something that was handed in; nobody contacted them then. `result` is its kind.
    """

    at: datetime
    side: str
    channel: str = ""
    channel_en: str = ""
    agent_no: str = ""
    demand: str = ""
    demand_en: str = ""
    answer: str = ""
    reply: str = ""
    notice: bool = False
    result: str = ""


def exchange_lines(rows: Sequence[Exchange], now: datetime, lang: str, *, year: bool = False) -> str:
    """Return one line per exchange, oldest first; of more than ten the first two and the last eight. "" for none."""
    kept = list(rows) if len(rows) <= FIRST + LAST else [*rows[:FIRST], *rows[-LAST:]]
    said = _english if lang.startswith("en") else _chinese
    return "\n".join(said(row, stamp(row.at, now, lang, year=year)) for row in kept)


def _told(row: Exchange, lang: str) -> tuple[str, str] | None:
    """Return what came of a filing where that is no answer to the shopper's demand, and what its words are."""
    if row.side == "platform" and row.result == "not_accepted":
        return NOT_TAKEN[lang]
    return TOLD[lang].get(row.result) if row.side == "regulator" else None


def _chinese(row: Exchange, at: str) -> str:
    if (outcome := _told(row, "zh")) is not None:
        came, name = outcome
        said = _inner(row.answer)
        return f"{at}，{came}：{name}“{said}”。" if said else f"{at}，{came}。"
    through = f"通过{row.channel}" if row.channel else ""
    agent = f"（工号{row.agent_no}）" if row.agent_no else ""
    head = f"{at}，{through}联系{SIDES['zh'].get(row.side, '')}{agent}"
    # In a complaint about the seller 对方 is the seller: the platform and the office are called by their names.
    who = "对方" if row.side == "merchant" else SIDES["zh"].get(row.side, "")
    if row.notice:
        head, who = f"{at}，{SIDES['zh'].get(row.side, '')}告知结果", ""
    words = _inner(row.answer)
    told = [f"我方要求{row.demand}"] if row.demand else []
    if row.reply in ANSWERS["zh"] and (row.reply != "received" or not words):
        told.append(_answer(row, who))
    if words:
        told.append(f"{who}原话“{words}”")
    return f"{head}：{'；'.join(told)}。" if told else f"{head}。"


def _answer(row: Exchange, who: str) -> str:
    if row.reply == "auto":
        return ANSWERS["zh"]["auto"]
    return who + (NOT_FOR_US if row.reply == "refused" and row.side != "merchant" else ANSWERS["zh"][row.reply])


def _english(row: Exchange, at: str) -> str:
    if (outcome := _told(row, "en")) is not None:
        came, name = outcome
        said = _inner(row.answer)
        return f"{at}, {came}: {name} “{said}”." if said else f"{at}, {came}."
    through = f" by {row.channel_en or row.channel}" if row.channel else ""
    agent = f" (agent {row.agent_no})" if row.agent_no else ""
    head = f"{at}, contacted {SIDES['en'].get(row.side, '')}{agent}{through}"
    if row.notice:
        head = f"{at}, {SIDES['en'].get(row.side, '')} told the result"
    words = _inner(row.answer)
    told = [f"asked for {row.demand_en or row.demand}"] if row.demand else []
    if row.reply in ANSWERS["en"] and (row.reply != "received" or not words):
        told.append(ANSWERS["en"][row.reply])
    if words:
        told.append(f"their words “{words}”")
    return f"{head}: {'; '.join(told)}." if told else f"{head}."


def _inner(words: str) -> str:
    return " ".join(words.split()).rstrip("，。；、！？：,.;!?: ").replace("“", "‘").replace("”", "’")
