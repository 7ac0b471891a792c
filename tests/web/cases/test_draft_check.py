"""/new/check/: the letter on a page of its own, for a browser without scripts."""

from __future__ import annotations

import pytest

from tests.web.cases.checklist import HX, PAYLOAD, check_escaped, check_languages, check_verbs, page_of, words_of

pytestmark = pytest.mark.django_db
DRAFT = {"platform": "taobao", "number": "123456", "item": "衬衫", "problem": "袖口开线", "demand": "exchange"}


def saved(client, **changes):
    return client.post("/new/draft/", DRAFT | changes, headers=HX)


def test_it_shows_the_letter_and_carries_the_draft_on(client):
    saved(client)
    page = page_of(client.get("/new/check/"))
    assert "袖口开线" in page
    for name, value in DRAFT.items():
        assert f'<input type="hidden" name="{name}" value="{value}">' in page
    assert 'action="/new/"' in page


def test_it_cannot_save_what_is_incomplete(client):
    saved(client, item="")
    assert "存成案件" not in words_of(client.get("/new/check/"))


def test_it_leads_back_when_there_is_nothing_to_check(client):
    assert client.get("/new/check/")["Location"] == "/new/"


def test_it_is_only_looked_at(client):
    check_verbs(client, "/new/check/", "get")


def test_it_speaks_both_languages(client):
    saved(client)
    check_languages(client, "/new/check/", "要发的话", "Your message")


def test_it_keeps_the_letter_chinese_and_puts_the_english_beside_it(client):
    saved(client)
    page = page_of(client.get("/en/new/check/"))
    assert "想申请" in page
    assert "My order is 123456" in page.split('class="letter-t"')[1]


def test_it_shows_markup_as_text(client):
    saved(client, problem=PAYLOAD, item=PAYLOAD)
    check_escaped(client.get("/new/check/"), 2)


def test_it_explains_vague_words_before_anything_is_saved(client):
    saved(client, problem="商品有问题")
    assert "太含糊" in words_of(client.get("/new/check/"))


def test_it_hints_at_an_unusual_order_number(client):
    saved(client, number="12")
    assert "订单页核对" in words_of(client.get("/new/check/"))


def test_it_says_why_it_cannot_be_saved_yet_and_leads_to_the_field(client):
    saved(client, problem="", signed_at="2099-01-01")
    page = page_of(client.get("/new/check/"))
    assert "存之前还要改" in page
    assert 'href="/new/#id_problem"' in page
    assert 'href="/new/#id_signed_at"' in page
