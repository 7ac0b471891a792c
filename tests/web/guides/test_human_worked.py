"""/guides/human/worked/: a shopper got to a person this way, and the next one sees the day."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from guides.models import HumanReport
from tests.factories import CaseFactory
from tests.web.cases.checklist import check_verbs, words_of

pytestmark = pytest.mark.django_db
URL = "/guides/human/worked/"
PAGE = "/guides/pdd/"
WAY = {"way": "pdd-chat", "platform": "pdd"}


def told() -> list[tuple[str, str, int]]:
    return [(row.way, row.on.isoformat(), row.count) for row in HumanReport.objects.all()]


def test_it_is_only_posted_to(client: Client, loaded: None) -> None:
    check_verbs(client, URL, "post")


def test_it_shows_the_day_to_the_next_shopper(client: Client, loaded: None, django_capture_on_commit_callbacks) -> None:
    assert "还没有人反馈过是否有效" in words_of(client.get(PAGE))
    assert "最近一次有效" not in words_of(client.get(PAGE))
    late = datetime(2026, 11, 23, 20, tzinfo=UTC)
    with time_machine.travel(late, tick=False), django_capture_on_commit_callbacks(execute=True):
        response = client.post(URL, WAY)
    assert (response.status_code, response["Location"]) == (302, f"{PAGE}#humans")
    assert told() == [("pdd-chat", "2026-11-24", 1)]
    assert "最近一次有效：2026-11-24" in words_of(Client().get(PAGE))


def test_it_counts_each_browser_once_a_day(client: Client, loaded: None) -> None:
    for _time in range(3):
        client.post(URL, WAY)
    Client().post(URL, WAY)
    assert [count for _way, _on, count in told()] == [2]


def test_it_keeps_nothing_of_who_said_it(loaded: None) -> None:
    assert {field.name for field in HumanReport._meta.fields} == {"id", "way", "on", "count"}


@pytest.mark.parametrize("way", ["", "nowhere", "../x"])
def test_it_takes_only_a_way_there_is(client: Client, loaded: None, way: str) -> None:
    assert client.post(URL, {"way": way}).status_code == 400
    assert told() == []


@pytest.mark.parametrize(
    ("back", "where"),
    [
        ("/c/abc/human/", "/c/abc/human/#humans"),
        ("//evil.example/", f"{PAGE}#humans"),
        ("https://evil.example/", f"{PAGE}#humans"),
        ("/\\evil.example", f"{PAGE}#humans"),
        ("", f"{PAGE}#humans"),
    ],
)
def test_it_leads_back_to_a_page_of_ours(client: Client, loaded: None, back: str, where: str) -> None:
    assert client.post(URL, WAY | {"back": back})["Location"] == where


def test_it_is_limited_by_network(client: Client, loaded: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("guides.adapters.throttle", fromlist=["LIMITS"]).LIMITS, "human", ("2/10m/ip", 600))
    answers = [client.post(URL, WAY | {"way": way}).status_code for way in ("pdd-chat", "any-chat", "any-keyword")]
    assert answers == [302, 302, 429]


def test_it_stands_in_the_case_too(as_alice: Client, alice, loaded: None) -> None:
    case = CaseFactory(owner=alice)
    url = reverse("case-human", args=[case.ref])
    page = as_alice.get(url)
    assert "我就是这样找到人工的" in words_of(page)
    assert f'name="back" value="{url}"' in page.content.decode()
