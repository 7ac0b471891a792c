"""/c/: every case, by key; found by item, shop, order or agent number."""

from __future__ import annotations

import re

import pytest

from cases.services.case_state import case_close
from tests.case_acts import DAY, HOUR, again, heard, opened
from tests.factories import NOW
from tests.web.cases.checklist import (
    HX,
    LOGIN,
    PAYLOAD,
    check_escaped,
    check_languages,
    check_private,
    check_verbs,
    page_of,
    queries_of,
    words_of,
)

pytestmark = pytest.mark.django_db
URL = "/c/"


def refs(response) -> list[str]:
    """Return the cases listed, in order."""
    return re.findall(r'href="/c/([a-z0-9]{16})/"', page_of(response))


def test_it_lists_the_shoppers_open_cases_latest_event_first(as_alice, alice, charlie):
    older, newer = (opened(alice, now=NOW - days * DAY, number=str(days)) for days in (2, 1))
    opened(charlie, now=NOW)
    assert refs(as_alice.get(URL)) == [newer.ref, older.ref]
    heard(older, NOW, hours=24)
    assert refs(as_alice.get(URL)) == [older.ref, newer.ref]


def test_it_says_whose_turn_it_is_and_until_when(as_alice, alice):
    mine = opened(alice, now=NOW - DAY, number="1")
    theirs = opened(alice, now=NOW - DAY, number="2", item="耳机")
    late = opened(alice, now=NOW - DAY, number="3", item="水壶")
    heard(theirs, NOW - HOUR, hours=24)
    heard(late, NOW - 3 * HOUR, hours=1)
    page = words_of(as_alice.get(URL))
    for said in ("卷0001", "该你了", "23 小时", "超时"):
        assert said in page, page
    assert mine.file_label == "0001"


def test_it_points_to_the_closed_ones_when_none_is_open(as_alice, alice):
    assert "还没有案件" in words_of(as_alice.get(URL))
    assert "还没有案件" not in words_of(as_alice.get(f"{URL}?s=closed"))
    case = opened(alice, now=NOW - DAY)
    case_close(case=case, outcome="withdrawn", now=NOW)
    page = as_alice.get(URL)
    assert "没有进行中的案件" in words_of(page)
    assert "还没有案件" not in words_of(page)
    assert 'href="?s=closed">看已了结的' in page_of(page)
    assert refs(as_alice.get(f"{URL}?s=closed")) == [case.ref]


def test_it_speaks_both_languages(as_alice, alice):
    opened(alice)
    check_languages(as_alice, URL, "该你了", "Your turn")


def test_it_is_only_looked_at(as_alice):
    check_verbs(as_alice, URL, "get")


def test_it_asks_a_stranger_to_sign_in(client):
    response = client.get(URL)
    assert (response.status_code, response["Location"]) == (302, f"{LOGIN}?next=/c/")


def test_it_shows_a_stranger_none_of_them(as_charlie, alice):
    opened(alice)
    response = as_charlie.get(URL)
    assert refs(response) == []
    assert "衬衫" not in page_of(response)


def test_it_offers_the_first_case_when_there_is_none(as_alice):
    assert 'href="/new/"' in page_of(as_alice.get(URL)).split('id="cases"')[1]


@pytest.mark.parametrize(
    ("state", "names"), [("open", {"mine", "theirs"}), ("waiting", {"theirs"}), ("closed", {"done"})]
)
def test_it_shows_one_state_at_a_time(as_alice, alice, state, names):
    cases = {name: opened(alice, now=NOW - DAY, number=name) for name in ("mine", "theirs", "done")}
    heard(cases["theirs"], NOW, hours=24)
    case_close(case=again(cases["done"]), outcome="full", now=NOW)
    assert set(refs(as_alice.get(URL, {"s": state}))) == {cases[name].ref for name in names}


def test_it_takes_an_unknown_state_for_open(as_alice, alice):
    case = opened(alice)
    assert refs(as_alice.get(URL, {"s": "'; DROP TABLE"})) == [case.ref]


