"""/new/: a whole sentence typed on the first page fills the fields, and is shown before it is kept."""

from __future__ import annotations

import pytest

from cases.models import Case
from tests.web.cases.checklist import check_kept, letter_of, page_of, words_of

pytestmark = pytest.mark.django_db
SENTENCE = "订单 123456,衬衫袖口开线,想换货"
NOTE = "这些是从你写的那句话里填进来的"
FORM = {"platform": "taobao", "item": "衬衫", "problem": SENTENCE, "key": "form-1"}


START = {"do": "start", "problem": SENTENCE, "platform": "taobao"}


def test_it_fills_the_form_from_the_sentence_of_the_first_page(client):
    assert '<form class="start" action="/new/" method="post">' in page_of(client.get("/"))
    led = client.post("/new/", START)
    # The sentence holds an order number: it goes into no address.
    assert (led.status_code, led["Location"]) == (302, "/new/")
    response = client.get(led["Location"])
    page = page_of(response)
    for name, value in (("number", "123456"), ("demand", "exchange"), ("problem", "衬衫袖口开线")):
        check_kept(page, name, value)
    assert NOTE in words_of(response)
    assert letter_of(response) == "您好，我的订单 123456，衬衫袖口开线，想申请换货，请协助处理。"
    again = client.get("/new/")
    check_kept(page_of(again), "number", "123456")
    assert NOTE not in words_of(again)


def test_it_keeps_what_was_typed_when_the_first_page_is_sent_empty(client):
    client.post("/new/", START)
    client.post("/new/", {"do": "start", "problem": "", "platform": "jd"})
    page = page_of(client.get("/new/"))
    for name, value in (("number", "123456"), ("problem", "衬衫袖口开线"), ("platform", "jd")):
        check_kept(page, name, value)


def test_it_shows_what_it_read_before_it_keeps_it(as_alice):
    shown = as_alice.post("/new/", FORM)
    assert shown.status_code == 422
    assert NOTE in words_of(shown)
    assert not Case.objects.exists()
    page = page_of(shown)
    for name, value in (("number", "123456"), ("demand", "exchange"), ("problem", "衬衫袖口开线")):
        check_kept(page, name, value)
    as_alice.post("/new/", FORM | {"number": "123456", "demand": "exchange", "problem": "衬衫袖口开线"})
    case = Case.objects.select_related("order").get()
    assert (case.order.number, case.demand, case.problem) == ("123456", "exchange", "衬衫袖口开线")


def test_it_asks_once_and_not_again_when_the_number_is_taken_out(as_alice):
    as_alice.post("/new/", FORM)
    response = as_alice.post("/new/", FORM | {"demand": "exchange", "problem": "衬衫袖口开线"})
    assert response.status_code == 302
    assert Case.objects.select_related("order").get().order.number == ""


def test_it_leaves_what_was_typed_in_a_field(as_alice):
    typed = FORM | {"number": "998877665544", "demand": "refund"}
    assert as_alice.post("/new/", typed).status_code == 302
    case = Case.objects.select_related("order").get()
    assert (case.order.number, case.demand, case.problem) == ("998877665544", "refund", SENTENCE)


def test_it_keeps_the_wish_that_contradicts_the_field(as_alice):
    page = page_of(as_alice.post("/new/", FORM | {"demand": "refund"}))
    check_kept(page, "demand", "refund")
    check_kept(page, "number", "123456")
    check_kept(page, "problem", "衬衫袖口开线,想换货")


def test_it_keeps_what_was_typed_since_when_the_sentence_comes_again(client):
    client.post("/new/draft/", FORM | {"number": "998877665544", "demand": "refund", "problem": "衬衫袖口开线"})
    page = page_of(client.get("/new/", {"problem": SENTENCE}))
    for name, value in (("number", "998877665544"), ("demand", "refund"), ("item", "衬衫")):
        check_kept(page, name, value)


def test_it_reads_it_for_the_page_without_scripts_too(client):
    shown = client.post("/new/", FORM | {"do": "check"})
    assert NOTE in words_of(shown)
    assert client.session["draft"]["number"] == "123456"


def test_it_says_it_in_english(client):
    assert "Taken from your sentence" in page_of(client.get("/en/new/", {"problem": SENTENCE}))
