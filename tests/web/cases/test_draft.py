"""/new/draft/: the letter while one types. Never an error, never a case."""

from __future__ import annotations

import pytest

from cases.models import Case
from tests.web.cases.checklist import HX, PAYLOAD, check_escaped, check_verbs, letter_of, page_of, words_of

pytestmark = pytest.mark.django_db
DRAFT = {"platform": "taobao", "number": "123456", "item": "衬衫", "problem": "袖口开线", "demand": "exchange"}


def saved(client, **changes):
    return client.post("/new/draft/", DRAFT | changes, headers=HX)


def test_it_answers_with_the_letter_as_a_fragment(client):
    response = saved(client)
    page = page_of(response)
    assert response.status_code == 200
    assert "<html" not in page
    assert letter_of(response) == "您好，我的订单 123456，买的衬衫袖口开线，想申请换货，请协助处理。"
    assert 'id="saved"' in page
    assert not Case.objects.exists()


def test_it_writes_the_articles_sentence(client):
    cup = {"item": "保温杯", "problem": "不保温", "problem_detail": "倒开水 2 小时变凉", "demand": "refund"}
    letter = letter_of(saved(client, **cup))
    assert letter == "您好，我的订单 123456，买的保温杯不保温（倒开水 2 小时变凉），想申请退款，请协助处理。"


@pytest.mark.parametrize("changes", [{"problem": ""}, {"demand": ""}])
def test_it_leaves_a_mark_and_no_copy_button_while_something_is_missing(client, changes):
    page = page_of(saved(client, **changes))
    assert "【" in page
    assert "data-copy" not in page


def test_it_can_be_copied_once_it_is_complete(client):
    assert 'data-copy="#letter"' in page_of(saved(client))


def test_it_lets_a_shop_write_brackets(client):
    response = saved(client, item="【官方】衬衫")
    assert "【官方】衬衫" in letter_of(response)
    assert 'data-copy="#letter"' in page_of(response)


def test_it_is_kept_for_the_next_page(client):
    saved(client)
    assert client.session["draft"] == DRAFT
    assert 'value="衬衫"' in page_of(client.get("/new/"))


def test_it_keeps_nothing_that_is_no_field(client):
    saved(client, is_staff="1", key="k", csrfmiddlewaretoken="t")
    assert client.session["draft"] == DRAFT


def test_it_keeps_no_more_than_a_field_can_hold(client):
    saved(client, problem="长" * 100_000)
    assert len(client.session["draft"]["problem"]) <= 600


def test_it_is_never_an_error(client):
    for junk in ({}, {"signed_at": "昨天"}, {"platform": "?"}, {"demand": "?"}, {"amount": "NaN"}):
        assert client.post("/new/draft/", junk, headers=HX).status_code == 200


def test_it_says_what_is_vague_private_or_threatening(client):
    assert "商品有问题" in words_of(saved(client, problem="商品有问题"))
    assert "note warn" not in page_of(saved(client))


def test_it_hints_at_an_unusual_number_and_blocks_nothing(client):
    response = saved(client, number="12")
    assert 'class="hint ihint"' in page_of(response).split('id="number-hint"')[1]
    assert "12" in letter_of(response)


@pytest.mark.parametrize("name", ["number", "item", "shop", "problem", "problem_detail"])
def test_it_shows_markup_as_text(client, name):
    others = {"number": ""} if name == "shop" else {}
    check_escaped(saved(client, **{name: PAYLOAD}, **others))


def test_it_answers_saving_only(client):
    check_verbs(client, "/new/draft/", "post")


def test_it_works_as_a_plain_post_too(client):
    assert letter_of(client.post("/new/draft/", DRAFT)).startswith("您好，我的订单 123456")
