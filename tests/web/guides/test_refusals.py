"""/guides/refusals/: paste what the seller said, get the card; nothing of it is kept."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from guides.selectors.refusals import refusals
from tests.web.cases.checklist import PAYLOAD, check_verbs, page_of, words_of

pytestmark = pytest.mark.django_db
URL = "/guides/refusals/"


def test_it_shows_every_card_with_its_rule_and_where_that_comes_from(client: Client) -> None:
    check_verbs(client, URL, "get", "post")
    words, page = words_of(client.get(URL)), page_of(client.get(URL))
    for card in refusals():
        assert card.said.zh in words
        assert card.rule.zh in words
        assert card.bare_reply.zh in words
        assert all(part.words in words for part in card.reply_parts)
        assert f'id="{card.slug}"' in page
    assert words.count("核对日期") >= len(refusals())
    # Without a case, what some cases say stands beside their names.
    freight = page.split('id="your_freight"')[1].split("</details>")[0]
    assert (
        freight.index("符合你的情况，才加上") < freight.index("质量缺陷 / 运输破损") < freight.index("不是无理由退货")
    )


def test_it_finds_what_the_seller_said(client: Client) -> None:
    response = client.post(URL, {"text": "亲，这个不影响使用的，退货运费自理哦"})
    assert response.status_code == 200
    assert [card.slug for card in response.context["found"]] == ["still_usable", "your_freight"]
    assert 'id="found-still_usable" open' in page_of(response)
    assert "其中有 2 种常见的拒绝" in words_of(response)


def test_it_says_so_when_it_knows_none(client: Client) -> None:
    response = client.post(URL, {"text": "好的，马上给您退款"})
    assert response.context["found"] == ()
    assert "没有认出常见的拒绝" in words_of(response)


@pytest.mark.parametrize("text", ["", "   ", "长" * 2001])
def test_it_asks_again_for_nothing_or_too_much(client: Client, text: str) -> None:
    response = client.post(URL, {"text": text})
    assert response.status_code == 422
    assert response.context["found"] == ()


def test_it_keeps_nothing_and_runs_nothing(client: Client) -> None:
    response = client.post(URL, {"text": f"不影响使用{PAYLOAD}"})
    assert [card.slug for card in response.context["found"]] == ["still_usable"]
    assert PAYLOAD not in page_of(response)
    assert Session.objects.count() == 0


def test_it_speaks_english_and_keeps_the_letter_chinese(client: Client) -> None:
    page = page_of(client.get(f"/en{URL}"))
    card = refusals()[0]
    assert "What to send" in page
    assert card.bare_reply.zh in page
    assert card.rule.en in page.replace("&#x27;", "'")


def test_it_answers_no_more_than_sixty_in_ten_minutes(client: Client) -> None:
    answers = [client.post(URL, {"text": "不影响使用"}).status_code for _ in range(61)]
    assert answers == [200] * 60 + [429]
