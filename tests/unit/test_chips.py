"""One-tap promises, said in the language of the page and of the letter's translation."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from cases.domain.chips import CHIP_WORDS, CHOSEN, chip_words, english_facts
from cases.domain.messages import compose
from tests.letter_facts import PROMISED
from tests.unit.test_count_lines import HAN


@pytest.mark.parametrize("words", [*CHIP_WORDS.values(), CHOSEN])
def test_it_says_a_one_tap_promise_in_english(words):
    assert not HAN.search(chip_words(words, "en"))
    assert chip_words(words, "zh-hans") == words


def test_it_leaves_a_quotation_as_it_was_said():
    assert chip_words("最晚周五给您处理", "en") == "最晚周五给您处理"
    assert english_facts("最晚周五给您处理") == {}


@pytest.mark.parametrize("words", [*CHIP_WORDS.values(), CHOSEN])
@pytest.mark.parametrize("code", ["T4", "T5"])
def test_it_translates_a_one_tap_promise_in_a_letter(words, code):
    facts = replace(PROMISED, promise=words, promise_is_quote=False, channel="", item="", english=english_facts(words))
    assert not HAN.search(compose(code, facts, "en").text)
    assert words in compose(code, facts).text or code == "T4"


def test_it_writes_a_chosen_time_without_saying_it_twice():
    facts = replace(PROMISED, promise=CHOSEN, promise_is_quote=False)
    assert facts.promised_due is not None
    running = replace(facts, now=facts.promised_due - timedelta(hours=1))
    assert "会在11月23日 10:12前答复" in compose("T4", running).text
    assert "应在11月23日 10:12前答复" in compose("T4", facts).text
    assert "承诺答复（应在11月23日 10:12前）" in compose("T5", facts).text
