"""Letters: the article's sentences, claims backed by records, marks, short forms."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.domain.messages import (
    CODES,
    FILED,
    LIMIT_CHAT,
    LIMIT_PAYMENT_COMPLAINT,
    LIMIT_SHOP_EVIDENCE,
    Exchange,
    Exhibit,
    Letter,
    LetterFacts,
    Part,
    compose,
    shortest,
)
from cases.domain.zone import SHANGHAI
from tests.letter_facts import FLASK, NOW, PROMISED, SHIRT


def test_it_writes_the_model_sentence_of_the_article() -> None:
    letter = compose("T1", FLASK)
    assert letter.text == "您好，我的订单 123456，买的保温杯不保温（倒开水 2 小时变凉），想申请退款，请协助处理。"
    assert letter.can_send
    assert letter.length == len(letter.text)


def test_it_writes_the_shirt_sentence_when_it_must_be_short() -> None:
    assert compose("T1", SHIRT).text == "您好，我的订单 123456，买的衬衫袖口开线，想申请换货，请协助处理。"
    assert shortest("T1", SHIRT).text == "订单 123456，衬衫袖口开线，想换货"


def test_it_marks_the_three_elements_and_nothing_else() -> None:
    assert [part for part in compose("T1", FLASK).parts if part.role] == [
        Part("123456", "order"),
        Part("不保温", "problem"),
        Part("退款", "demand"),
    ]


@pytest.mark.parametrize(
    ("facts", "text"),
    [
        (
            replace(SHIRT, order_no="", shop="布衣店"),
            "您好，我想咨询布衣店的衬衫：袖口开线。我希望换货，请问需要我提供哪些信息？",
        ),
        (replace(SHIRT, order_no=""), "您好，我想咨询衬衫：袖口开线。我希望换货，请问需要我提供哪些信息？"),
        (
            replace(SHIRT, order_no="", item="", shop="布衣店"),
            "您好，我想咨询布衣店的售后：袖口开线。我希望换货，请问需要我提供哪些信息？",
        ),
        (
            replace(SHIRT, order_no="", item=""),
            "您好，我想咨询一个售后问题：袖口开线。我希望换货，请问需要我提供哪些信息？",
        ),
    ],
)
def test_it_asks_without_an_order_number(facts: LetterFacts, text: str) -> None:
    letter = compose("T1", facts)
    assert (letter.code, letter.text, letter.can_send) == ("T1b", text, True)


@pytest.mark.parametrize(
    ("facts", "text"),
    [
        (replace(SHIRT, item=""), "您好，我的订单 123456，袖口开线，想申请换货，请协助处理。"),
        (replace(SHIRT, problem="衬衫袖口开线"), "您好，我的订单 123456，买的衬衫袖口开线，想申请换货，请协助处理。"),
        (
            replace(SHIRT, problem="衬衫的袖口开线。"),
            "您好，我的订单 123456，买的衬衫袖口开线，想申请换货，请协助处理。",
        ),
        (replace(SHIRT, demand="我想要换货"), "您好，我的订单 123456，买的衬衫袖口开线，想申请换货，请协助处理。"),
        (
            replace(SHIRT, problem="左袖口开线,洗过一次"),
            "您好，我的订单 123456，买的衬衫左袖口开线，洗过一次，想申请换货，请协助处理。",
        ),
        (
            replace(SHIRT, problem="左袖口开线。洗过一次！\n扣子也掉了；"),
            "您好，我的订单 123456，买的衬衫左袖口开线，洗过一次，扣子也掉了。想申请换货，请协助处理。",
        ),
        (replace(SHIRT, demand="道歉"), "您好，我的订单 123456，买的衬衫袖口开线，希望得到道歉，请协助处理。"),
        (
            replace(SHIRT, order_no="1182 6640\u30004821 "),
            "您好，我的订单 118266404821，买的衬衫袖口开线，想申请换货，请协助处理。",
        ),
        (
            replace(SHIRT, order_no="1182 6640 4821", order_tail_only=True),
            "您好，我的订单 尾号 4821，买的衬衫袖口开线，想申请换货，请协助处理。",
        ),
    ],
)
def test_it_reads_well_however_the_form_was_filled(facts: LetterFacts, text: str) -> None:
    assert compose("T1", facts).text == text


@pytest.mark.parametrize(
    ("demand", "text"), [("退款", "想申请退款（58.00 元）"), ("补差价", "想申请补差价（58.00 元）")]
)
def test_it_names_the_part_of_the_price_asked_for(demand: str, text: str) -> None:
    facts = replace(SHIRT, demand=demand, asked_amount="58.00")
    assert text in compose("T1", facts).text
    assert "（58.00 元）" in shortest("T1", facts).text
    assert f"我希望{demand}（58.00 元）" in compose("T1", replace(facts, order_no="")).text
    assert "(58.00 yuan)" in compose("T1", facts, "en").text
    assert "元）" not in compose("T1", replace(facts, asked_amount="")).text


def test_it_keeps_two_words_of_latin_letters_apart() -> None:
    facts = replace(SHIRT, item="Earbuds", problem="no sound")
    assert "买的Earbuds no sound，" in compose("T1", facts).text
    assert "Earbuds 左耳没声音" not in compose("T1", replace(facts, problem="左耳没声音")).text


@pytest.mark.parametrize("demand", ["赔偿", "道歉", "补发", "补差价"])
def test_it_never_offers_what_it_asks_for(demand: str) -> None:
    """想赔偿 and 希望道歉 say that the shopper pays or apologises."""
    facts = replace(SHIRT, demand=demand)
    for letter in (compose("T1", facts), shortest("T1", facts)):
        assert f"想{demand}" not in letter.text
    if demand in {"赔偿", "道歉"}:
        assert f"希望得到{demand}" in compose("T1b", facts).text


def test_it_never_shows_a_whole_order_number_when_only_the_tail_may_be_seen() -> None:
    for number in ("1182 6640 4821", "AB-12345", "1234"):
        for code in CODES:
            facts = replace(PROMISED, order_no=number, order_tail_only=True)
            for lang in ("zh-hans", "en"):
                assert number.replace(" ", "") not in compose(code, facts, lang).text


@pytest.mark.parametrize(
    ("promise", "is_quote", "t4", "t5"),
    [
        ("退款", True, "应在11月23日 10:12前退款。", "承诺退款（应在11月23日 10:12前）"),
        (
            "48小时内给您答复。",
            True,
            "答复“48小时内给您答复”，应在11月23日 10:12前做到。",
            "承诺“48小时内给您答复”（应在11月23日 10:12前）",
        ),
        (
            "24 小时内答复",
            False,
            "答复，应在11月23日 10:12前给我答复。",
            "承诺24 小时内答复（应在11月23日 10:12前）",
        ),
        (
            "领导说“加急”,24小时内退",
            True,
            "答复“领导说‘加急’,24小时内退”，应在",
            "承诺“领导说‘加急’,24小时内退”（应在",
        ),
    ],
)
def test_it_quotes_exact_words_and_only_those(promise: str, is_quote: bool, t4: str, t5: str) -> None:
    facts = replace(PROMISED, promise=promise, promise_is_quote=is_quote)
    assert t4 in compose("T4", facts).text
    assert t5 in compose("T5", facts).text


def test_it_gives_the_year_when_it_is_another_one() -> None:
    facts = replace(PROMISED, contact_at=datetime(2025, 12, 30, 9, tzinfo=SHANGHAI))
    assert "我在2025年12月30日 09:00通过" in compose("T5", facts).text


# What a letter claims, and the record without which it may not.
CLAIMS = [
    ("T4", "contact_at", "在11月21日 10:20"),
    ("T4", "agent_no", "（工号6789）"),
    ("T4", "promise", "“48小时内给您答复”"),
    ("T5", "contact_at", "我在11月21日 10:20通过淘宝聊天联系过"),
    ("T5", "channel", "通过淘宝聊天"),
    ("T5", "promise", "承诺“48小时内给您答复”"),
    ("T5", "promise", "现在已超过 5 小时 8 分"),
    ("T5", "agent_no", "（工号6789）"),
    ("T5", "promised_due", "（应在11月23日 10:12前）"),
    ("T5", "promised_due", "现在已超过 5 小时 8 分"),
    ("T5", "demand", "我的诉求仍是退款"),
    ("T5b", "contact_at", "我已于11月21日 10:20联系"),
    ("T5b", "contact_at", "至今未处理"),
    ("T5b", "contact_at", "相关记录我已保存"),
    ("T5b", "reminded_at", "并提醒过"),
]


@pytest.mark.parametrize(("code", "record", "claim"), CLAIMS)
def test_it_claims_only_what_a_record_backs(code: str, record: str, claim: str) -> None:
    assert claim in compose(code, PROMISED).text
    empty = None if record.endswith(("_at", "_due")) else ""
    without = replace(PROMISED, **{record: empty})
    for letter in (compose(code, without), compose(code, without).short(0)):
        assert claim not in letter.text


@pytest.mark.parametrize(
    ("facts", "said", "english"),
    [
        (PROMISED, "，应在11月23日 10:12前做到。", "which was due by 23 Nov 10:12."),
        (replace(PROMISED, promise="换货"), "，应在11月23日 10:12前换货。", "which was due by 23 Nov 10:12: 换货."),
        (replace(PROMISED, promise_is_quote=False), "，应在11月23日 10:12前给我答复。", "an answer due by"),
        (replace(PROMISED, promised_due=NOW + timedelta(hours=1)), "，会在11月23日 16:20前做到。", "which means by"),
    ],
)
def test_it_confirms_a_time_that_is_over_as_over(facts: LetterFacts, said: str, english: str) -> None:
    assert said in compose("T4", facts).text
    assert english in compose("T4", facts, "en").text


@pytest.mark.parametrize(("code", "claim"), [("T5", "还没有收到答复"), ("T5b", "至今未处理")])
@pytest.mark.parametrize("record", ["answered_at", "refused_at"])
def test_it_does_not_claim_silence_after_an_answer(code: str, claim: str, record: str) -> None:
    assert claim in compose(code, PROMISED).text
    assert claim not in compose(code, replace(PROMISED, **{record: NOW})).text


def test_it_does_not_claim_lateness_before_the_time() -> None:
    facts = replace(PROMISED, promised_due=NOW + timedelta(hours=1))
    assert "超过" not in compose("T5", facts).text
    assert "（应在11月23日 16:20前）" in compose("T5", facts).text


def test_it_threatens_the_platform_step_only_at_the_merchant() -> None:
    assert "申请平台介入" in compose("T5b", PROMISED).text
    assert "申请平台介入" not in compose("T5b", replace(PROMISED, tier="platform")).text


def test_it_asks_only_for_what_is_not_known() -> None:
    assert "工号" in compose("T3", FLASK).text
    assert "工号" not in compose("T3", PROMISED).text


@pytest.mark.parametrize(
    ("code", "facts", "missing"),
    [
        ("T1", LetterFacts(now=NOW), ("problem", "demand")),
        ("T1", replace(SHIRT, demand=""), ("demand",)),
        ("T1", replace(SHIRT, problem=" 。"), ("problem",)),
        ("T4", FLASK, ("promised_due", "promise")),
        ("T4", replace(PROMISED, promised_due=None), ("promised_due",)),
        ("T5b", replace(PROMISED, demand_deadline=None), ("demand_deadline",)),
        ("T5", LetterFacts(now=NOW), ()),
    ],
)
@pytest.mark.parametrize("lang", ["zh-hans", "en"])
def test_it_shows_what_is_missing_and_cannot_be_sent(
    code: str, facts: LetterFacts, missing: tuple[str, ...], lang: str
) -> None:
    letter = compose(code, facts, lang)
    assert letter.missing == missing
    assert letter.can_send is not bool(missing)
    assert letter.text.count("【") == len(missing)


def test_it_knows_no_other_letters() -> None:
    with pytest.raises(KeyError):
        compose("T99", FLASK)


@pytest.mark.parametrize("limit", [LIMIT_CHAT, 100, 60, 30])
def test_it_shortens_without_losing_an_element(limit: int) -> None:
    for code in CODES:
        full = compose(code, PROMISED)
        short = full.short(limit)
        assert {part.role for part in short.parts} == {part.role for part in full.parts}
        assert short.length <= full.length
        assert (short == full) or full.length > limit


def test_it_shortens_no_more_than_it_must() -> None:
    full = compose("T1", FLASK)
    assert full.short(full.length) == full
    once = full.short(full.length - 1)
    assert once.text == "订单 123456，保温杯不保温（倒开水 2 小时变凉），想退款"
    assert once.short(once.length - 1).text == "订单 123456，保温杯不保温，想退款"


def test_it_keeps_an_ordinary_letter_within_one_chat_message() -> None:
    for code in set(CODES) - set(FILED):
        assert compose(code, PROMISED).length <= LIMIT_CHAT


WORDS = st.text(alphabet="左耳没有声音换货abc12 ", max_size=12)
MOMENTS = st.none() | st.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))
FACTS = st.builds(
    LetterFacts,
    now=st.just(NOW),
    tier=st.sampled_from(["merchant", "platform", "regulator"]),
    order_tail_only=st.booleans(),
    promise_is_quote=st.booleans(),
    **dict.fromkeys(
        ("order_no", "shop", "item", "problem", "problem_detail", "demand", "channel", "promise", "agent_no"), WORDS
    ),
    **dict.fromkeys(
        ("contact_at", "promised_due", "reminded_at", "answered_at", "refused_at", "demand_deadline"), MOMENTS
    ),
    **dict.fromkeys(
        ("platform", "refusal_reason", "ruling", "case_no", "amount", "merchant_legal_name", "loss"), WORDS
    ),
    **dict.fromkeys(("signed_at", "paid_at", "first_contact_at", "filed_at", "ruled_at"), MOMENTS),
    evidence=st.lists(st.builds(Exhibit, st.integers(1, 99), WORDS), max_size=3).map(tuple),
    timeline=st.lists(
        st.builds(
            Exchange,
            at=st.just(NOW - timedelta(hours=3)),
            side=st.sampled_from(["merchant", "platform", "regulator"]),
            channel=st.sampled_from(["", "电话"]),
            demand=st.sampled_from(["", "退款"]),
            reply=st.sampled_from(["", "auto", "received", "refused"]),
            answer=WORDS,
        ),
        max_size=12,
    ).map(tuple),
)
BROKEN = re.compile(r"[，。；：？][，。；：？]|（）|“”|^[，。；：]|[，：；]$|【】| $|^ |  ")
HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,:;?!()]|[,;?!()][\u4e00-\u9fff]")


@given(FACTS, st.sampled_from(CODES), st.integers(0, 200))
def test_it_is_well_formed_whatever_is_known(facts: LetterFacts, code: str, limit: int) -> None:
    letter = compose(code, facts)
    for form in (letter, letter.short(limit)):
        assert not BROKEN.search(form.text), form.text
        assert not HALF_WIDTH.search(form.text), form.text
        assert ("【" in form.text) is bool(form.missing)
        assert form.missing == letter.missing
        assert all(part.text for part in form.parts)


def elements(letter: Letter) -> set[tuple[str, str]]:
    return {(part.role, part.text) for part in letter.parts if part.role}


@given(FACTS, st.sampled_from(CODES), st.sampled_from([0, LIMIT_CHAT, LIMIT_PAYMENT_COMPLAINT, LIMIT_SHOP_EVIDENCE]))
def test_it_shortens_any_letter_without_losing_a_word_of_an_element(facts: LetterFacts, code: str, limit: int) -> None:
    full = compose(code, facts)
    short = full.short(limit)
    assert elements(short) == elements(full)
    assert short.missing == full.missing
    assert short.length <= full.length
    assert short.length <= limit or short == shortest(code, facts)


@given(
    st.text(min_size=1, max_size=40, alphabet="0123456789-AB"),
    st.text(min_size=1, max_size=300, alphabet="袖口开线，破了。3 厘米"),
    st.sampled_from(["退款", "换货", "赔偿", "道歉", "补发", "退货退款"]),
    st.integers(0, 500),
)
def test_it_keeps_order_problem_and_demand_in_every_form_of_the_opening(
    order_no: str, problem: str, demand: str, limit: int
) -> None:
    full = compose("T1", replace(SHIRT, order_no=order_no, problem=problem, problem_detail="左袖" * 60, demand=demand))
    short = full.short(limit)
    assert elements(short) == elements(full)
    assert {role for role, _ in elements(short)} >= {"order", "problem", "demand"} - (
        {"problem"} if full.missing else set()
    )


@given(FACTS, st.sampled_from(CODES), st.integers(0, 200))
def test_it_is_well_formed_in_english_too(facts: LetterFacts, code: str, limit: int) -> None:
    letter = compose(code, facts, "en")
    for form in (letter, letter.short(limit)):
        assert not re.search(r"[.,;:?][.,;]|\(\s*\)|\s[.,;:]|  |[.?][A-Z]|^[.,;: ]", form.text), form.text
        assert form.missing == compose(code, facts).missing


@given(st.text(max_size=80), st.text(max_size=80))
def test_it_survives_any_text(problem: str, order_no: str) -> None:
    letter = compose("T1", replace(SHIRT, problem=problem, order_no=order_no))
    assert not re.search(r"[\x00-\x1f\x7f\u200b]", letter.text)
    assert letter.code == ("T1" if re.sub(r"[\s\x00-\x1f\x7f\u200b\ufeff]+", "", order_no) else "T1b")
