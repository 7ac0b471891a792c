"""Laws every reading keeps, whatever the words."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cases.domain.promises import Flag, parse_promise
from cases.domain.promises.text import _TRADITIONAL
from cases.domain.promises.words import WORDS
from cases.domain.zone import SHANGHAI
from tests.unit.calendars import CALENDAR
from tests.unit.promises.tables import EXAMPLES, HELD_OUT, rows

TABLE = [*rows(EXAMPLES), *rows(HELD_OUT)]
DATED = [row for row in TABLE if row.due is not None]
NEVER = [row for row in TABLE if row.due is None]
# Sentences of one clause whose only time is promised: what is put around them decides.
PLAIN = [
    "24小时内给您答复",
    "3个工作日内给您退款",
    "两三天内给您处理",
    "明天下午3点前给您回电",
    "周五前给您答复",
    "12月1日前给您打款",
    "一周内给您结果",
    "月底前给您退款",
]
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2028, 12, 31)).map(lambda at: at.replace(tzinfo=SHANGHAI))
SIGNS = "0123456789一二两三十百半几.:-~/、，。！？（）@#$&^|+ \n"
TIMES = ("24", "17:30", "2026-12-15", "12/2", "T+1", "h", "24h")
CUES = ("给您", "答复", "如果", "收到", "昨天", "吗", "不", "没", "请您", "再", "商家", "的话", "最快", "最晚", "了")
PIECES = st.sampled_from([*WORDS, *SIGNS, *TIMES, *CUES])
SOUP = st.lists(PIECES, max_size=14).map("".join)
TO_TRADITIONAL = str.maketrans(
    {pair[1]: pair[0] for pair in reversed(_TRADITIONAL.split()) if pair[1] not in "一二三四五六七八九十百"}
)
TO_FULL_WIDTH = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)} | {" ": "\u3000"})


def due(words: str, at: datetime) -> datetime | None:
    return parse_promise(words, at, CALENDAR).due


@given(st.text(max_size=80), MOMENTS)
def test_it_never_raises_on_any_text(words: str, at: datetime) -> None:
    assert parse_promise(words, at, CALENDAR).phrase == words


@given(SOUP, MOMENTS)
def test_it_never_raises_on_a_soup_of_its_own_words_and_always_looks_ahead(words: str, at: datetime) -> None:
    reading = parse_promise(words, at, CALENDAR)
    assert reading.phrase == words
    assert (reading.due is None) == (reading.reason is not None)
    assert list(reading.flags) == sorted(reading.flags, key=list(Flag).index)
    for moment in (reading.due, *(term.due for term in reading.terms)):
        if moment is not None:
            assert moment > at
            assert moment.utcoffset() == timedelta(hours=8)


@given(st.sampled_from(TABLE), MOMENTS)
def test_it_looks_ahead_from_any_moment(row, at) -> None:
    found = due(row.phrase, at)
    assert found is None or found > at


GREETINGS = ["亲，", "亲亲，", "您好，", "好的呢，", "嗯嗯，", "😊", "不好意思哈，", "【客服】"]
FILLERS = ["哈", "哦", "呢", "的哦", "哈~", "～", "！", "。", "，感谢您的理解", "😊", "，谢谢亲"]
COMPANY = ["亲，{}", "{}哈", "{}。谢谢您的理解", "好的，{}", "{}，请您理解", "{}哦亲", "{}😊"]


@given(st.sampled_from(DATED), st.sampled_from(GREETINGS))
def test_it_reads_the_same_behind_a_greeting(row, greeting) -> None:
    assume("在吗" not in row.phrase)
    assert due(greeting + row.phrase, row.heard_at) == row.due


@given(st.sampled_from(PLAIN), st.sampled_from(FILLERS))
def test_it_reads_the_same_before_a_filler(words, filler) -> None:
    at = datetime(2026, 11, 23, 10, tzinfo=SHANGHAI)
    assert due(words + filler, at) == due(words, at) is not None


@given(st.sampled_from(TABLE))
def test_it_reads_full_width_as_half_width(row) -> None:
    assert due(row.phrase.translate(TO_FULL_WIDTH), row.heard_at) == row.due


@given(st.sampled_from(TABLE))
def test_it_reads_traditional_as_simplified(row) -> None:
    assert due(row.phrase.translate(TO_TRADITIONAL), row.heard_at) == row.due


def test_it_reads_every_pair_of_traditional_and_simplified_the_right_way_round() -> None:
    for pair in _TRADITIONAL.split():
        assert len(pair) == 2
        assert pair[0] != pair[1]
    firsts = [pair[0] for pair in _TRADITIONAL.split()]
    assert len(set(firsts)) == len(firsts)
    assert not set(firsts) & {pair[1] for pair in _TRADITIONAL.split()}


@given(st.sampled_from(PLAIN), st.data())
def test_it_reads_past_spaces(words, data) -> None:
    at = data.draw(st.integers(1, len(words) - 1))
    assume(not (words[at - 1].isdigit() and words[at].isdigit()))
    moment = datetime(2026, 11, 23, 10, tzinfo=SHANGHAI)
    assert due(words[:at] + " " + words[at:], moment) == due(words, moment)


@pytest.mark.parametrize("words", PLAIN)
@pytest.mark.parametrize(
    "frame",
    [
        "如果审核通过，{}",
        "收到退货后{}",
        "收到退货后，{}",
        "{}吗",
        "{}，可以吗？",
        "{}好不好",
        "最快{}",
        "最早{}",
        "{}，但不保证",
        "不一定{}",
        "昨天说{}",
        "之前承诺的{}",
        "商家说{}",
        "{}，前提是您先寄回",
        "等仓库收到货，{}",
        "您先提交凭证，{}",
        "尽量{}",
        "可能{}",
        "没办法{}",
        "能不能{}",
    ],
)
def test_it_asks_when_the_frame_takes_the_promise_back(words: str, frame: str) -> None:
    at = datetime(2026, 11, 23, 10, tzinfo=SHANGHAI)
    assert due(words, at) is not None
    assert due(frame.format(words), at) is None


@given(st.sampled_from([row for row in NEVER if "？" not in row.phrase]), st.sampled_from(COMPANY))
def test_it_gives_no_date_to_a_none_phrase_in_company(row, frame) -> None:
    assert due(frame.format(row.phrase), row.heard_at) is None


@given(MOMENTS, st.integers(1, 40))
def test_it_reads_chinese_numerals_as_digits(at, number) -> None:
    chinese = _chinese(number)
    for unit in ("小时内", "天内", "个工作日内", "分钟内"):
        assert due(f"{chinese}{unit}给您答复", at) == due(f"{number}{unit}给您答复", at) is not None


@given(MOMENTS, st.integers(1, 30), st.integers(1, 30))
def test_it_takes_the_upper_end_of_a_range(at, low, more) -> None:
    for unit in ("小时", "天", "个工作日"):
        assert due(f"{low}-{low + more}{unit}内", at) == due(f"{low + more}{unit}内", at)
        assert due(f"{low + more}到{low}{unit}内", at) is None


@given(MOMENTS, st.integers(1, 60))
def test_it_never_ends_a_longer_promise_earlier(at, number) -> None:
    for unit in ("分钟内", "小时内", "天内", "个工作日内"):
        shorter, longer = due(f"{number}{unit}", at), due(f"{number + 1}{unit}", at)
        assert shorter is not None
        assert longer is not None
        assert shorter < longer


@given(MOMENTS)
def test_it_counts_hours_exactly_and_days_to_their_end(at) -> None:
    assert due("24小时内", at) == at + timedelta(hours=24)
    tomorrow = due("明天给您答复", at)
    assert tomorrow == due("1天内", at)
    assert tomorrow is not None
    assert (tomorrow.date() - at.date(), f"{tomorrow:%H:%M:%S}") == (timedelta(days=1), "23:59:59")


def _chinese(number: int) -> str:
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else digits[tens] + "十"
    return head + (digits[ones] if ones else "")
