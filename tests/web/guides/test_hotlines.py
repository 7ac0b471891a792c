"""/guides/hotlines/: numbers with hours, source and date; blank beats wrong; 打不通."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from guides.models import HotlineReport
from guides.selectors.places import hotline_places, place
from guides.selectors.upkeep import failing_hotlines
from tests.web.cases.checklist import check_verbs, page_of, words_of

pytestmark = pytest.mark.django_db
URL = "/guides/hotlines/"
REPORT = "/guides/hotlines/report/"


def test_it_shows_each_number_with_where_it_comes_from(client: Client) -> None:
    words, page = words_of(client.get(URL)), page_of(client.get(URL))
    for one in hotline_places():
        for line in one.hotlines:
            assert f'href="tel:{line.number}"' in page
            assert line.source.checked_on.isoformat() in words
            if line.source.label.zh:
                assert line.source.label.zh in words
    for said in (
        "未在官网逐一核对",
        "0:00–24:00",
        "服务时间未知",
        "密码和短信验证码不告诉任何人",
        "退款不用先交保证金",
    ):
        assert said in words


def test_it_lists_each_number_once_and_promises_no_more_than_it_shows(client: Client) -> None:
    page = page_of(client.get(URL))
    called = re.findall(r'href="tel:([^"]+)"', page)
    assert sorted(called) == sorted(set(called))
    assert {"12315", "12345", "114"} <= set(called)
    assert "没在官网核对过的，旁边写明" in page
    assert "宁可空着" not in page


def test_it_shows_no_other_number(client: Client) -> None:
    known = {line.number for one in hotline_places() for line in one.hotlines}
    called = set(re.findall(r'href="tel:([^"]+)"', page_of(client.get(URL))))
    assert called == known
    pdd = place("pdd")
    assert pdd is not None
    assert pdd.hotlines == ()


def test_it_notes_a_number_that_does_not_work(client: Client, loaded: None) -> None:
    check_verbs(client, REPORT, "post")
    data = {"platform": "taobao", "number": "9510211", "fault": "no_answer"}
    for _ in range(2):
        response = client.post(REPORT, data)
        assert (response.status_code, response["Location"]) == (302, f"{URL}#taobao")
    [row] = failing_hotlines()
    assert (row["platform"], row["number"], row["fault"], row["times"]) == ("taobao", "9510211", "no_answer", 2)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"platform": "taobao", "number": "110", "fault": "no_answer"},
        {"platform": "nowhere", "number": "9510211", "fault": "no_answer"},
        {"platform": "taobao", "number": "9510211", "fault": "boring"},
    ],
)
def test_it_notes_nothing_it_does_not_know(client: Client, loaded: None, data: dict) -> None:
    assert client.post(REPORT, data).status_code == 400
    assert not HotlineReport.objects.exists()


def test_it_keeps_the_day_of_the_check_in_one_piece(client: Client) -> None:
    """2026- at the end of a line and 09-27 on the next read as two numbers."""
    for url in ("/guides/hotlines/", "/guides/jd/"):
        page = page_of(client.get(url))
        assert page.count('<span class="nowrap">核对日期：') == page.count("核对日期：") > 2
