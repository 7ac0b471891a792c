"""/c/<ref>/human/: one tap copies and counts; after three, another way."""

from __future__ import annotations

import pytest
import time_machine

from cases.models import HumanTries
from cases.services.case_state import case_close
from cases.services.human_try import MOST, human_try
from tests.case_acts import DAY, again, opened
from tests.factories import NOW
from tests.threads import at_once
from tests.web.cases.checklist import (
    HX,
    check_gate,
    check_languages,
    check_private,
    check_verbs,
    page_of,
    words_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(case) -> str:
    return f"/c/{case.ref}/human/"


def test_it_copies_the_words_and_counts_with_one_tap(as_alice, url):
    page = page_of(as_alice.get(url))
    assert f'data-copy="#human-say" hx-post="{url}" hx-target="#human-count"' in page
    assert ">人工客服</b>" in page
    response = as_alice.post(url, headers=HX)
    assert "今天试了 1 次。" in words_of(response)
    assert "<html" not in page_of(response)


def test_it_suggests_another_way_after_three_tries(as_alice, case, url):
    for tried in range(1, 4):
        words = words_of(as_alice.post(url, headers=HX))
        assert ("换一条路" in words) == (tried == 3)
    assert "打平台热线" in words
    assert f"/c/{case.ref}/call/?to=platform" in page_of(as_alice.get(url))


def test_it_names_no_hotline_where_none_is_known(as_alice, alice):
    case = opened(alice, now=NOW - DAY, platform="pdd", number="2")
    for _ in range(3):
        response = as_alice.post(f"/c/{case.ref}/human/", headers=HX)
    assert "换一条路" in words_of(response)
    assert "热线" not in words_of(response)


def test_it_counts_without_a_script_and_leads_back(as_alice, case, url):
    guide = f"/c/{case.ref}/guide/taobao-step-in/"
    response = as_alice.post(url, {"back": guide})
    assert (response.status_code, response["Location"]) == (302, f"{guide}#human")
    assert "今天试了 1 次。" in words_of(as_alice.get(url))


@pytest.mark.parametrize("back", ["", "https://evil.example/", "//evil.example", "/c/other/", "/c/\\evil"])
def test_it_leads_nowhere_else(as_alice, url, back):
    assert as_alice.post(url, {"back": back})["Location"] == url


def test_it_counts_per_case_and_day(as_alice, alice, case, url):
    human_try(case=case, now=NOW - DAY)
    as_alice.post(url)
    other = opened(alice, now=NOW - DAY, number="2")
    as_alice.post(f"/c/{other.ref}/human/")
    assert sorted(HumanTries.objects.values_list("tries", flat=True)) == [1, 1, 1]
    with time_machine.travel(NOW + DAY, tick=False):
        assert "今天试了" not in words_of(as_alice.get(url))


def test_it_stops_counting_somewhere(case):
    HumanTries.objects.create(case=case, day=NOW.date(), tries=MOST)
    assert human_try(case=case, now=NOW) == MOST


@pytest.mark.django_db(transaction=True)
def test_it_loses_no_try_of_eight_at_once(alice):
    case = opened(alice, now=NOW - DAY)
    at_once(lambda: human_try(case=again(case), now=NOW))
    assert HumanTries.objects.get(case=case).tries == 8


def test_it_counts_nothing_in_a_closed_case(as_alice, case, url):
    case_close(case=again(case), outcome="full", now=NOW)
    assert as_alice.post(url)["Location"] == f"/c/{case.ref}/"
    assert human_try(case=again(case), now=NOW) == 0
    assert not HumanTries.objects.exists()


def test_it_speaks_both_languages(as_alice, url):
    check_languages(as_alice, url, "复制，并记一次", "Copy and count one try")


def test_it_is_looked_at_and_done(as_alice, url):
    check_verbs(as_alice, url, "get", "post")


def test_it_is_for_its_owner_alone(client, as_charlie, url):
    check_gate(url, "get", "post", anonymous=client, stranger=as_charlie)
    assert not HumanTries.objects.exists()


def test_it_is_kept_by_no_cache(as_alice, url):
    check_private(as_alice.get(url))
