"""/about/, /privacy/, /a11y/ and /about/sources/: for everyone, without a cookie."""

from __future__ import annotations

import pytest

from guides.domain.words import Words
from guides.selectors import (
    calendar,
    clock_rules,
    guides,
    humans,
    letters,
    lint,
    pitfalls,
    places,
    platforms,
    problems,
    refusals,
)
from tests.web.cases.checklist import check_languages, check_private, check_verbs, page_of, words_of

pytestmark = pytest.mark.django_db
PAGES = [
    ("/about/", "关于", "What Youju is"),
    ("/privacy/", "隐私", "Privacy"),
    ("/a11y/", "无障碍", "Accessibility"),
    ("/about/sources/", "来源", "Where our facts come from"),
]
URLS = [page[0] for page in PAGES]


@pytest.mark.parametrize(("url", "chinese", "english"), PAGES)
def test_it_speaks_both_languages(client, url, chinese, english):
    check_languages(client, url, chinese, english)


@pytest.mark.parametrize("url", URLS)
def test_it_is_only_looked_at(client, url):
    check_verbs(client, url, "get")
    assert client.head(url).status_code == 200


@pytest.mark.parametrize("url", URLS)
def test_it_starts_no_session_for_a_visitor(client, url):
    response = client.get(url)
    assert set(response.cookies) <= {"csrftoken"}
    assert "Cookie" in response["Vary"]


@pytest.mark.parametrize("url", URLS)
def test_it_is_a_shoppers_page_too(as_alice, url):
    check_private(as_alice.get(url))


@pytest.mark.parametrize("url", URLS)
def test_it_promises_nothing_and_raises_no_voice(client, url):
    words = words_of(client.get(url))
    for never in ("！", "一定能", "保证", "胜诉"):
        assert never not in words


def rows_of(client, part):
    """Return the text of all pages of one kind of facts."""
    said, first = "", 0
    while True:
        response = client.get(f"/about/sources/?of={part}&from={first}")
        said += words_of(response)
        if not response.context["older_url"]:
            return said
        first += 40


def test_it_gives_every_fact_its_source_and_the_day_it_was_checked(client):
    facts = {
        "rules": [
            *((rule.name, rule.source) for rule in clock_rules.clock_rules()),
            *((rule.counting, rule.source) for rule in clock_rules.clock_rules()),
        ],
        "calendars": [(Words(f"{year} 年"), source) for year, source in calendar.calendar_sources().items()],
        "letters": [(letter.name, letter.source) for letter in letters.letters().values()],
        "wording": [(Words(word.word), lint.lint_source()) for word in lint.lint_rules().threat],
        "platforms": [
            *((one.name, one.source) for one in platforms.platforms()),
            *((one.tier_two.verb, one.tier_two.source) for one in platforms.platforms()),
        ],
        "hotlines": [(line.what, line.source) for one in places.places() for line in one.hotlines],
        "checklists": [
            *((one.name, one.source) for one in problems.problem_types()),
            *((one.name, one.source) for one in problems.demands()),
        ],
        "advice": [
            *((one.said, one.source) for one in refusals.refusals()),
            *((one.name, one.source) for one in pitfalls.pitfall_rules()),
            *((one.name, one.source) for one in humans.human_recipes()),
        ],
        "guides": [
            *((one.title, one.source) for one in guides.guides()),
            *((step.title, step.source) for one in guides.guides() for step in one.steps if step.source != one.source),
        ],
    }
    assert sum(map(len, facts.values())) > 150
    for part, told in facts.items():
        words = rows_of(client, part)
        for name, source in told:
            assert name.said("zh-hans") in words
            assert source.checked_on.isoformat() in words


def test_it_says_what_a_time_limit_is_since_when_and_who_else_says_so(client):
    words = rows_of(client, "rules")
    for said in (
        "七日无理由退货：7 天（发出退货通知）；签收次日为第 1 天",
        "京东：可申请介入：24 小时（商家回应）；按小时，放假照算",
        "手机、耳机、笔记本等便携 3C：肉眼可见的瑕疵：48 小时",
        "2026-04-15 起施行",
    ):
        assert said in words
    rules = [rule for rule in clock_rules.clock_rules() if rule.source.also]
    assert rules
    for rule in rules:
        for name, _url, _article in rule.source.also:
            assert f"另见： {name}" in words


def test_it_counts_the_days_of_each_notice(client):
    words = rows_of(client, "calendars")
    days = calendar.calendar_rows()[2026].values()
    off = sum(not working for working, _name in days)
    assert f"2026 年：放假 {off} 天，调休上班 {len(days) - off} 天" in words


def test_it_shows_the_first_kind_for_a_kind_there_is_not(client):
    assert client.get("/about/sources/?of=nonsense&from=x").context["part"] == "rules"


def test_it_links_to_no_third_party(client):
    for url in URLS:
        assert 'href="http' not in page_of(client.get(url))
