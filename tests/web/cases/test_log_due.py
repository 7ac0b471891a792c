"""/c/<ref>/log/due/ and /c/<ref>/agent/: what is shown while one fills in the sheet. Nothing is saved."""

from __future__ import annotations

import pytest

from cases.models import Case
from tests.case_acts import kinds
from tests.factories import NOW
from tests.web.cases.checklist import HX, PAYLOAD, check_gate, check_private, check_verbs, page_of, words_of

pytestmark = pytest.mark.django_db
TWO = "明天下午6点前给您回电，3个工作日内给您处理结果"


@pytest.fixture
def url(case: Case) -> str:
    return f"/c/{case.ref}/log/due/"


def test_it_reads_the_words_and_shows_the_counting(as_alice, case, url):
    words = words_of(as_alice.get(url, {"words": "3个工作日内给您结果"}, headers=HX))
    assert "11月26日 24:00" in words
    assert "第3个工作日" in words
    assert kinds(case) == ["case_opened"]


@pytest.mark.parametrize("said", ["尽快", "您好", "a\x00b", "9" * 5000, ""])
def test_it_never_guesses_and_never_fails(as_alice, url, said):
    response = as_alice.get(url, {"words": said}, headers=HX)
    assert response.status_code == 200
    assert 'class="ink num"' not in page_of(response)


def note_of(page: str, chip: str) -> str:
    return page.split(f'id="note-{chip}"', 1)[1].split("</small>", 1)[0].split(">", 1)[1]


def button_of(page: str) -> str:
    return page.split('id="log-submit"', 1)[1].split("<", 1)[0].split(">", 1)[1]


def test_it_counts_from_when_they_said_it(as_alice, url):
    page = page_of(as_alice.get(url, {"words": "24小时内", "at": "2026-11-21T10:00", "promise": "48h"}, headers=HX))
    assert "11月22日 10:00" in page.split("<small")[0]
    assert note_of(page, "48h") == "今天 10:00 到点"
    assert note_of(page, "3wd") == "周三 24:00 到点"


@pytest.mark.parametrize("at", ["", "soon", "2026-13-40T99:99", "2026-11-24T10:00", "0001-01-01T00:00", "a\x00b"])
def test_it_counts_from_now_when_the_time_cannot_be(as_alice, url, at):
    page = page_of(as_alice.get(url, {"words": "24小时内", "at": at}, headers=HX))
    assert "11月24日 15:20" in page.split("<small")[0]
    assert note_of(page, "48h") == "周三 15:20 到点"


def test_it_refreshes_the_moments_out_of_band(as_alice, url):
    page = page_of(as_alice.get(url, headers=HX))
    assert page.count("hx-swap-oob") == 8
    for chip in ("24h", "48h", "3wd", "today", "words", "custom", "none"):
        assert note_of(page, chip)


@pytest.mark.parametrize(
    ("filled", "label"),
    [
        ({"promise": "48h"}, "存下，周三 15:20 提醒我"),
        ({"promise": "words", "words": "明天下午6点前"}, "存下，明天 18:00 提醒我"),
        ({"promise": "custom", "due": "2026-11-25T18:00"}, "存下，周三 18:00 提醒我"),
        ({"promise": "words", "words": "尽快"}, "存下"),
        ({"promise": "custom"}, "存下"),
        ({"promise": "none"}, "存下"),
        # A moment that has passed reminds nobody.
        ({"promise": "24h", "at": "2026-11-20T10:00"}, "存下"),
        ({}, "存下"),
    ],
)
def test_it_says_on_the_button_when_one_is_reminded(as_alice, url, filled, label):
    assert button_of(page_of(as_alice.get(url, filled, headers=HX))) == label


def test_it_promises_no_reminder_while_they_are_off(as_alice, case, url):
    Case.objects.filter(pk=case.pk).update(muted_at=NOW)
    assert button_of(page_of(as_alice.get(url, {"promise": "48h"}, headers=HX))) == "存下"


def test_it_shows_both_of_two_promises(as_alice, url):
    filled = {"promise": "words", "words": TWO}
    page = page_of(as_alice.get(url, filled, headers=HX))
    reading = page.split("<small")[0]
    assert "11月24日 18:00" in reading
    assert "11月26日 24:00" in reading
    assert "两个都盯" in reading
    assert button_of(page) == "存下，明天 18:00、周四 24:00 提醒我"


def test_it_shows_every_one_of_three_promises(as_alice, url):
    words = "今天下班前给您登记，明天下午6点前给您回电，3个工作日内给您处理结果"
    page = page_of(as_alice.get(url, {"promise": "words", "words": words}, headers=HX))
    reading = page.split("<small")[0]
    for day in ("11月23日 18:00", "11月24日 18:00", "11月26日 24:00"):
        assert day in reading
    assert "几个都盯" in reading
    assert button_of(page) == "存下，今天 18:00、明天 18:00、周四 24:00 提醒我"


def test_it_warns_of_a_private_deal(as_alice, url):
    assert "note warn" in page_of(as_alice.get(url, {"words": "加微信私下转钱给您"}, headers=HX))


def test_it_is_a_fragment_in_the_language_of_the_page(as_alice, url):
    page = page_of(as_alice.get(f"/en{url}", {"words": "24小时内"}, headers=HX))
    assert "<html" not in page
    assert "24 Nov 15:20" in page


def test_it_shows_markup_as_text(as_alice, url):
    assert "<svg/onload" not in page_of(as_alice.get(url, {"words": f"私下转钱{PAYLOAD}"}, headers=HX))


def test_it_is_only_looked_at(as_alice, url):
    check_verbs(as_alice, url, "get")


def test_it_is_for_its_owner_alone(client, as_charlie, url):
    check_gate(url, "get", anonymous=client, stranger=as_charlie)


def test_it_is_kept_by_no_cache(as_alice, url):
    check_private(as_alice.get(url))
