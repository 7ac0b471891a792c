"""What a reading tells besides its moment: kind, flags, working, reasons, the times it is made of."""

from __future__ import annotations

from datetime import UTC, datetime, time

import pytest

from cases.domain.promises import Reading, parse_promise
from cases.domain.zone import SHANGHAI
from tests.unit.calendars import CALENDAR

MONDAY = datetime(2026, 11, 23, 10, tzinfo=SHANGHAI)
EVENING = datetime(2026, 11, 27, 19, 20, tzinfo=SHANGHAI)
NEW_YEAR = datetime(2026, 12, 30, 10, tzinfo=SHANGHAI)


def read(words: str, at: datetime = MONDAY) -> Reading:
    return parse_promise(words, at, CALENDAR)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("30分钟内", "minutes"),
        ("一刻钟内", "minutes"),
        ("24小时内", "hours"),
        ("工作日24小时内", "hours"),
        ("3天内", "days"),
        ("明天给您答复", "days"),
        ("半个月内", "days"),
        ("两周内", "weeks"),
        ("下周给您答复", "weeks"),
        ("一个月内", "months"),
        ("3个工作日内", "working_days"),
        ("下个工作日", "working_days"),
        ("T+1给您处理", "working_days"),
        ("明天下午", "daypart"),
        ("下班前", "daypart"),
        ("明天17:30前", "clock"),
        ("周五18点前", "clock"),
        ("周五前", "weekday"),
        ("这个周末", "weekday"),
        ("12月1日前", "date"),
        ("月底前", "date"),
        ("尽快给您处理", "none"),
    ],
)
def test_it_names_the_kind_of_time(words: str, kind: str) -> None:
    assert read(words).kind == kind


@pytest.mark.parametrize(
    ("words", "flags"),
    [
        ("24小时内给您答复", ()),
        ("预计24小时内", ("soft",)),
        ("最晚明天给您答复", ("soft",)),
        ("24小时左右", ("soft",)),
        ("请耐心等待24小时", ("soft",)),
        ("1-3个工作日", ("range",)),
        ("两三天内", ("range",)),
        ("大概3-5天", ("soft", "range")),
        ("周五前给您答复", ("ambiguous",)),
        ("T+1给您处理", ("ambiguous",)),
        ("工作日24小时内回复", ("ambiguous",)),
        ("今天3点前给您答复", ("ambiguous",)),
        ("24小时内联系您，3个工作日内出结果", ("two_promises",)),
        ("明天给您回复，最晚后天", ("soft",)),
        ("24小时内，也就是明天10点前", ()),
        ("尽快给您处理", ("vague",)),
        ("过两天再看看", ("vague",)),
        ("收到退货后48小时内退款", ("conditional",)),
        ("昨天已经给您反馈了", ("past",)),
    ],
)
def test_it_flags_what_the_shopper_should_know(words: str, flags: tuple[str, ...]) -> None:
    assert read(words).flags == flags


def test_it_ends_a_part_of_the_day_that_has_passed_with_the_day_and_says_so() -> None:
    found = read("今天下午给您处理", EVENING)
    assert found.due == datetime(2026, 11, 27, 23, 59, 59, tzinfo=SHANGHAI)
    assert found.flags == ("past",)


def test_it_is_provisional_where_a_year_is_not_announced() -> None:
    found = read("3个工作日内", NEW_YEAR)
    assert found.due == datetime(2027, 1, 4, 23, 59, 59, tzinfo=SHANGHAI)
    assert found.flags == ("provisional",)
    assert found.provisional
    assert not read("3个工作日内").provisional
    assert not read("7天内", NEW_YEAR).provisional


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("好的亲", "no_time"),
        ("尽快给您处理", "vague"),
        ("几个工作日内", "vague"),
        ("您看明天可以吗？", "question"),
        ("昨天就给您退了", "past"),
        ("今天已经退款了哦", "past"),
        ("11月1日前给您退款", "past"),
        ("收到退货后48小时内退款", "conditional"),
        ("最快明天", "lower_bound"),
        ("3天后给您答复", "lower_bound"),
        ("没办法给您准确时间", "refusal"),
        ("今天处理不了", "refusal"),
        ("明天您再来问问", "come_back"),
        ("商家超过48小时不处理您再联系我们", "other_party"),
        ("请您24小时内提交凭证", "shopper"),
        ("客服工作时间9:00-18:00", "fact"),
        ("尽量今天给您处理", "unsure"),
        ("一天半", "unsure"),
        ("本月最后一个工作日", "unsure"),
    ],
)
def test_it_says_why_it_must_ask(words: str, reason: str) -> None:
    found = read(words)
    assert found.due is None
    assert found.kind == "none"
    assert found.working == ()
    assert found.reason == reason


