"""/c/<ref>/filing/<n>/result/: a decision that names a time is asked about, and watched if that is wanted."""

from __future__ import annotations

from datetime import datetime

import pytest

from cases.models import Contact, FilingResult
from cases.selectors.dossier import dossier_content
from tests.case_acts import DAY, again
from tests.factories import NOW
from tests.web.cases.checklist import check_error, page_of, words_of
from tests.web.cases.filings import SHANGHAI, filed, note, result_url, undo_last

pytestmark = pytest.mark.django_db
WORDS = "支持退款，3天内到账。"
DUE = datetime(2026, 11, 26, 23, 59, 59, tzinfo=SHANGHAI)


@pytest.fixture
def filing(case):
    return filed(case)


@pytest.fixture
def url(case, filing) -> str:
    return result_url(case, filing)


def test_it_asks_about_the_time_they_named_and_keeps_what_was_typed(as_alice, case, url):
    answer = note(as_alice, url, "for", words=WORDS)
    check_error(answer, "watch", "选一下，对方说的时间要不要盯着。")
    assert "“支持退款，3天内到账”，周四 24:00 到点。" in words_of(answer)
    assert WORDS in page_of(answer)
    assert not FilingResult.objects.exists()


def test_it_watches_the_time_once_that_is_wanted(as_alice, case, url):
    assert note(as_alice, url, "for", words=WORDS, watch="yes").status_code == 302
    clock = case.deadlines.running().get(rule="CLK01")
    assert (clock.tier, clock.due_at) == ("platform", DUE)
    assert (again(case).next_kind, again(case).next_actor) == ("wait_agreed", "them")
    (row,) = dossier_content(again(case), now=NOW)["promises"]
    assert row["words"] == WORDS


def test_it_watches_nothing_that_is_not_wanted(as_alice, case, url):
    assert note(as_alice, url, "for", words=WORDS, watch="no").status_code == 302
    assert Contact.objects.get(case=case).words == WORDS
    assert not case.promises.exists()


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("支持退货退款，商家 3 天内处理", "支持退货退款，商家 3 天内处理"),
        ("凭证有效。责令商家应当在3天内退款。", "责令商家应当在3天内退款。"),
        ("双方同意：被投诉人3天内退款200元", "双方同意：被投诉人3天内退款200元"),
    ],
)
def test_it_watches_what_a_decision_sets_the_seller(as_alice, case, url, words, kept):
    note(as_alice, url, "for", words=words, watch="yes")
    promise = case.promises.get()
    assert (promise.due_at, promise.words) == (DUE, kept)


@pytest.mark.parametrize(("kind", "words"), [("for", "支持退货退款"), ("for", "尽快处理"), ("against", WORDS)])
def test_it_asks_nothing_where_nothing_was_promised(as_alice, case, url, kind, words):
    assert note(as_alice, url, kind, words=words).status_code == 302
    assert not case.promises.exists()


def test_it_takes_the_clock_back_with_the_result(as_alice, case, url):
    note(as_alice, url, "for", words=WORDS, watch="yes")
    undo_last(case)
    assert not case.deadlines.running().filter(rule="CLK01").exists()


def test_it_asks_nothing_of_a_filing_the_case_has_gone_past(as_alice, case, filing, url):
    filed(case, "regulator", now=NOW - DAY, rule="CLK20")
    assert note(as_alice, url, "for", words=WORDS).status_code == 302
    assert not case.promises.exists()
