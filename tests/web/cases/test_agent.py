"""/c/<ref>/agent/: this shopper's earlier contacts with the agent whose number is being typed."""

from __future__ import annotations

import pytest

from cases.models import Case
from cases.services.deadline_sweep import deadlines_sweep
from tests.case_acts import DAY, HOUR, heard, opened
from tests.factories import NOW
from tests.web.cases.checklist import HX, PAYLOAD, check_gate, check_private, check_verbs, page_of, queries_of, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(case: Case) -> str:
    return f"/c/{case.ref}/agent/"


def ask(client, url: str, number: str = "6789"):
    return client.get(url, {"agent": number}, headers=HX)


def test_it_shows_the_earlier_contacts_and_the_broken_promises(as_alice, alice, url):
    other = opened(alice, now=NOW - 3 * DAY, number="2", problem="没声音")
    heard(other, NOW - 2 * DAY, hours=1, agent_number="6789")
    deadlines_sweep(now=NOW)
    words = words_of(ask(as_alice, url))
    for said in ("6789", "没声音", "1小时内给您回复", "失约"):
        assert said in words, words
    assert "MetContact" not in words


def test_it_says_when_there_are_none(as_alice, url):
    assert "没" in words_of(ask(as_alice, url))


@pytest.mark.parametrize("number", ["", "   ", "a\x00b", "9" * 5000, PAYLOAD])
def test_it_takes_any_number(as_alice, url, number):
    response = ask(as_alice, url, number)
    assert response.status_code == 200
    assert "<svg/onload" not in page_of(response)


def test_it_knows_no_agent_of_another_platform(as_alice, alice, url):
    heard(opened(alice, now=NOW - DAY, platform="jd"), NOW - HOUR, agent_number="6789", words="京东的话")
    assert "京东的话" not in words_of(ask(as_alice, url))


def test_it_knows_no_agent_of_another_shopper(as_alice, charlie, url):
    heard(opened(charlie, now=NOW - DAY), NOW - HOUR, agent_number="6789", words="别人的话")
    assert "别人的话" not in words_of(ask(as_alice, url))


def test_it_leaves_out_what_was_taken_back(as_alice, case, url):
    from cases.services.contact_undo import contact_undo
    from tests.case_acts import again

    contact = heard(case, NOW - HOUR, agent_number="6789", words="记错的话")
    contact_undo(case=again(case), contact=contact, now=NOW)
    assert "记错的话" not in words_of(ask(as_alice, url))


def test_it_shows_markup_as_text(as_alice, case, url):
    heard(case, NOW - HOUR, agent_number="6789", words=PAYLOAD)
    page = page_of(ask(as_alice, url))
    assert "<svg/onload" not in page
    assert "&lt;svg/onload=x&gt;" in page


def test_it_speaks_english(as_alice, case, url):
    heard(case, NOW - HOUR, agent_number="6789")
    assert "met before" in words_of(ask(as_alice, f"/en{url}"))


def test_it_is_only_looked_at(as_alice, url):
    check_verbs(as_alice, url, "get")


def test_it_is_for_its_owner_alone(client, as_charlie, url):
    check_gate(url, "get", anonymous=client, stranger=as_charlie)


def test_it_is_kept_by_no_cache(as_alice, url):
    check_private(ask(as_alice, url))


def test_it_costs_the_same_for_one_contact_and_a_hundred(as_alice, case, url):
    def cost() -> int:
        return len(queries_of(as_alice, f"{url}?agent=6789"))

    heard(case, NOW - HOUR, agent_number="6789")
    ask(as_alice, url)
    few = cost()
    for _ in range(99):
        heard(case, NOW - HOUR, agent_number="6789")
    assert cost() == few
