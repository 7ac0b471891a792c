"""/: the first page. One field, one button, no account."""

from __future__ import annotations

import pytest

from tests.web.cases.checklist import PAYLOAD, check_escaped, check_languages, check_verbs, page_of

pytestmark = pytest.mark.django_db


def test_it_asks_what_went_wrong_and_leads_to_the_letter(client):
    page = page_of(client.get("/"))
    assert 'action="/new/" method="post"' in page
    assert 'name="problem"' in page
    assert 'name="platform" value="taobao" checked' in page
    assert "<form" in page
    assert 'type="password"' not in page


def test_it_speaks_both_languages(client):
    check_languages(client, "/", "不用吵", "Not")


def test_it_says_both_sample_messages_in_english_beside_the_chinese(client):
    english, chinese = (client.get(path).content.decode() for path in ("/en/", "/"))
    for said in ("What will you do about it?", "I would like a refund; please help."):
        assert said in english
        assert said not in chinese


def test_it_sends_a_signed_in_shopper_to_today(as_alice):
    response = as_alice.get("/")
    assert (response.status_code, response["Location"]) == (302, "/today/")


def test_it_is_only_looked_at(client):
    check_verbs(client, "/", "get")
    assert client.head("/").status_code == 200


def test_it_offers_to_go_on_with_the_draft(client):
    client.post("/new/draft/", {"problem": "袖口开线", "platform": "jd"})
    page = page_of(client.get("/"))
    assert 'value="袖口开线"' in page
    assert 'name="platform" value="jd" checked' in page


def test_it_shows_a_drafts_markup_as_text(client):
    client.post("/new/draft/", {"problem": PAYLOAD})
    check_escaped(client.get("/"))


def test_it_asks_the_database_for_nothing_of_anybody(client, django_assert_max_num_queries):
    client.get("/")
    with django_assert_max_num_queries(1):
        client.get("/")
