"""The pages for what went wrong: plain, in words, with a way on."""

from __future__ import annotations

from html import unescape

import pytest
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory


@pytest.fixture
def request_of_nobody() -> HttpRequest:
    from django.contrib.auth.models import AnonymousUser

    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    return request


def test_it_answers_an_unknown_address_in_chinese(client: Client, db: None) -> None:
    response = client.get("/no/such/page/")

    assert response.status_code == 404
    assert "没有这一页，或者它不是你的。" in response.content.decode()


def test_it_answers_an_unknown_address_in_english(client: Client, db: None) -> None:
    response = client.get("/en/no/such/page/")

    assert response.status_code == 404
    assert "No such page, or it isn't yours." in unescape(response.content.decode())


@pytest.mark.parametrize("name", ["413.html", "500.html"])
def test_it_needs_neither_request_nor_database_nor_script(name: str) -> None:
    # No `db` fixture here: any query would fail the test.
    html = render_to_string(name)

    assert "css/site" in html
    assert "<script" not in html
    assert 'lang="en"' in html
    assert "{{" not in html


def test_it_prints_the_limits_when_it_knows_them() -> None:
    html = render_to_string("413.html", {"upload_max": 25, "video_max": 200})

    assert "图片最大 25 MB，视频最大 200 MB" in html
    assert "Pictures up to 25 MB" in html


def test_it_prints_the_number_of_the_error() -> None:
    assert "7F3A" in render_to_string("500.html", {"ref": "7F3A"})


def test_it_says_how_long_to_wait(request_of_nobody: HttpRequest) -> None:
    html = render_to_string("429.html", {"retry_after": 40}, request_of_nobody)

    assert "请在 40 秒后再试。" in html
    assert 'data-countdown="40"' in html


@pytest.mark.parametrize(("name", "words"), [("403.html", "这里你不能操作。"), ("403_csrf.html", "页面放太久了。")])
def test_it_says_why_it_refuses(request_of_nobody: HttpRequest, name: str, words: str) -> None:
    assert words in render_to_string(name, {}, request_of_nobody)
