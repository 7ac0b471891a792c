"""A day told of a filing (12315 accepted it) stands where its results do, without a result being made up."""

from __future__ import annotations

import pytest

from cases.models import Filing, FilingResult
from cases.selectors.dossier import dossier_content
from cases.services.filing import FilingEntry, filing_file, filing_undo
from tests.case_acts import DAY, HOUR, again, opened
from tests.factories import NOW
from tests.web.cases.checklist import page_of, words_of
from tests.web.cases.filings import complaint, filed, note, result_url, undo_last

pytestmark = pytest.mark.django_db
FILED = "2026-11-16"
ACCEPTED = {"trigger": "complaint_accepted", "day": "2026-11-18", "from": "clocks"}


def tell(client, case, **changes):
    return client.post(f"/c/{case.ref}/clocks/day/", ACCEPTED | changes)


def listed(client, case) -> str:
    return words_of(client.get(f"/c/{case.ref}/filings/"))


def row_of(case) -> dict:
    rows = dossier_content(again(case), now=NOW)["timeline"]
    return next((row for row in rows if row["id"] == "day-complaint_accepted"), {})


def test_it_stands_in_the_list_and_on_the_page_of_the_filing(as_alice, case):
    filing = complaint(case)
    assert tell(as_alice, case).status_code == 302
    assert "11月18日 受理（本人补记的日期）" in listed(as_alice, case)
    assert listed(as_alice, case).count("还没有结果") == 1, "the platform has said nothing"
    words = words_of(as_alice.get(f"/c/{case.ref}/filing/{filing.pk}/"))
    assert "11月18日 受理 本人补记的日期" in words
    assert "还没有记录。" not in words
    assert not FilingResult.objects.exists()


def test_it_stands_in_the_dossier(as_alice, case):
    complaint(case)
    tell(as_alice, case)
    content = dossier_content(again(case), now=NOW)
    assert (row_of(case)["at"], row_of(case)["title"]) == ("2026-11-18", "12315 受理（本人补记的日期）")
    assert row_of(case)["note"] == "“12315 投诉书”的结果"
    assert content["filings"][-1]["results"] == ["2026-11-18 受理（本人补记的日期）"]
    assert "results" not in content["filings"][0]
    assert ["现在到哪一步", "2026年11月18日 12315 已受理，正在处理（本人补记的日期）"] in content["cover"]
    assert "还没有记下结果" not in str(content["summary"])


def test_it_comes_after_a_filing_of_the_same_day(as_alice, case):
    filing = complaint(case)
    tell(as_alice, case, day=FILED)
    content = dossier_content(again(case), now=NOW)
    names = [row["id"] for row in content["timeline"]]
    assert names.index(f"filing-{filing.pk}") + 1 == names.index("day-complaint_accepted")
    assert row_of(case)["at"] == FILED
    assert not any("再次提交" in value for _name, value in content["cover"])


def test_it_is_said_once_where_a_result_tells_it(as_alice, case):
    filing = complaint(case)
    note(as_alice, result_url(case, filing), "accepted")
    assert "本人补记" not in listed(as_alice, case)
    assert row_of(case) == {}
    undo_last(case)
    assert "还没有结果" in listed(as_alice, case)
    tell(as_alice, case, day="2026-11-23")
    note(as_alice, result_url(case, filing), "accepted")
    assert row_of(case) == {}
    undo_last(case)
    assert row_of(case)["at"] == "2026-11-23", "told before the result was, it holds without it"


def test_it_stands_beside_a_result_of_another_day_in_order(as_alice, case):
    filing = complaint(case)
    note(as_alice, result_url(case, filing), "accepted")
    tell(as_alice, case)
    assert "已受理" in listed(as_alice, case), "what came last"
    words = words_of(as_alice.get(f"/c/{case.ref}/filing/{filing.pk}/"))
    assert words.index("已受理") < words.index("11月18日 受理")
    tell(as_alice, case, trigger="mediation_ended", day="2026-11-23")
    assert "11月23日 终止调解（本人补记的日期）" not in listed(as_alice, case), "it was accepted later that day"
    assert "本人补记的日期" in words_of(as_alice.get(f"/c/{case.ref}/filing/{filing.pk}/"))


