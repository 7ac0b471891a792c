"""Letters after an answer: lateness ends with it, silence is claimed only where none came, an agreement is told."""

from __future__ import annotations

import re

import pytest

from cases.domain.messages import compose
from cases.models import Case
from cases.selectors.clock_letters import clock_to_chase, letter_of_clock
from cases.selectors.letters import letter_of_case
from cases.services.contact_log import PromiseEntry
from cases.services.deadline_sweep import deadlines_sweep
from cases.services.filing_result import ResultEntry, filing_result_note
from tests.case_acts import DAY, HOUR, again, heard, opened, sent
from tests.factories import NOW
from tests.web.cases.filings import complaint

pytestmark = pytest.mark.django_db
WORDS = "明天18点前给您处理"
DUE = NOW - 2 * DAY
ANSWERED = DUE + 15 * HOUR


@pytest.fixture
def case(alice) -> Case:
    """Promised until two days ago; the agreement came 15 hours late."""
    case = opened(alice, now=NOW - 4 * DAY, item="衬衫", demand="refund")
    promise = PromiseEntry(words=WORDS, due_at=DUE, reading={"kind": "day"})
    heard(case, NOW - 3 * DAY, words=WORDS, reply="received", promise=promise, agent_number="88")
    deadlines_sweep(now=DUE + HOUR)
    return again(case)


def followed_up(case: Case, code: str, lang: str = "") -> str:
    """Return the letter as its page shows it."""
    case = again(case)
    letter = letter_of_clock(case, code, clock_to_chase(case, "", now=NOW), now=NOW)
    return compose(code, letter.facts, lang).text if lang else letter.text


def agree(case: Case) -> None:
    heard(case, ANSWERED, words="同意退款", reply="agreed", agent_number="99")


@pytest.mark.parametrize("code", ["T5", "T5b"])
def test_it_counts_lateness_up_to_the_answer(case, code):
    assert "现在已超过 2 天" in followed_up(case, "T5")
    agree(case)
    text = followed_up(case, code)
    assert "现在已超过" not in text
    assert "没有收到答复" not in text
    assert "未处理" not in text
    assert ("才同意，超时 15 小时" if code == "T5" else "已同意") in text
    english = followed_up(case, code, "en")
    assert "no answer" not in english
    assert ("15 h late" if code == "T5" else "You agreed on") in english


def test_it_counts_up_to_the_first_of_several_answers(case):
    heard(case, ANSWERED, words="在看", reply="substantive")
    heard(case, ANSWERED + DAY, words="同意退款", reply="agreed")
    text = followed_up(case, "T5")
    assert "才有答复，超时 15 小时，" in text
    assert "已同意" in text


def test_it_calls_a_promise_late_that_came_after_a_refusal(alice):
    case = opened(alice, now=NOW - 4 * DAY)
    heard(case, NOW - 3.5 * DAY, words="不行", reply="refused")
    heard(case, NOW - 3 * DAY, hours=24)
    assert "现在已超过 2 天" in letter_of_case(again(case), "T5", now=NOW).text


@pytest.mark.parametrize("code", ["T5", "T5b"])
def test_it_claims_no_silence_after_an_answer_without_a_promise(alice, code):
    case = opened(alice, now=NOW - 4 * DAY)
    sent(case, NOW - 3 * DAY)
    silent = "至今没有收到答复" if code == "T5" else "至今未处理"
    assert silent in letter_of_case(again(case), code, now=NOW).text
    heard(case, NOW - 2 * DAY, words="可以退", reply="agreed")
    text = letter_of_case(again(case), code, now=NOW).text
    assert silent not in text
    # Their own words are no contact of the shopper's.
    assert "我在" not in text
    assert "我已于" not in text


@pytest.mark.parametrize("code", ["T5", "T5b"])
def test_it_takes_a_settlement_for_no_contact_of_the_shoppers(alice, code):
    case = opened(alice, now=NOW - 10 * DAY)
    filing = complaint(case)
    settled = ResultEntry(kind="settled", at=NOW - HOUR, words="双方同意退款")
    filing_result_note(case=again(case), filing=filing, entry=settled, now=NOW - HOUR)
    text = followed_up(case, code)
    assert "联系" not in text
    assert "没有收到答复" not in text
    assert "未处理" not in text


def test_it_tells_the_platform_of_the_promise_and_the_agreement(case):
    agree(case)
    text = letter_of_case(again(case), "T8", now=NOW).text
    assert f"客服（工号88）承诺“{WORDS}”（应在" in text
    assert "才答复，超时 15 小时；商家（工号99）于" in text
    assert "表示同意，至今没有办到。" in text
    assert "没有收到答复" not in text
    told = letter_of_case(again(case), "T12", now=NOW).text
    assert "才答复，超时 15 小时；商家（工号99）于" in told
    english = compose("T8", letter_of_case(again(case), "T8", now=NOW).facts, "en").text
    assert "The seller (agent 99) agreed on" in english
    assert "which has not been carried out so far" in english


def test_it_does_not_call_undone_what_has_come_or_still_has_time(case):
    agree(case)
    Case.objects.filter(pk=case.pk).update(received_amount=20)
    assert "没有办到" not in letter_of_case(again(case), "T8", now=NOW).text
    Case.objects.filter(pk=case.pk).update(received_amount=None)
    heard(case, NOW - HOUR, hours=24)
    text = letter_of_case(again(case), "T8", now=NOW).text
    assert "表示同意" in text
    assert "没有办到" not in text


def test_it_tells_the_agreement_that_was_taken_back_with_the_refusal(case):
    agree(case)
    refused = heard(case, ANSWERED + HOUR, words="不能退", reply="refused")
    letter = letter_of_case(again(case), "T8", now=NOW)
    assert "商家（工号99）于" in letter.text
    assert re.search(r"表示同意，\S+ \S+又拒绝，理由是“不能退”", letter.text)
    assert "至今没有办到" not in letter.text
    assert "after all, for the reason “不能退”" in compose("T8", letter.facts, "en").text
    told = letter_of_case(again(case), "T12", now=NOW).text
    assert re.search(r"表示同意，又于\S+ \S+以“不能退”拒绝", told)
    heard(case, refused.at + HOUR, words="还是给您退", reply="agreed")
    assert "又拒绝" not in letter_of_case(again(case), "T8", now=NOW).text


def test_it_tells_of_no_agreement_where_there_was_none(case):
    heard(case, ANSWERED + HOUR, words="不能退", reply="refused")
    text = letter_of_case(again(case), "T8", now=NOW).text
    assert "同意" not in text
    assert "拒绝，理由是“不能退”" in text


def test_it_still_says_of_a_broken_promise_that_nothing_came(case):
    text = letter_of_case(case, "T8", now=NOW).text
    assert "至今没有做到，已超过 2 天" in text
