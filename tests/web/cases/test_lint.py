"""/lint/: what is vague, private or threatening in the words just typed."""

from __future__ import annotations

import pytest

from tests.web.cases.checklist import HX, PAYLOAD, check_verbs, page_of, words_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["words", "problem", "text"])
def test_it_reads_the_text_from_any_form(client, name):
    response = client.post("/lint/", {name: "商品有问题，你们怎么处理"}, headers=HX)
    assert response.status_code == 200
    assert page_of(response).startswith('<div id="lint"')
    assert "商品有问题" in words_of(response)


def test_it_says_nothing_about_a_clear_text(client):
    assert "note" not in page_of(client.post("/lint/", {"words": "袖口开线 3 厘米"}))


def test_it_says_it_in_english(client):
    assert "vague" in words_of(client.post("/en/lint/", {"words": "商品有问题"}))


def test_it_shows_markup_as_text(client):
    assert "<svg/onload" not in page_of(client.post("/lint/", {"words": f"商品有问题{PAYLOAD}"}))


def test_it_answers_posts_only(client):
    check_verbs(client, "/lint/", "post")
