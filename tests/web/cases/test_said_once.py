"""One note, one button, one way back: nothing on the case page is said twice on one screen."""

from __future__ import annotations

import re

import pytest

from cases.services.case_state import case_close
from tests.case_acts import DAY, HOUR, again, heard, opened
from tests.factories import NOW
from tests.web.cases.checklist import page_of, words_of

pytestmark = pytest.mark.django_db
NEXT, TODO = '<section class="sheet next".*?</section>', '<article class="sheet todo">.*?</article>'


def part_of(response, pattern: str) -> str:
    found = re.search(pattern, page_of(response), re.DOTALL)
    assert found
    return found[0]


def test_it_answers_an_act_with_one_note(as_alice, case):
    sent = as_alice.post(f"/c/{case.ref}/say/sent/", {"code": "T1", "text": "您好，袖口开线。", "channel": "chat"})
    page = page_of(as_alice.get(sent["Location"]))
    assert page.count('class="note') == 1
    assert page.count("发出的原文留着") == 1
    assert re.search(rf"/c/{case.ref}/e/\d+/undo/", page)


def test_it_keeps_a_message_that_has_nothing_to_undo(as_alice, case):
    as_alice.post(f"/c/{case.ref}/close/", {"outcome": "full", "proof": "none"})
    assert words_of(as_alice.get(f"/c/{case.ref}/")).count("随时可以重新打开") == 1


def test_it_leaves_the_button_of_the_bar_out_of_the_card_on_a_phone(as_alice, alice):
    case = opened(alice, now=NOW - DAY)
    heard(case, NOW - 2 * HOUR, hours=1)
    page = as_alice.get(f"/c/{case.ref}/")
    card, bar = part_of(page, NEXT), part_of(page, '<section class="actbar.*?</section>')
    [main] = re.findall(r'<a class="b  d-only"[^>]*>.*?<span data-label>([^<]+)</span>', card)
    assert main in bar
    assert 'class="b ghost"' in card


def test_it_keeps_every_button_where_there_is_no_bar(as_alice, alice, case):
    heard(case, NOW - 2 * HOUR, hours=1)
    assert "d-only" not in part_of(as_alice.get("/today/"), TODO)
    case_close(case=again(case), outcome="full", now=NOW)
    card = part_of(as_alice.get(f"/c/{case.ref}/"), NEXT)
    assert "重新打开" in card
    assert "d-only" not in card


def test_it_offers_to_open_a_closed_case_again_among_its_links(as_alice, case):
    case_close(case=again(case), outcome="full", now=NOW)
    side = page_of(as_alice.get(f"/c/{case.ref}/")).split('id="do-h"')[1]
    assert f'<form method="post" action="/c/{case.ref}/reopen/">' in side
    assert "重新打开" in side
