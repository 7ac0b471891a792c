"""/c/<ref>/older/: the record further back, by key."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from cases.models import Case, CaseEvent
from cases.services.case_state import tier_move
from tests.case_acts import again, heard, kinds
from tests.factories import NOW
from tests.web.cases.checklist import (
    HX,
    PAYLOAD,
    check_escaped,
    check_gate,
    check_languages,
    check_private,
    check_verbs,
    page_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(case: Case) -> str:
    return f"/c/{case.ref}/older/"


def entries(response) -> list[int]:
    return [int(number) for number in re.findall(r'id="e(\d+)"', page_of(response))]


def next_key(response) -> str:
    found = re.search(r"older/\?before=([^\"]+)\"", page_of(response))
    return found[1] if found else ""


def fill(case: Case, number: int) -> None:
    for index in range(number):
        heard(case, NOW - timedelta(minutes=index // 2), now=NOW, words=f"第{index}句")


def test_it_goes_on_where_the_page_stopped_and_misses_nothing(as_alice, case, url):
    fill(case, 100)
    response = as_alice.get(f"/c/{case.ref}/")
    seen = entries(response)
    while key := next_key(response):
        response = as_alice.get(url, {"before": key.replace("&amp;", "&")})
        seen += entries(response)
    assert len(seen) == len(set(seen)) == len(kinds(case)) == 101
    order = CaseEvent.objects.filter(case=case).order_by("-at", "-pk").values_list("pk", flat=True)
    assert seen == list(order)


def test_it_shows_one_tier_alone_and_goes_on_with_it(as_alice, case, url):
    fill(case, 45)
    tier_move(case=again(case), to="platform", now=NOW)
    heard(case, NOW, tier="platform", words="平台说再等等")
    filed = page_of(as_alice.get(url, {"tier": "platform"}))
    assert "平台说再等等" in filed
    assert "第3句" not in filed
    assert 'tier=platform" aria-current="true"' in filed
    seller = as_alice.get(url, {"tier": "merchant"})
    assert "平台说再等等" not in page_of(seller)
    assert next_key(seller).endswith("&amp;tier=merchant")
    assert "没有记录" in page_of(as_alice.get(url, {"tier": "regulator"}))


@pytest.mark.parametrize("tier", ["", "x", "Merchant", "'"])
def test_it_shows_every_tier_for_any_other_word(as_alice, case, url, tier):
    heard(case, NOW, words="核实一下")
    assert entries(as_alice.get(url, {"tier": tier})) == entries(as_alice.get(url))


def test_it_answers_htmx_with_the_entries_alone(as_alice, case, url):
    fill(case, 3)
    page = page_of(as_alice.get(url, headers=HX))
    assert page.startswith('<li class="day">')
    assert "<html" not in page


def test_it_is_a_page_of_its_own_without_a_script(as_alice, case, url):
    page = page_of(as_alice.get(url))
    assert '<ol class="tl"' in page
    assert f'href="/c/{case.ref}/"' in page


@pytest.mark.parametrize(
    "key", ["", "x", "2026-11-23T00:00:00+00:00_x", "9999-12-31T23:59:59-14:00_1", f"{NOW.isoformat()}_{9**30}"]
)
def test_it_starts_at_the_newest_for_a_broken_key(as_alice, url, key):
    assert as_alice.get(url, {"before": key}).status_code == 200


def test_it_speaks_both_languages(as_alice, url):
    check_languages(as_alice, url, "建立案件", "Case opened")


def test_it_is_only_looked_at(as_alice, url):
    check_verbs(as_alice, url, "get")


def test_it_is_for_its_owner_alone(client, as_charlie, url):
    check_gate(url, "get", anonymous=client, stranger=as_charlie)


def test_it_is_kept_by_no_cache(as_alice, url):
    check_private(as_alice.get(url))


def test_it_shows_markup_as_text(as_alice, case, url):
    heard(case, NOW, words=PAYLOAD, note=PAYLOAD, agent_number=PAYLOAD)
    check_escaped(as_alice.get(url), 3)
