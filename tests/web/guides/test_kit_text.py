"""The automatic answer and the worksheet: worked out from what was typed, kept nowhere."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from guides.selectors.cards import reply
from guides.views import kit_text
from tests.web.guides.test_kit_card import HTMX, page_of

pytestmark = pytest.mark.django_db
ANSWER = {"service_hours": "每天 9:00–21:00", "reply_sla": "2 小时内", "agent_no": "6789"}
NUMBERS = {"before_minutes": "15", "after_minutes": "5", "before_praise": "93.5", "after_praise": "95"}


def text_in(page: str, name: str) -> str:
    found = re.search(rf'id="text-{name}"[^>]*>([^<]*)<', page)
    assert found
    return found[1]


def test_it_shows_the_answer_with_its_length_before_anything_is_typed(client):
    page = page_of(client.get(reverse("kit-reply")))
    assert text_in(page, "long").startswith("亲，您好！为了更快帮您处理，请一次发来：①订单号")
    assert f"{len(text_in(page, 'long'))} 字" in page
    assert 'data-copy="#text-long"' in page
    assert 'data-copy="#text-short"' in page


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_it_puts_in_what_was_typed(client, headers):
    response = client.post(reverse("kit-reply"), ANSWER, headers=headers)
    page = page_of(response)
    assert response.status_code == 200
    assert "为您服务的客服工号：6789。收到后2小时内回复您。" in text_in(page, "long")
    assert page.lstrip().startswith('<div id="reply">') is bool(headers)
    assert not Session.objects.exists()


def test_it_says_unknown_for_every_platform(client):
    """Each is checked against the careful measure, and the page says so and why."""
    page = page_of(client.get(reverse("kit-reply")))
    unknown = '<td>未知<br><span class="small muted">按 200 字算</span></td><td>没有超</td><td>没有超</td>'
    assert page.count(unknown) == page.count('<th scope="row">') > 10
    assert "很多聊天框会截断更长的文字" in page


def test_it_says_by_how_much_a_text_is_too_long_where_the_limit_is_unknown(client, monkeypatch):
    known = replace(reply(), advised=80)
    monkeypatch.setattr(kit_text, "known_reply", lambda: known)
    page = page_of(client.post(reverse("kit-reply"), ANSWER))
    over = len(text_in(page, "long")) - 80
    assert page.count(f"<td>多了 {over} 个字</td><td>没有超</td>") == page.count('<th scope="row">') > 10


def test_it_warns_of_a_text_beyond_our_measure(client, monkeypatch):
    longest = ANSWER | {"service_hours": "每" * 60, "agent_no": "1" * 20}
    assert "字，很多聊天框会截断。" not in page_of(client.post(reverse("kit-reply"), longest))
    known = replace(reply(), advised=80)
    monkeypatch.setattr(kit_text, "known_reply", lambda: known)
    page = page_of(client.post(reverse("kit-reply"), ANSWER))
    assert page.count("超过 80 字，很多聊天框会截断。") == 1


def test_it_checks_a_limit_once_one_is_known(client, monkeypatch):
    known = reply()
    source = replace(known.source, also=(("京东帮助", "https://help.example/", ""),))
    known = replace(known, limits={"jd": 70}, source=source)
    monkeypatch.setattr(kit_text, "known_reply", lambda: known)
    page = page_of(client.post(reverse("kit-reply"), ANSWER))
    row = page[page.index('<th scope="row">京东</th>') :].partition("</tr>")[0]
    over = len(text_in(page, "long")) - 70
    assert f"<td>70</td><td>多了 {over} 个字</td><td>没有超</td>" in row
    assert '<a href="https://help.example/">京东帮助</a>' in page


def test_it_names_what_is_too_long_and_keeps_it(client):
    response = client.post(reverse("kit-reply"), ANSWER | {"agent_no": "1" * 21})
    assert response.status_code == 422
    assert "1" * 21 in page_of(response)
    assert "工号：" not in text_in(page_of(response), "long")


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_it_works_out_what_changed_from_what_was_typed(client, headers):
    page = page_of(client.post(reverse("kit-numbers"), NUMBERS, headers=headers))
    assert "−10 (−66.7%)" in page
    assert "+1.5 个百分点" in page
    assert page.count('<th scope="row">') == 2
    assert "有据不作任何承诺" in page
    assert not Session.objects.exists()


def test_it_claims_nothing_before_anything_is_typed(client):
    page = page_of(client.get(reverse("kit-numbers")))
    assert "%" not in re.sub(r"<[^>]*>|（%）", "", page[page.index("<main") : page.index("</main")])
    assert "一项的前后都填了，就会出现一行。" in page


@pytest.mark.parametrize(
    "wrong", [{"before_minutes": "many"}, {"after_praise": "101"}, {"before_minutes": "-1"}, {"before_minutes": "NaN"}]
)
def test_it_names_a_number_that_is_none_and_keeps_it(client, wrong):
    response = client.post(reverse("kit-numbers"), NUMBERS | wrong)
    page = page_of(response)
    assert response.status_code == 422
    (value,) = wrong.values()
    assert f'value="{value}"' in page
    assert page.count('<th scope="row">') == 1


@pytest.mark.parametrize("name", ["kit-reply", "kit-numbers"])
def test_it_takes_only_the_verbs_it_knows(client, name):
    assert client.delete(reverse(name)).status_code == 405
    assert client.get("/en" + reverse(name)).status_code == 200
