"""/guides/<platform>/<slug>/: steps with pictures, letters with names for facts, source and date; light and public."""

from __future__ import annotations

import gzip
import re
from copy import deepcopy
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from guides.adapters import stamp
from guides.models import Guide
from guides.selectors import guides as shelf
from guides.selectors.places import platform_hotlines
from guides.services.guide_publish import guide_publish
from tests.factories import NOW
from tests.web.cases.checklist import check_languages, check_verbs, page_of, words_of

pytestmark = pytest.mark.django_db
URL = "/guides/taobao/taobao-step-in/"
MOST_GZIP = 200 * 1024


def republish(**changes: object) -> None:
    row = Guide.objects.get(pk="taobao-step-in")
    assert row.published is not None
    document = deepcopy(row.published.content) | changes
    guide_publish(guide=row, document=document, now=NOW, by=None)
    # Tests commit nothing, so what runs on commit is done here.
    stamp.forget()


def test_it_is_for_everyone_in_both_languages(client: Client, as_charlie: Client) -> None:
    check_verbs(client, URL, "get")
    check_languages(client, URL, "第二级：平台客服", "Step two: the platform")
    assert as_charlie.get(URL).status_code == 200


def test_it_shows_each_step_with_a_picture_and_what_it_says(client: Client) -> None:
    page = page_of(client.get(URL))
    view = shelf.guide("taobao-step-in")
    assert view is not None
    for step in view.steps:
        assert f'id="{step.slug}"' in page
        assert f'href="#{step.slug}"' in page
        assert step.picture is not None
        assert step.picture.alt.zh in page
    assert page.count("示意图，非平台官方界面") >= len(view.steps)
    assert page.count('role="img"') == len(view.steps)
    assert len(set(re.findall(r'<title id="([^"]+)"', page))) == len(view.steps)


def test_it_shows_what_to_paste_with_names_for_facts(client: Client) -> None:
    words = words_of(client.get(URL))
    assert "理由是“ 【商家的拒绝理由】 ”" in words
    english = words_of(client.get(f"/en{URL}"))
    assert "【商家的拒绝理由】" in english
    assert "【the seller’s reason】" in english


def test_it_says_where_its_words_come_from_and_when_they_were_checked(client: Client) -> None:
    words = words_of(client.get(URL))
    for said in ("一篇电商售后文章（经验，无日期）", "文章经验，入口名称以 App 为准", "2026-11-23", "规则会变"):
        assert said in words


def test_it_names_the_source_of_a_step_that_has_its_own(client: Client) -> None:
    shown = 0
    for one in shelf.guides():
        own = [step for step in one.steps if step.own_source]
        page = words_of(client.get(f"/guides/{one.platform}/{one.slug}/")) if own else ""
        for step in own:
            shown += 1
            assert step.source.label.zh in page
            assert step.source.id in ("SEED", "OWN") or step.source.name in page
    assert shown > 5


def test_it_offers_the_numbers_at_the_step_that_calls(client: Client) -> None:
    page = page_of(client.get("/guides/12315/12315-phone/"))
    steps = page.split('<aside class="stick')[0]
    assert 'href="tel:12315"' in steps
    assert 'href="tel:' not in page_of(client.get(URL))


def test_it_never_promises_or_shouts(client: Client) -> None:
    for one in shelf.guides():
        words = words_of(client.get(f"/guides/{one.platform}/{one.slug}/"))
        for never in ("！", "一定能", "包赢", "胜诉", "45 个工作日", "客服仲裁会", "undefined", "None"):
            assert never not in words, (one.slug, never)


def test_it_warns_when_nobody_has_checked_it_for_three_months(client: Client, loaded: None) -> None:
    assert "3 个月没核对" not in words_of(client.get(URL))
    republish(checked_on=(NOW.date() - timedelta(days=91)).isoformat())
    assert "3 个月没核对" in words_of(client.get(URL))


def test_it_shows_an_editors_change_at_once(client: Client, loaded: None) -> None:
    republish(title_zh="请淘宝介入")
    assert "请淘宝介入" in words_of(client.get(URL))


def test_it_shows_at_once_what_another_process_published(client: Client, loaded: None) -> None:
    first = client.get(URL)
    assert "申请平台介入" in words_of(first)
    row = Guide.objects.get(pk="taobao-step-in")
    assert row.published is not None
    # Nothing here tells this process to forget: another one published.
    guide_publish(guide=row, document=deepcopy(row.published.content) | {"title_zh": "请淘宝介入"}, now=NOW, by=None)
    assert "请淘宝介入" in words_of(client.get(URL))


def test_it_asks_once_whether_the_guide_still_holds(client: Client, loaded: None) -> None:
    client.get(URL)
    with CaptureQueriesContext(connection) as seen:
        client.get(URL)
    assert len([one for one in seen if "knowledgestamp" in one["sql"]]) == 1


def test_it_sends_a_wrong_platform_to_the_right_address(client: Client) -> None:
    response = client.get("/guides/jd/taobao-step-in/")
    assert (response.status_code, response["Location"]) == (301, URL)


def test_it_can_be_found_and_shared(client: Client) -> None:
    page = page_of(client.get(f"/en{URL}"))
    assert f'rel="canonical" href="https://youju.test/en{URL}"' in page
    assert f'hreflang="zh-Hans" href="https://youju.test{URL}"' in page
    assert f'og:image" content="https://youju.test/en{URL}card.png"' in page
    assert 'name="robots"' not in page


def test_it_shifts_nothing_and_needs_no_style(client: Client) -> None:
    page = page_of(client.get(URL))
    for opened in re.findall(r"<svg[^>]*role=\"img\"[^>]*>", page):
        assert re.search(r' width="360" height="[\d.]+"', opened)
    assert "style=" not in page
    assert "<script>" not in page


def test_it_names_nothing_on_the_page_twice(client: Client) -> None:
    """A step may be called 打电话, call: what stands beside it has another name, so a label says what it labels."""
    for one in shelf.guides():
        names = re.findall(r'\bid="([^"]+)"', page_of(client.get(f"/guides/{one.platform}/{one.slug}/")))
        assert sorted(names) == sorted(set(names)), one.slug


def test_it_stays_light_with_twelve_pictures(client: Client, loaded: None) -> None:
    row = Guide.objects.get(pk="taobao-step-in")
    assert row.published is not None
    steps = row.published.content["steps"] * 3
    republish(steps=[step | {"slug": f"step-{number}"} for number, step in enumerate(steps)])
    content = client.get(URL).content
    assert content.count(b'role="img"') == 12
    assert len(gzip.compress(content)) <= MOST_GZIP


def test_it_lists_every_platforms_numbers_where_the_guide_is_for_any(client: Client) -> None:
    page = page_of(client.get("/guides/any/nobody-answers/"))
    step = page.split('id="hotline"')[1].split('id="gone"')[0]
    for one in platform_hotlines():
        for line in one.hotlines:
            assert f'href="tel:{line.number}"' in step
            assert line.source.checked_on.isoformat() in step
    for said in ("0:00–24:00", "未在官网逐一核对", "以拼多多 App 内公布的号码为准"):
        assert said in step
    assert "号码未知" not in page
    assert "tel:12315" not in step
    # At one platform only its own.
    there = page_of(client.get("/guides/jd/nobody-answers/"))
    assert "tel:950618" in there
    assert "tel:9510211" not in there