def test_it_shows_every_working_day_counted_and_skipped() -> None:
    assert read("2个工作日内", datetime(2026, 4, 30, 17, 45, tzinfo=SHANGHAI)).working == (
        "2026-05-01 周五 跳过：劳动节",
        "2026-05-02 周六 跳过：劳动节",
        "2026-05-03 周日 跳过：劳动节",
        "2026-05-04 周一 跳过：劳动节",
        "2026-05-05 周二 跳过：劳动节",
        "2026-05-06 周三 第1个工作日",
        "2026-05-07 周四 第2个工作日",
    )


@pytest.mark.parametrize(
    ("words", "working"),
    [
        ("24小时内", ("2026-11-23 周一 10:00 起算", "2026-11-24 周二 10:00 满24小时")),
        ("90分钟内", ("2026-11-23 周一 10:00 起算", "2026-11-23 周一 11:30 满90分钟")),
        ("2天内", ("2026-11-24 周二 第1天", "2026-11-25 周三 第2天")),
        ("一个月内", ("2026-11-23 周一 起算，当日不计", "2026-12-23 周三 满1个月")),
        ("60天内", ("2026-11-23 周一 起算，当日不计", "2027-01-22 周五 第60天")),
        ("周五前", ("2026-11-27 周五 24:00",)),
        ("明天下午3点半前", ("2026-11-24 周二 15:30",)),
        ("下个工作日上午", ("2026-11-24 周二 第1个工作日", "2026-11-24 周二 12:00")),
    ],
)
def test_it_shows_how_other_times_were_counted(words: str, working: tuple[str, ...]) -> None:
    assert read(words).working == working


def test_it_keeps_both_promises_of_one_sentence() -> None:
    found = read("先帮您登记，专员会在24小时内电话联系，3个工作日内出结果")
    assert [(term.words, term.due) for term in found.terms] == [
        ("24小时内", datetime(2026, 11, 24, 10, tzinfo=SHANGHAI)),
        ("3个工作日内", datetime(2026, 11, 26, 23, 59, 59, tzinfo=SHANGHAI)),
    ]
    assert all(term.reason is None for term in found.terms)
    assert found.due == found.terms[1].due
    assert found.working == found.terms[1].working


def test_it_offers_the_moment_it_did_not_dare_to_take() -> None:
    found = read("尽量明天给您答复")
    assert found.due is None
    assert [(term.words, term.due, term.reason) for term in found.terms] == [
        ("明天", datetime(2026, 11, 24, 23, 59, 59, tzinfo=SHANGHAI), "unsure")
    ]


def test_it_counts_from_the_event_once_the_shopper_has_told_it() -> None:
    words = "收到退货后48小时内退款"
    event = datetime(2026, 11, 26, 15, tzinfo=SHANGHAI)
    assert read(words).due is None
    found = parse_promise(words, MONDAY, CALENDAR, event_at=event)
    assert found.due == datetime(2026, 11, 28, 15, tzinfo=SHANGHAI)
    assert found.reason is None


def test_it_takes_the_end_of_the_working_day_from_the_setting() -> None:
    found = parse_promise("明天下班前", MONDAY, CALENDAR, off_work=time(17, 30))
    assert found.due == datetime(2026, 11, 24, 17, 30, tzinfo=SHANGHAI)


def test_it_reads_a_moment_of_any_zone_on_shanghais_clock() -> None:
    late = datetime(2026, 11, 23, 17, tzinfo=UTC)  # 01:00 on the 24th in Shanghai
    assert read("今天内给您答复", late).due == datetime(2026, 11, 24, 23, 59, 59, tzinfo=SHANGHAI)
    assert read("1个工作日内", late).due == datetime(2026, 11, 25, 23, 59, 59, tzinfo=SHANGHAI)


def test_it_refuses_a_moment_without_a_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        parse_promise("24小时内", datetime(2026, 11, 23, 10), CALENDAR)


def test_it_asks_about_words_that_are_too_long_to_be_a_promise() -> None:
    found = read("24小时内给您答复" * 500)
    assert (found.due, found.reason) == (None, "unsure")


def test_it_gives_no_date_at_the_end_of_the_calendar() -> None:
    assert read("24小时内", datetime(9999, 12, 31, 23, tzinfo=SHANGHAI)).due is None
    assert read("一个月内", datetime(9999, 12, 31, 23, tzinfo=SHANGHAI)).due is None
