"""/guides/ and /guides/<platform>/: for everyone, narrowed by platform and tier, 未知 said where nothing is known."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from guides.adapters import stamp
from guides.domain.guide import GuideView
from guides.models import Platform
from guides.selectors import guides as shelf
from guides.selectors.places import places
from tests.web.cases.checklist import check_languages, check_verbs, page_of, queries_of, words_of

pytestmark = pytest.mark.django_db
LIST = "/guides/"


@pytest.mark.parametrize("url", [LIST, "/guides/taobao/", "/guides/12315/", "/guides/hotlines/", "/guides/search/"])
def test_it_is_only_looked_at_by_anyone(client: Client, url: str) -> None:
    check_verbs(client, url, "get")
    response = client.get(url)
    assert response.status_code == 200
    assert set(response.cookies) <= {"csrftoken"}


def test_it_speaks_both_languages(client: Client) -> None:
    check_languages(client, LIST, "攻略", "Guides")
    check_languages(client, "/guides/taobao/", "第二级：平台客服", "Step two: the platform")


def test_it_lists_every_guide_with_the_day_it_was_checked(client: Client) -> None:
    words = words_of(client.get(LIST))
    for one in shelf.guides():
        assert one.title.zh in words
        assert one.checked_on.isoformat() in words


def test_it_narrows_by_platform_and_tier(client: Client) -> None:
    def shown(query: str) -> set[str]:
        return {row["guide"].slug for row in client.get(LIST + query).context["rows"]}

    def expected(test: object) -> set[str]:
        return {one.slug for one in shelf.guides() if one.kind == "steps" and test(one)}  # type: ignore[operator]

    assert shown("") == expected(lambda one: True)
    assert shown("?platform=taobao") == expected(lambda one: one.platform == "taobao")
    assert shown("?tier=regulator") == expected(lambda one: one.tier == "regulator")
    assert shown("?platform=taobao&tier=platform") == expected(
        lambda one: (one.platform, one.tier) == ("taobao", "platform")
    )
    assert shown("?platform=nowhere&tier=top") == shown("")


def test_it_says_unknown_where_a_platform_has_no_steps_of_its_own(client: Client) -> None:
    for one in places():
        response = client.get(f"/guides/{one.slug}/")
        words = words_of(response)
        assert one.name.zh in words
        for tier in response.context["tiers"]:
            own = [row for row in tier["rows"] if row["guide"].platform != "any"]
            assert tier["known"] == bool(own)
        said = "未知：没有查到这个平台自己的步骤" in words
        assert said == any(not tier["known"] for tier in response.context["tiers"])
        for tier in response.context["tiers"]:
            assert not tier["unknown"] or tier["unknown"].zh in words


def test_it_leads_to_the_general_guide_under_the_platforms_own_name(client: Client, monkeypatch) -> None:
    general = GuideView(**{name: getattr(shelf.guides()[0], name) for name in GuideView.__slots__} | {
        "slug": "any-step-in", "platform": "any", "tier": "platform", "kind": "steps"
    })  # fmt: skip
    monkeypatch.setattr("guides.views.reading.guides_of", lambda platform, tier: [general])
    monkeypatch.setattr("guides.views.reading.guide_now", lambda slug: general)
    page = page_of(client.get("/guides/dewu/"))
    assert "/guides/dewu/any-step-in/" in page
    shown = page_of(client.get("/guides/dewu/any-step-in/"))
    assert "得物" in shown
    assert re.search(r'rel="canonical" href="[^"]*/guides/any/any-step-in/"', shown)


def test_it_shows_no_number_the_facts_forbid(client: Client) -> None:
    page = words_of(client.get("/guides/pdd/"))
    assert "不要拨搜索结果里的号码" in page
    assert not re.search(r"\b\d{7,}\b", page)


@pytest.mark.parametrize("url", ["/guides/nowhere/", "/guides/taobao/nothing/", "/guides/nowhere/taobao-step-in/"])
def test_it_has_no_such_page(client: Client, url: str) -> None:
    assert client.get(url).status_code == 404


def test_it_costs_no_query_once_the_knowledge_is_read(client: Client, loaded: None) -> None:
    # The search finds refusal cards too, which no guide reads.
    for url in (LIST, "/guides/taobao/", "/guides/taobao/taobao-step-in/", "/guides/search/?q=tb"):
        client.get(url)
    for url in (LIST, "/guides/taobao/", "/guides/search/?q=tb"):
        assert queries_of(client, url) == [], url
    # A guide asks whether somebody has just published or reported something, by an index each.
    asked = queries_of(client, "/guides/taobao/taobao-step-in/")
    assert len(asked) <= 2
    assert all("guides_knowledgestamp" in query or "guides_stepreport" in query for query in asked)


@pytest.mark.parametrize("url", [LIST, "/guides/search/?q=退款", "/guides/search/?q=闲鱼", "/guides/any/any-step-in/"])
def test_it_leaves_out_a_guide_whose_place_is_known_no_more(client: Client, loaded: None, url: str) -> None:
    """A row of the platforms was taken away: its guide has no page, and no list leads there or breaks."""
    own = "/guides/xianyu/xianyu-step-in/"
    assert own in page_of(client.get(LIST))
    Platform.objects.filter(slug="xianyu").delete()
    stamp.forget()
    response = client.get(url)
    assert response.status_code == 200
    assert own not in page_of(response)
    assert own not in client.get("/sitemap.xml").content.decode()
    assert client.get(own).status_code == 404
    assert client.get("/guides/taobao/xianyu-step-in/").status_code == 404


def test_it_is_in_the_navigation_for_everyone(client: Client, as_alice: Client) -> None:
    assert 'href="/guides/"' in page_of(client.get("/"))
    assert 'href="/guides/" aria-current="page"' in page_of(client.get(LIST))
    assert 'href="/guides/"' in page_of(as_alice.get("/today/"))


def test_it_shows_what_is_known_of_a_platforms_times_and_says_unknown_for_the_rest(client: Client) -> None:
    words = words_of(client.get("/guides/jd/"))
    assert "纠纷单关闭后 7 个自然日内" in words
    assert "凭证的张数和大小 未知" in words
    assert "客服仲裁（文章叫法）" in words
    pdd = words_of(client.get("/guides/pdd/"))
    assert "听到“结束请挂机”之后按 0" in pdd
    assert pdd.count("未知") >= 5
    assert "自营怎么申请介入没有查到" in words_of(client.get("/guides/jd_self/"))


def test_it_hides_a_general_guide_beside_the_platforms_own(client: Client) -> None:
    shown = [row["guide"].slug for tier in client.get("/guides/taobao/").context["tiers"] for row in tier["rows"]]
    assert "taobao-step-in" in shown
    assert "any-step-in" not in shown
    assert "any-step-in" in [
        row["guide"].slug for tier in client.get("/guides/dewu/").context["tiers"] for row in tier["rows"]
    ]