@pytest.mark.parametrize(
    ("trigger", "listed_as", "told"),
    [
        ("dispute_closed", "11月22日 纠纷单关闭（本人补记的日期）", "京东纠纷单关闭（本人补记的日期）"),
        ("ruled", "11月22日 判定（本人补记的日期）", "京东判定为质量问题（本人补记的日期）"),
    ],
)
def test_it_is_so_with_what_the_platform_decided(as_alice, alice, trigger, listed_as, told):
    case = opened(alice, now=NOW - 5 * DAY, platform="jd", number="286600412345")
    filed(case, rule="CLK07")
    tell(as_alice, case, trigger=trigger, day="2026-11-22")
    assert listed_as in listed(as_alice, case)
    content = dossier_content(again(case), now=NOW)
    assert told in [row["title"] for row in content["timeline"]]
    assert any(told.removeprefix("京东") in value for _name, value in content["cover"])


def test_it_belongs_to_the_complaint_and_to_the_latest_before_it(as_alice, case):
    complaint(case)
    later = filed(case, "regulator", now=NOW - 2 * DAY, rule="CLK20")
    report = FilingEntry(tier="regulator", moves=False, code="T13", text="举报", rule="")
    filing_file(case=again(case), entry=report, now=NOW - 6 * DAY)
    tell(as_alice, case)
    assert [one.get("results") for one in dossier_content(again(case), now=NOW)["filings"]] == [
        None,
        ["2026-11-18 受理（本人补记的日期）"],
        None,
        None,
    ]
    tell(as_alice, case, day="2026-11-22")
    assert dossier_content(again(case), now=NOW)["filings"][-1]["id"] == later.pk
    assert dossier_content(again(case), now=NOW)["filings"][-1]["results"]


@pytest.mark.parametrize("trigger", ["complaint_accepted", "mediation_ended"])
def test_it_takes_no_day_before_the_filing(as_alice, case, trigger):
    complaint(case)
    response = tell(as_alice, case, trigger=trigger, day="2026-11-15")
    page = page_of(response)
    assert response.status_code == 422
    beside = page.split(f'id="day-{trigger}-e"', 1)[1].split("</p>", 1)[0]
    assert f"这一天早于提交的那天（{FILED}）。改这一天，或改提交的时间。" in beside
    assert again(case).moments == {}
    assert tell(as_alice, case, trigger=trigger, day=FILED).status_code == 302


def test_it_counts_no_filing_that_was_taken_back_and_asks_nothing_of_other_days(as_alice, case):
    assert filing_undo(case=again(case), filing=filed(case, "regulator", now=NOW - HOUR), now=NOW)
    assert Filing.objects.get().voided_at
    assert tell(as_alice, case).status_code == 302
    filed(case, "regulator", now=NOW)
    assert tell(as_alice, case, trigger="received", day="2026-11-10").status_code == 302
    assert "11月18日 受理（本人补记的日期）" in listed(as_alice, case), "told too early, it is seen all the same"


def test_it_is_seen_by_nobody_else(as_alice, as_charlie, case):
    filing = complaint(case)
    tell(as_alice, case)
    for address in ("filings/", f"filing/{filing.pk}/"):
        response = as_charlie.get(f"/c/{case.ref}/{address}")
        assert response.status_code == 404
        assert "受理" not in page_of(response)


def test_it_says_that_nothing_counts_from_a_day_of_another_tier(as_alice, case):
    """The case is still with the seller: whether 12315 accepted anything starts no clock there."""
    told = as_alice.post(f"/c/{case.ref}/clocks/day/", ACCEPTED, follow=True)
    assert "已记下。现在没有时限从这一天算起。" in words_of(told)
    assert not case.deadlines.filter(rule="CLK21").exists()


def test_it_says_that_a_clock_runs_where_one_does(as_alice, case):
    complaint(case)
    told = as_alice.post(f"/c/{case.ref}/clocks/day/", ACCEPTED, follow=True)
    assert "已记下，从那天起算的时限开始计时。" in words_of(told)
    assert case.deadlines.running().filter(rule="CLK21").exists()


def test_it_stops_a_told_clock_with_the_filing_and_starts_it_again_with_the_next(as_alice, case):
    filed(case, now=NOW - 9 * DAY)
    filing = filed(case, "regulator", now=NOW - HOUR, rule="CLK20")
    tell(as_alice, case, day="2026-11-23")
    assert case.deadlines.get(rule="CLK21").state == "running"
    assert filing_undo(case=again(case), filing=filing, now=NOW)
    assert again(case).tier == "platform"
    assert case.deadlines.get(rule="CLK21").state == "cancelled"
    filed(case, "regulator", now=NOW, rule="CLK20")
    assert case.deadlines.get(rule="CLK21").state == "running"
