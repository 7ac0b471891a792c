"""Every letter as it is sent, beside its translation: compared with tests/golden/letters/.

A changed letter is a changed file: read the new text aloud before you replace the old one.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from cases.domain.messages import CODES, LetterFacts, compose, shortest
from cases.domain.zone import SHANGHAI

FOLDER = Path(__file__).parent / "letters"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


NOW = at("2026-11-23T15:20:00")
EMPTY = LetterFacts(now=NOW)
FULL = LetterFacts(
    now=NOW,
    order_no="1182 6640 4821",
    shop="声野数码旗舰店",
    platform="淘宝",
    item="蓝牙耳机",
    amount="299.00",
    paid_at=at("2026-11-15T09:30:00"),
    signed_at=at("2026-11-18T00:00:00"),
    problem="左耳没有声音",
    problem_detail="连过三部手机都一样",
    demand="退款",
    demand_deadline=at("2026-11-24T18:00:00"),
    contact_at=at("2026-11-21T10:12:00"),
    channel="淘宝聊天",
    agent_no="6789",
    promise="48小时内给您答复",
    promised_due=at("2026-11-23T10:12:00"),
    reminded_at=at("2026-11-23T10:50:00"),
    english={"item": "Bluetooth headphones", "channel": "Taobao chat"},
)
FORMS = {
    "full": lambda code: compose(code, FULL),
    "empty": lambda code: compose(code, EMPTY),
    "short": lambda code: shortest(code, FULL),
    "english": lambda code: compose(code, FULL, "en"),
    "english-empty": lambda code: compose(code, EMPTY, "en"),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("code", CODES)
def test_it_writes_the_letter_word_for_word(code: str, form: str) -> None:
    letter = FORMS[form](code)
    expected = (FOLDER / f"{code}.{form}.txt").read_text(encoding="utf-8")
    assert f"{letter.text}\n" == expected


def test_it_has_no_golden_file_without_a_letter() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {f"{code}.{form}.txt" for code in CODES for form in FORMS}