@pytest.mark.parametrize(
    "words", ["衬衫", "袖口", "示例店", "123456789012345678", "5678", " 1234 5678-9012345678 ", "6789", "袖口 "]
)
def test_it_finds_a_case_by_what_one_remembers(as_alice, alice, words):
    case = opened(alice, now=NOW - DAY, shop="示例店")
    heard(case, NOW, agent_number="6789")
    opened(alice, number="987654321", item="耳机", problem="没声音")
    assert refs(as_alice.get(URL, {"q": words})) == [case.ref]


@pytest.mark.parametrize("words", ["没有这个", "%", "_", "a\x00b", "x" * 5000, PAYLOAD])
def test_it_finds_nothing_without_an_error(as_alice, alice, words):
    opened(alice)
    response = as_alice.get(URL, {"q": words})
    assert response.status_code == 200
    assert refs(response) == []
    assert "<svg/onload" not in page_of(response)


def test_it_finds_nothing_of_anybody_else(as_charlie, alice):
    heard(opened(alice, now=NOW - DAY), NOW, agent_number="6789")
    for words in ("衬衫", "5678", "6789"):
        assert refs(as_charlie.get(URL, {"q": words})) == []


def test_it_answers_a_search_with_the_rows_alone(as_alice, alice):
    case = opened(alice)
    response = as_alice.get(URL, {"q": "衬衫"}, headers=HX)
    page = page_of(response)
    assert page.startswith('<div id="cases"')
    assert "<html" not in page
    assert 'role="status"' in page
    assert refs(response) == [case.ref]


def test_it_keeps_what_was_searched_for(as_alice):
    assert 'value="衬衫"' in page_of(as_alice.get(URL, {"q": "衬衫"}))


def test_it_shows_markup_as_text(as_alice, alice):
    opened(alice, item=PAYLOAD, shop=PAYLOAD, problem=PAYLOAD)
    check_escaped(as_alice.get(URL), 2)
    check_escaped(as_alice.get(URL, {"q": PAYLOAD[:8]}, headers=HX), 2)


def test_it_never_shows_a_whole_order_number(as_alice, alice):
    case = opened(alice, now=NOW - DAY)
    heard(case, NOW, hours=24)
    for params in ({}, {"s": "waiting"}, {"q": "衬衫"}):
        assert "123456789012345678" not in page_of(as_alice.get(URL, params))


def test_it_is_kept_by_no_cache(as_alice):
    check_private(as_alice.get(URL))


@pytest.mark.parametrize("state", ["open", "waiting", "closed"])
def test_it_pages_by_key_and_shows_every_case_once(as_alice, alice, state):
    made = [opened(alice, now=NOW - DAY, number=str(number)) for number in range(60)]
    for case in made:
        if state == "waiting":
            heard(case, NOW, hours=24)
        if state == "closed":
            case_close(case=again(case), outcome="full", now=NOW)
    seen: list[str] = []
    response = as_alice.get(URL, {"s": state})
    for _ in range(5):
        seen += refs(response)
        older = re.search(r'class="b ghost sm older" href="([^"]+)"', page_of(response))
        if older is None:
            break
        response = as_alice.get(URL + older[1].replace("&amp;", "&"))
    assert len(seen) == 60
    assert set(seen) == {case.ref for case in made}


@pytest.mark.parametrize(
    "key",
    ["x", "2026-11-23_1", "2026-11-23T00:00:00+00:00_x", "0001-01-01T00:00:00+14:00_1", f"{NOW.isoformat()}_{9**30}"],
)
def test_it_starts_at_the_newest_for_a_broken_key(as_alice, alice, key):
    opened(alice, now=NOW - DAY)
    assert as_alice.get(URL, {"before": key}).status_code == 200


def test_it_costs_the_same_for_one_case_and_a_hundred(as_alice, alice):
    def cost() -> int:
        return len(queries_of(as_alice, URL))

    heard(opened(alice, now=NOW - DAY, number="x"), NOW, hours=24)
    as_alice.get(URL)
    few = cost()
    for number in range(99):
        heard(opened(alice, now=NOW - DAY, number=str(number)), NOW, hours=24)
    assert cost() == few <= 4
