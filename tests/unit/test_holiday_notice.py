"""A holiday notice read from data, and compared with what is loaded."""

from __future__ import annotations

from datetime import date

import pytest

from guides.domain.calendars import NoticeUnreadable, day_changes, notice_days

OURS = {"year": 2027, "days_off": {date(2027, 1, 1): "元旦"}, "working_weekends": {"2027-01-09": "元旦调休"}}
OPEN = {
    "year": 2027,
    "days": [
        {"name": "元旦", "date": "2027-01-01", "isOffDay": True},
        {"name": "元旦调休", "date": "2027-01-09", "isOffDay": False},
    ],
}


@pytest.mark.parametrize("doc", [OURS, OPEN])
def test_it_reads_both_shapes(doc):
    assert notice_days(doc) == (2027, {"2027-01-01": [False, "元旦"], "2027-01-09": [True, "元旦调休"]})


@pytest.mark.parametrize(
    ("doc", "words"),
    [
        (None, "里面没有年份 year。"),
        ({"year": "2027"}, "里面没有年份 year。"),
        (OURS | {"year": 2026}, "2027-01-01 不在 2026 年。"),
        ({"year": 1, "days_off": {}}, "年份 1 不对。"),
        ({"year": 2027}, "里面没有日期，或者太多了。"),
        ({"year": 2027, "days_off": ["2027-01-01"]}, "days_off 应该是“日期：名称”。"),
        ({"year": 2027, "days_off": {"New Year": "元旦"}}, "“New Year”不是日期。"),
        ({"year": 2027, "days_off": {"2027-01-01": ""}}, "每一天都要有名称，20 字以内。"),
        ({"year": 2027, "working_weekends": {"2027-01-04": "调休"}}, "2027-01-04 本来就是工作日，不用调休。"),
        ({"year": 2027, "days": [{"date": "2027-01-01"}]}, "days 的每一项要有 date 和 isOffDay。"),
    ],
)
def test_it_says_what_is_wrong(doc, words):
    with pytest.raises(NoticeUnreadable) as refused:
        notice_days(doc)
    assert refused.value.words.zh == words
    assert refused.value.words.en


def test_it_lists_the_days_that_differ_in_order():
    old = {"2027-01-01": [False, "元旦"], "2027-01-02": [False, "元旦"]}
    new = {"2027-01-01": [False, "元旦"], "2027-01-02": [True, "调休"], "2027-01-09": [True, "调休"]}
    found = day_changes(old, new)
    assert [(one.day.day, one.old, one.new) for one in found] == [
        (2, (False, "元旦"), (True, "调休")),
        (9, None, (True, "调休")),
    ]
    assert day_changes(new, new) == ()
