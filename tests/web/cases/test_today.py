"""/today/: what to do, what is due, what waits. The most urgent first."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from cases.services.case_state import case_close
from cases.services.contact_log import PromiseEntry
from cases.services.deadline_sweep import deadlines_sweep
from cases.services.filing import FilingEntry, filing_file
from cases.services.filing_result import ResultEntry, filing_result_note
from tests.case_acts import DAY, HOUR, again, heard, opened
from tests.factories import NOW, UserFactory
from tests.web.cases.checklist import (
    HX,
    LOGIN,
    PAYLOAD,
    check_escaped,
    check_languages,
    check_private,
    check_verbs,
    page_of,
    queries_of,
    words_of,
)

pytestmark = pytest.mark.django_db
URL = "/today/"


def section(response, name: str) -> str:
    """Return the part of the page under the heading of that id, "" when it is not there."""
    found = re.search(rf'aria-labelledby="{name}">(.*?)</section>', page_of(response), re.DOTALL)
    return found[1] if found else ""


def refs(html: str) -> list[str]:
    return list(dict.fromkeys(re.findall(r'href="/c/([a-z0-9]{16})/"', html)))


def test_it_puts_each_case_in_the_one_place_it_belongs(as_alice, alice):
    mine, today, later, done = (opened(alice, now=NOW - DAY, number=str(number)) for number in range(4))
    heard(today, NOW - HOUR, hours=5)
    heard(later, NOW - HOUR, hours=72)
    case_close(case=again(done), outcome="full", now=NOW - HOUR)
    response = as_alice.get(URL)
    assert refs(section(response, "g1")) == [mine.ref]
    assert refs(section(response, "g2")) == [today.ref]
    assert refs(section(response, "g3")) == [later.ref]
    assert refs(section(response, "g4")) == [done.ref]
    assert "1 件该你动手 / 1 件今天到点 / 1 件在等" in words_of(response)


def test_it_puts_a_closing_window_first_and_then_what_is_longest_overdue(as_alice, alice):
    fresh = opened(alice, now=NOW - DAY, number="1")
    late, later = (opened(alice, now=NOW - DAY, number=str(hours)) for hours in (5, 9))
    heard(late, NOW - 6 * HOUR, hours=1)
    heard(later, NOW - 10 * HOUR, hours=1)
    window = opened(alice, now=NOW - DAY, number="w", signed_at=NOW.replace(hour=16) - 8 * DAY)
    assert refs(section(as_alice.get(URL), "g1")) == [window.ref, later.ref, late.ref, fresh.ref]


def test_it_is_late_as_soon_as_the_moment_has_passed(as_alice, alice):
    case = opened(alice, now=NOW - DAY)
    heard(case, NOW - 2 * HOUR, hours=1)
    response = as_alice.get(URL)
    assert refs(section(response, "g1")) == [case.ref]
    assert "is-late" in section(response, "g1")
    deadlines_sweep(now=NOW)
    assert refs(section(as_alice.get(URL), "g1")) == [case.ref]


def test_it_lists_the_windows_of_ones_own_that_close_within_a_week_on_every_screen(as_alice, alice):
    """Not in the week beside the page, which phones do not show."""
    signed = NOW.replace(hour=16)
    soon, later, far = (
        opened(alice, now=NOW - DAY, number=str(days), signed_at=signed - days * DAY) for days in (7, 3, 0)
    )
    heard(opened(alice, now=NOW - DAY, number="t"), NOW - HOUR, hours=48)
    response = as_alice.get(URL)
    assert "本周将失效的权利" in words_of(response)
    closing = section(response, "g5")
    assert refs(closing)[0] == soon.ref
    assert later.ref in refs(closing)
    assert "七天无理由退货" in closing
    assert "回复" not in closing
    assert far.ref not in refs(closing)


def test_it_has_no_heading_when_no_right_ends_this_week(as_alice, alice):
    opened(alice, now=NOW - DAY)
    assert not section(as_alice.get(URL), "g5")


def test_it_leads_from_the_card_to_the_act(as_alice, alice):
    case = opened(alice, now=NOW - DAY)
    heard(case, NOW - 2 * HOUR, hours=1)
    card = section(as_alice.get(URL), "g1")
    assert f"/c/{case.ref}/say/?code=T5" in card
    assert f"/c/{case.ref}/no-reply/" in card


def test_it_shows_the_week_with_what_ends_on_each_day(as_alice, alice):
    case = opened(alice, now=NOW - DAY)
    heard(case, NOW - HOUR, hours=24)
    week = page_of(as_alice.get(URL)).split('<ol class="week">', 1)[1].split("</ol>", 1)[0]
    days = [day for day in week.split('<span class="d">') if "周" in day]
    assert len(days) == 5
    assert "周一" in days[0]
    assert "14:20" in days[1]
    assert case.ref in days[1]


def test_it_adds_up_what_is_at_stake_counting_an_order_once(as_alice, alice):
    opened(alice, amount=Decimal("100.50"))
    opened(alice, problem="掉色", amount=Decimal("100.50"))
    opened(alice, number="2", amount=Decimal("50"))
    assert "150.50" in words_of(as_alice.get(URL))


def test_it_says_what_to_do_when_there_is_nothing(as_alice):
    response = as_alice.get(URL)
    assert 'href="/new/"' in page_of(response).split('id="today"')[1]
    assert section(response, "g1") == ""


def test_it_speaks_both_languages(as_alice, alice):
    opened(alice, now=NOW - DAY)
    check_languages(as_alice, URL, "今天要做什么", "What to do today")


def test_it_is_only_looked_at(as_alice):
    check_verbs(as_alice, URL, "get")


def test_it_asks_a_stranger_to_sign_in(client):
    response = client.get(URL)
    assert (response.status_code, response["Location"]) == (302, f"{LOGIN}?next=/today/")
    response = client.get(f"{URL}?part=1", headers=HX | {"HX-Current-URL": "http://testserver/today/"})
    assert (response.status_code, response["HX-Redirect"]) == (204, f"{LOGIN}?next=%2Ftoday%2F")


def test_it_shows_a_stranger_nothing(as_charlie, alice):
    heard(opened(alice, now=NOW - DAY), NOW, hours=24)
    page = page_of(as_charlie.get(URL))
    assert "/c/" not in page.split('id="today"')[1].replace('href="/c/"', "")
    assert "衬衫" not in page


def test_it_refreshes_in_place(as_alice, alice):
    case = opened(alice, now=NOW - DAY)
    page = page_of(as_alice.get(f"{URL}?part=1", headers=HX))
    assert '<div class="cols" id="today"' in page
    assert "<html" not in page
    assert case.ref in page


def test_it_is_a_whole_page_for_a_browser_that_asks_for_the_part(as_alice):
    assert "<html" in page_of(as_alice.get(f"{URL}?part=1"))


def test_it_is_kept_by_no_cache(as_alice):
    check_private(as_alice.get(URL))


def test_it_shows_markup_as_text_and_no_whole_order_number(as_alice, alice):
    case = opened(alice, now=NOW - DAY, item=PAYLOAD, problem=PAYLOAD, shop=PAYLOAD)
    heard(case, NOW - HOUR, hours=24, agent_number=PAYLOAD)
    second = opened(alice, now=NOW - DAY, item=PAYLOAD, number="2")
    assert again(second).next_actor == "me"
    response = as_alice.get(URL)
    check_escaped(response, 3)
    assert "123456789012345678" not in page_of(response)


def test_it_says_that_reminders_cannot_be_mailed_yet(client):
    dora = UserFactory(email="dora@example.com", verified=False)
    client.force_login(dora, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert "/accounts/confirm-email/" in page_of(client.get(URL))


def test_it_costs_the_same_for_one_case_and_a_hundred(as_alice, alice):
    def cost() -> int:
        return len(queries_of(as_alice, URL))

    def fill(names: range) -> None:
        for number in names:
            heard(opened(alice, now=NOW - DAY, number=f"w{number}"), NOW, hours=24)
            heard(opened(alice, now=NOW - DAY, number=f"l{number}"), NOW - 3 * HOUR, hours=1)
            case_close(case=opened(alice, now=NOW - DAY, number=f"d{number}"), outcome="full", now=NOW)

    fill(range(1))
    as_alice.get(URL)
    few = cost()
    fill(range(1, 34))
    assert cost() == few <= 10


def test_it_calls_a_ruling_no_promise_of_theirs(as_alice, alice):
    """The platform decided; the seller promised nothing."""
    case = opened(alice, now=NOW - 3 * DAY)
    filing = filing_file(case=case, entry=FilingEntry(tier="platform", moves=True, code="T8"), now=NOW - 2 * DAY)
    promise = PromiseEntry(words="3天内退款", due_at=NOW + 2 * DAY, reading={"kind": "days"})
    entry = ResultEntry(kind="for", at=NOW - DAY, words="支持买家，3天内退款", promises=(promise,))
    filing_result_note(case=again(case), filing=filing, entry=entry, now=NOW - DAY)
    words = words_of(as_alice.get(URL))
    assert "答应" not in words
    assert "昨天 15:20 定下" in words
