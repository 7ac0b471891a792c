"""Letters as text for an editor: what ships reads back as itself, and what is no letter is refused by name."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.domain.messages import CODES, LetterFacts, letter
from cases.domain.messages.facts import words_of
from cases.domain.messages.grammar import Clause, Fact, Speaker, Template
from cases.domain.messages.notation import Unreadable, names_in, read, written
from tests.golden.test_letters import EMPTY, FULL, HANDED, WAITING
from tests.letter_facts import FLASK, PROMISED, SHIRT

CASES = {
    "empty": EMPTY,
    "full": FULL,
    "handed": HANDED,
    "waiting": WAITING,
    "flask": FLASK,
    "shirt": SHIRT,
    "promised": PROMISED,
    "gift": replace(FLASK, demand="道歉", promise="退款", item=""),
    "long": replace(FLASK, problem="不保温，盖子漏水，杯身有划痕", tier="platform"),
}
TONGUES = ("zh", "en")


def said(template: Template, facts: LetterFacts, tongue: str, level: int) -> tuple[str, tuple[str, ...]]:
    spoken = Speaker(words_of(facts, tongue), letter.MARKS[tongue], level).say(template)
    return "".join(part.text for part in spoken.parts), spoken.missing


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("tongue", TONGUES)
def test_it_says_what_ships_in_every_case_and_at_every_length(code: str, tongue: str) -> None:
    shipped = letter.TEMPLATES[tongue][code]
    again = read(written(shipped, tongue), tongue, shipped.gap)
    for facts, level in product(CASES.values(), range(3)):
        assert said(again, facts, tongue, level) == said(shipped, facts, tongue, level)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("tongue", TONGUES)
def test_it_writes_the_same_text_again(code: str, tongue: str) -> None:
    shipped = letter.TEMPLATES[tongue][code]
    text = written(shipped, tongue)
    assert names_in(read(text, tongue)) == names_in(shipped)
    assert written(read(text, tongue, shipped.gap), tongue) == text


@pytest.mark.parametrize(
    ("text", "facts", "level", "words"),
    [
        ("您好，[我买的{item}]坏了。", SHIRT, 0, "您好，我买的衬衫坏了。"),
        ("您好，[我买的{item}]坏了。", replace(SHIRT, item=""), 0, "您好，坏了。"),
        ("[客服{agent_no}说过|有人说过]。", SHIRT, 0, "有人说过。"),
        ("[-您好，]请处理。", SHIRT, 1, "请处理。"),
        ("[--细节，]请处理。", SHIRT, 1, "细节，请处理。"),
        ("[--细节，]请处理。", SHIRT, 2, "请处理。"),
        ("[?at_merchant 请商家处理。]", SHIRT, 0, "请商家处理。"),
        ("[?at_merchant 请商家处理。]", replace(SHIRT, tier="platform"), 0, ""),
        ("<订单 {order_no} / 工号 {agent_no} / 想{demand!}>", SHIRT, 0, "订单 123456，想换货。"),
        ('<"；" "" 订单 {order_no} / 想{demand}>', SHIRT, 0, "订单 123456；想换货"),
        ("没有{agent_no}就没有这一行。", SHIRT, 0, ""),
        ("想{demand!}。", EMPTY, 0, "想【诉求】。"),
        (r"\[原样\] a\/b 1\n2", SHIRT, 0, "[原样] a/b 1\n2"),
        ("第一句。\n\n第二句。", SHIRT, 0, "第一句。第二句。"),
    ],
)
def test_it_reads_the_signs(text: str, facts: LetterFacts, level: int, words: str) -> None:
    assert said(read(text, "zh"), facts, "zh", level)[0] == words


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("您好[，请处理", "open"),
        ("<您好 / 请处理", "open"),
        ("您好{item", "open"),
        ("您好]", "stray"),
        ("您好}", "stray"),
        ("您好 | 请", "stray"),
        ("您好\\", "stray"),
        ("{Item}", "name"),
        ("{}", "name"),
        ("[? 您好]", "name"),
        ("[" * 20 + "]" * 20, "deep"),
    ],
)
def test_it_refuses_what_is_no_letter(text: str, kind: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(text, "zh")
    assert refused.value.kind == kind


@given(st.text(max_size=60))
def test_it_keeps_any_words_as_they_are(words: str) -> None:
    plain = " ".join(words.split())
    template = Template((Clause((plain, Fact("demand"))),) if plain else ())
    assert said(read(written(template, "zh"), "zh"), SHIRT, "zh", 0) == said(template, SHIRT, "zh", 0)


@given(st.text(alphabet='您好{}[]<>|/\\-?"! a_', max_size=30))
def test_it_reads_or_says_why_not(text: str) -> None:
    kind, template = "", None
    try:
        template = read(text, "zh")
    except Unreadable as refused:
        kind = refused.kind
    assert kind in ("open", "stray", "name", "deep") or read(written(template, "zh"), "zh") is not None
