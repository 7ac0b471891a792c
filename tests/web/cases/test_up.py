"""/c/<ref>/up/: one step up, never two; what is missing is said, nothing is forbidden."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from cases.models import Case, CaseEvent, Deadline
from cases.services.case_state import case_close, tier_move
from tests.case_acts import DAY, HOUR, again, heard, kinds, running
from tests.factories import NOW
from tests.web.cases.checklist import (
    PAYLOAD,
    check_error,
    check_escaped,
    check_gate,
    check_kept,
    check_languages,
    check_private,
    check_verbs,
    page_of,
    words_of,
)

pytestmark = pytest.mark.django_db
SHANGHAI = ZoneInfo("Asia/Shanghai")
# Three working days from Monday: Thursday, as the input shows the end of a day.
FORM = {"to": "platform", "due": "2026-11-26T23:59", "reason": "商家拒绝"}


@pytest.fixture
def url(case: Case) -> str:
    return f"/c/{case.ref}/up/"


def up(client, url: str, **changes: str):
    return client.post(url, FORM | changes)


def test_it_names_the_platform_and_what_it_will_ask_for(as_alice, case, url):
    heard(case, NOW - HOUR, reply="refused")
    response = as_alice.get(url)
    words = words_of(response)
    assert "淘宝" in words
    assert words.count("已有") == 3
    check_kept(page_of(response), "due", "2026-11-26T23:59")
    assert 'name="to" value="platform"' in page_of(response)


def test_it_moves_the_case_and_starts_their_clock(as_alice, case, url):
    response = up(as_alice, url)
    assert (response.status_code, response["Location"]) == (302, f"/c/{case.ref}/")
    assert again(case).tier == "platform"
    clock = Deadline.objects.running().get(case=case, lane="theirs")
    assert (clock.rule, clock.due_at) == ("CLK12", datetime(2026, 11, 26, 23, 59, 59, tzinfo=SHANGHAI))
    assert clock.working[-1].startswith("2026-11-26")
    assert CaseEvent.objects.get(kind="tier_moved").data["reason"] == "商家拒绝"
    words = words_of(as_alice.get(response["Location"]))
    assert "周四 24:00" in words
    assert "商家拒绝" in words


def test_it_takes_the_time_the_refund_page_shows_instead(as_alice, case, url):
    up(as_alice, url, due="2026-11-25T18:30")
    clock = Deadline.objects.running().get(case=case, lane="theirs")
    assert (clock.due_at, clock.working) == (datetime(2026, 11, 25, 18, 30, tzinfo=SHANGHAI), [])


def test_it_goes_on_to_12315_from_the_platform(as_alice, case, url):
    tier_move(case=again(case), to="platform", now=NOW - DAY)
    response = as_alice.get(url)
    assert "12315" in words_of(response)
    check_kept(page_of(response), "due", "2026-12-02T23:59")
    up(as_alice, url, to="regulator", due="2026-12-02T23:59")
    assert again(case).tier == "regulator"
    assert running(case) == ["CLK20"]


def test_it_is_one_step_when_the_button_is_pressed_twice(as_alice, case, url):
    up(as_alice, url)
    response = up(as_alice, url)
    assert (response.status_code, response["Location"]) == (302, f"/c/{case.ref}/")
    assert again(case).tier == "platform"
    assert kinds(case).count("tier_moved") == 1
    assert "刚才" in words_of(as_alice.get(response["Location"]))


@pytest.mark.parametrize("to", ["", "regulator", "merchant", "boss"])
def test_it_takes_no_other_step_than_the_one_shown(as_alice, case, url, to):
    assert up(as_alice, url, to=to).status_code == 302
    assert again(case).tier == "merchant"


def test_it_says_that_the_seller_was_not_contacted_and_lets_it_be(as_alice, case, url):
    assert "还没联系过商家。可能被退回先联系商家。" in words_of(as_alice.get(url))
    assert up(as_alice, url).status_code == 302
    assert again(case).tier == "platform"


def test_it_does_not_say_so_of_a_seller_who_was(as_alice, case, url):
    heard(case, NOW - HOUR, reply="refused")
    tier_move(case=again(case), to="platform", now=NOW)
    assert "还没" not in words_of(as_alice.get(url))


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"due": ""}, "due", ""),
        ({"due": "2026-11-23T15:00"}, "due", "还没到的时间"),
        ({"due": "2026-11-31T10:00"}, "due", ""),
        ({"due": "9999-01-01T00:00"}, "due", ""),
        ({"reason": "长" * 201}, "reason", "200"),
    ],
)
def test_it_says_beside_the_field_what_to_change_and_loses_nothing(as_alice, case, url, change, field, sentence):
    form = FORM | change
    response = as_alice.post(url, form)
    kept = {name: value for name, value in form.items() if name not in (field, "to")}
    check_error(response, field, sentence, **kept)
    assert again(case).tier == "merchant"


def test_it_has_nowhere_to_go_from_12315(as_alice, case, url):
    tier_move(case=again(case), to="platform", now=NOW - DAY)
    tier_move(case=again(case), to="regulator", now=NOW - HOUR)
    for response in (as_alice.get(url), up(as_alice, url, to="regulator")):
        assert (response.status_code, response["Location"]) == (302, f"/c/{case.ref}/")
    assert kinds(case).count("tier_moved") == 2


def test_it_moves_no_closed_case(as_alice, case, url):
    case_close(case=again(case), outcome="full", now=NOW)
    assert up(as_alice, url)["Location"] == f"/c/{case.ref}/"
    assert again(case).tier == "merchant"


def test_it_speaks_both_languages(as_alice, url):
    check_languages(as_alice, url, "向淘宝", "Ask Taobao")


def test_it_is_looked_at_and_done(as_alice, url):
    check_verbs(as_alice, url, "get", "post")


def test_it_is_for_its_owner_alone(client, as_charlie, case, url):
    check_gate(url, "get", "post", anonymous=client, stranger=as_charlie)
    assert up(as_charlie, url).status_code == 404
    assert again(case).tier == "merchant"


def test_it_is_kept_by_no_cache(as_alice, url):
    check_private(as_alice.get(url))


def test_it_shows_markup_as_text(as_alice, case, url):
    check_escaped(up(as_alice, url, reason=PAYLOAD, due=""))
    up(as_alice, url, reason=PAYLOAD)
    check_escaped(as_alice.get(f"/c/{case.ref}/"))
