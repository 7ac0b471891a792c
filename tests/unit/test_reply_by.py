"""The moment a letter asks for an answer by, read back from its words."""

from __future__ import annotations

from datetime import datetime

import pytest

from cases.domain.messages import LetterFacts, compose
from cases.domain.messages.reply_by import reply_by_in
from cases.domain.zone import SHANGHAI


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=SHANGHAI)


NOW = at(2026, 11, 23, 15, 20)


@pytest.mark.parametrize("now", [NOW, at(2026, 12, 31, 20, 0), at(2026, 12, 30, 23, 59)])
def test_it_reads_what_the_letter_writes(now):
    due = at(2027, 1, 1, 18, 0) if now > NOW else at(2026, 11, 24, 18, 0)
    text = compose("T5b", LetterFacts(now=now, order_no="1", contact_at=now, demand_deadline=due)).text
    assert reply_by_in(text, now) == due


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("请在11月25日 24:00前给出方案", at(2026, 11, 25, 23, 59, 59)),
        ("请您务必在 11月25日12：30之前答复", at(2026, 11, 25, 12, 30)),
        ("请在1月2日 09:00前给出方案", at(2027, 1, 2, 9, 0)),
        ("请在11月23日 12:00前给出方案", None),
        ("请在11月31日 18:00前给出方案", None),
        ("请在11月25日 25:00前给出方案", None),
        ("您答应在11月25日 12:00前答复", None),
        ("请在收到后尽快答复", None),
        ("", None),
    ],
)
def test_it_reads_a_moment_to_come_and_nothing_else(words, due):
    assert reply_by_in(words, NOW) == due
