"""/c/<ref>/log/: what they said, who, when, and what they promised; asked once for what is missing."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from cases.models import Case, Contact, Promise
from cases.services.case_state import case_close
from tests.case_acts import DAY, HOUR, again, clock_of, heard, kinds, opened, promise_of, running
from tests.factories import NOW
from tests.web.cases.checklist import (
    HX,
    PAYLOAD,
    check_error,
    check_escaped,
    check_gate,
    check_kept,
    check_languages,
    check_private,
    check_verbs,
    page_of,
    told_of,
    without_chance,
    words_of,
)

pytestmark = pytest.mark.django_db
SHANGHAI = ZoneInfo("Asia/Shanghai")
FORM = {"tier": "merchant", "promise": "24h", "agent": "6789", "channel": "chat", "direction": "in", "key": "k1"}


@pytest.fixture
def url(case: Case) -> str:
    return f"/c/{case.ref}/log/"


def only() -> Contact:
    return Contact.objects.select_related("agent").get()


def test_it_asks_nothing_but_whom_and_by_when(as_alice, url):
    page = page_of(as_alice.get(url))
    for name in ("tier", "promise", "words", "agent", "reply", "channel", "at", "note", "key"):
        assert f'name="{name}"' in page
    check_kept(page, "tier", "merchant")
    # What they promised is chosen by nobody but the shopper.
    promises = [tag.split(">")[0] for tag in page.split("<input")[1:] if 'name="promise"' in tag.split(">")[0]]
    assert len(promises) == 7
    assert not any("checked" in tag for tag in promises)


def test_it_shows_when_each_promise_would_be_due(as_alice, url):
    words = words_of(as_alice.get(url))
    for said in ("明天 15:20", "周三 15:20", "周四 24:00", "今晚 24:00"):
        assert said in words, words


def test_it_speaks_both_languages(as_alice, url):
    check_languages(as_alice, url, "记一次联系", "Log a contact")


def test_it_is_looked_at_and_saved(as_alice, url):
    check_verbs(as_alice, url, "get", "post")


def test_it_is_for_its_owner_alone(client, as_charlie, url):
    check_gate(url, "get", "post", anonymous=client, stranger=as_charlie)
    assert as_charlie.post(url, FORM).status_code == 404
    assert not Contact.objects.exists()


def test_it_is_kept_by_no_cache(as_alice, url):
    check_private(as_alice.get(url))


def test_it_saves_and_leads_back_to_the_case(as_alice, case, url):
    response = as_alice.post(url, FORM | {"note": "语气不好", "reply": "received", "desk": "pre", "channel": "phone"})
    assert (response.status_code, response["Location"]) == (302, f"/c/{case.ref}/")
    contact = only()
    assert (contact.at, contact.agent.number, contact.note) == (NOW, "6789", "语气不好")
    assert (contact.reply, contact.desk, contact.channel) == ("received", "pre", "phone")
    assert "已记下" in words_of(as_alice.get(response["Location"]))


def test_it_answers_htmx_with_what_changed_and_closes_the_sheet(as_alice, case, url):
    response = as_alice.post(url, FORM, headers=HX)
    page = page_of(response)
    assert response.status_code == 200
    assert (response["HX-Retarget"], response["HX-Reswap"]) == ("#next", "outerHTML")
    told = told_of(response)
    assert "明天 15:20" in told["say"]
    assert told["done"] is True
    assert "<html" not in page
    for place in ('id="next"', 'id="stairs"', 'id="tl"', 'id="undo"', f"/e/{only().pk}/undo/"):
        assert place in page
    check_private(response)


def test_it_shows_the_sheet_alone_for_htmx(as_alice, url):
    page = page_of(as_alice.get(url, headers=HX))
    assert page.lstrip().startswith("<form")
    assert "<html" not in page
    assert 'hx-post="' in page


@pytest.mark.parametrize(
    ("choice", "due"),
    [
        ("24h", NOW + DAY),
        ("48h", NOW + 2 * DAY),
        ("3wd", datetime(2026, 11, 26, 23, 59, 59, tzinfo=SHANGHAI)),
        ("today", datetime(2026, 11, 23, 23, 59, 59, tzinfo=SHANGHAI)),
    ],
)
def test_it_counts_each_chip_by_the_one_grammar(as_alice, url, choice, due):
    as_alice.post(url, FORM | {"promise": choice})
    assert (promise_of(only()).due_at, clock_of(only()).due_at) == (due, due)
    assert promise_of(only()).reading["kind"]


def test_it_reads_their_own_words(as_alice, url):
    as_alice.post(url, FORM | {"promise": "words", "words": "亲，明天下午6点前给您答复哦"})
    promise = promise_of(only())
    assert promise.words == only().words == "亲，明天下午6点前给您答复哦"
    assert promise.due_at == datetime(2026, 11, 24, 18, 0, tzinfo=SHANGHAI)


def test_it_takes_another_time_as_chosen(as_alice, url):
    as_alice.post(url, FORM | {"promise": "custom", "due": "2026-11-25T18:00"})
    promise = promise_of(only())
    assert promise.due_at == datetime(2026, 11, 25, 18, 0, tzinfo=SHANGHAI)
    assert promise.words
    assert only().words == ""


def test_it_takes_2359_for_the_end_of_that_day(as_alice, url):
    as_alice.post(url, FORM | {"promise": "custom", "due": "2026-11-25T23:59"})
    assert promise_of(only()).due_at == datetime(2026, 11, 25, 23, 59, 59, tzinfo=SHANGHAI)


def test_it_counts_from_when_they_said_it(as_alice, url):
    as_alice.post(url, FORM | {"at": "2026-11-23T10:00"})
    assert only().at == datetime(2026, 11, 23, 10, 0, tzinfo=SHANGHAI)
    assert promise_of(only()).due_at == datetime(2026, 11, 24, 10, 0, tzinfo=SHANGHAI)


def test_it_forgives_a_phone_whose_clock_runs_ahead_a_little(as_alice, url):
    as_alice.post(url, FORM | {"at": "2026-11-23T15:23"})
    assert only().at == NOW


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"promise": ""}, "promise", "选一个时间，或选“没说时间”"),
        ({"promise": "soonish"}, "promise", "soonish"),
        ({"promise": "words", "words": ""}, "words", "对方"),
        ({"promise": "custom"}, "due", ""),
        ({"promise": "custom", "due": "昨天"}, "due", ""),
        ({"promise": "custom", "due": "2026-11-23T10:00"}, "due", ""),
        ({"promise": "custom", "due": "9999-12-31T23:59"}, "due", ""),
        ({"at": "2026-11-24T10:00"}, "at", ""),
        ({"at": "0001-01-01T00:00"}, "at", ""),
        ({"tier": "boss"}, "tier", "boss"),
        ({"agent": "9" * 41}, "agent", "40"),
        ({"promise": "words", "words": "长" * 301}, "words", "300"),
        ({"note": "a\x00b"}, "note", ""),
    ],
)
@pytest.mark.parametrize("headers", [{}, HX], ids=["plain", "htmx"])
def test_it_says_beside_the_field_what_to_change_and_loses_nothing(as_alice, url, change, field, words, headers):
    form = FORM | {"note": "语气不好", "words": "您等等"} | change
    response = as_alice.post(url, form, headers=headers)
    kept = {name: value for name, value in form.items() if name not in (field, "direction") and "\x00" not in value}
    check_error(response, field, words, **kept)
    assert not Contact.objects.exists()


def test_it_opens_the_folded_part_when_the_mistake_is_in_there(as_alice, url):
    response = as_alice.post(url, FORM | {"at": "2026-11-24T10:00"})
    assert '<details class="gap-s" open>' in page_of(response)


@pytest.mark.parametrize(
    ("change", "asked", "name"),
    [
        ({"agent": ""}, "还没有工号", "agent"),
        ({"promise": "none"}, "时间", "time"),
        ({"promise": "words", "words": "尽快处理"}, "读不出时间", "unclear"),
    ],
)
@pytest.mark.parametrize("headers", [{}, HX], ids=["plain", "htmx"])
def test_it_asks_once_for_what_is_missing_and_offers_the_words_to_ask(as_alice, url, change, asked, name, headers):
    response = as_alice.post(url, FORM | change, headers=headers)
    page = page_of(response)
    assert response.status_code == 422
    question = page.split('id="question"', 1)[1].split("</form>", 1)[0]
    assert asked in question
    assert 'id="ask"' in question
    check_kept(page, "asked", name)
    for field, value in (FORM | change).items():
        if value and field != "direction":
            check_kept(page, field, value)
    assert not Contact.objects.exists()
    as_alice.post(url, FORM | change | {"asked": name}, headers=headers)
    assert Contact.objects.count() == 1


def test_it_does_not_ask_for_the_number_of_a_machine(as_alice, url):
    as_alice.post(url, FORM | {"agent": "", "promise": "none", "reply": "auto"})
    assert Contact.objects.count() == 1


def test_it_does_not_ask_by_when_after_a_clear_answer(as_alice, url):
    as_alice.post(url, FORM | {"promise": "none", "reply": "refused", "words": "不换"})
    assert only().reply == "refused"


def test_it_keeps_a_vague_promise_without_a_clock(as_alice, case, url):
    as_alice.post(url, FORM | {"promise": "words", "words": "尽快处理", "asked": "unclear"})
    assert (promise_of(only()).state, promise_of(only()).due_at) == ("vague", None)
    assert running(case) == []


def test_it_asks_whether_a_running_promise_is_replaced(as_alice, case, url):
    heard(case, NOW - HOUR, hours=24)
    response = as_alice.post(url, FORM | {"promise": "48h"})
    page = page_of(response)
    assert response.status_code == 422
    assert page.count('name="join"') == 2
    assert "要替换明天 14:20 的那个吗？" in words_of(response)
    check_kept(page, "asked", "running")
    assert Contact.objects.count() == 1


def test_it_watches_both_when_saved_without_an_answer(as_alice, case, url):
    old = heard(case, NOW - HOUR, hours=24)
    response = as_alice.post(url, FORM | {"promise": "48h", "asked": "running"})
    assert promise_of(old).state == "running"
    assert running(case) == ["CLK01", "CLK01"]
    assert "替换原来的" in page_of(as_alice.get(response["Location"]))


@pytest.mark.parametrize("asked", ["agent", "unclear", "time", "1", "agent,unclear", "runnings"])
def test_it_asks_about_the_running_promise_whatever_else_was_asked(as_alice, case, url, asked):
    heard(case, NOW - HOUR, hours=24)
    response = as_alice.post(url, FORM | {"promise": "48h", "agent": "", "asked": asked})
    assert response.status_code == 422
    assert "要替换" in page_of(response).split('id="question"', 1)[1]
    assert Contact.objects.count() == 1


def test_it_remembers_what_was_asked_through_a_mistake(as_alice, url):
    check_kept(page_of(as_alice.post(url, FORM | {"promise": "custom", "asked": "agent"})), "asked", "agent")


@pytest.mark.parametrize("join", ["", "replace"])
def test_it_never_replaces_with_what_was_heard_before(as_alice, case, url, join):
    new = heard(case, NOW - HOUR, hours=24)
    response = as_alice.post(url, FORM | {"promise": "48h", "at": "2026-11-23T10:00", "join": join})
    assert response.status_code == 302
    assert promise_of(new).state == "running"
    assert len(running(case)) == 2


def test_it_asks_nothing_about_a_promise_that_has_lapsed(as_alice, case, url):
    old = heard(case, NOW - 3 * HOUR, hours=1)
    assert as_alice.post(url, FORM).status_code == 302
    assert promise_of(old).state == "broken"
    assert running(case) == ["CLK01"]


def test_it_names_every_promise_that_runs(as_alice, case, url):
    heard(case, NOW - HOUR, hours=24)
    heard(case, NOW - HOUR, hours=48, replaces=False)
    assert "要替换明天 14:20、周三 14:20 的那几个吗？" in words_of(as_alice.get(url))


def test_it_says_on_the_button_what_saving_does(as_alice, url):
    assert 'id="log-submit">存下</button>' in page_of(as_alice.get(url))
    asked = page_of(as_alice.post(url, FORM | {"promise": "48h", "agent": ""}))
    assert 'id="log-submit">存下，周三 15:20 提醒我</button>' in asked
    vague = page_of(as_alice.post(url, FORM | {"promise": "none"}))
    assert 'id="log-submit">先这样存</button>' in vague


def test_it_shows_the_reading_again_and_counts_from_when_they_said_it(as_alice, url):
    form = FORM | {"promise": "words", "words": "48小时内", "at": "2026-11-23T10:00", "agent": ""}
    page = page_of(as_alice.post(url, form))
    assert "11月25日 10:00" in page.split('id="reading"', 1)[1].split('id="id_due"', 1)[0]
    assert 'id="note-24h">明天 10:00 到点' in page


def test_it_asks_the_preview_with_the_time_and_the_choice(as_alice, url):
    page = page_of(as_alice.get(url))
    for part in ("from:#id_at", "from:#id_promise", "from:#id_due"):
        assert part in page
    include = page.split('hx-target="#reading" hx-include="', 1)[1].split('"', 1)[0]
    assert include == "#id_words, #id_at, #id_due, #id_promise, #id_asked"
    for target in include.split(", "):
        assert f'id="{target[1:]}"' in page


def test_it_calls_neither_their_words_nor_the_choice_optional(as_alice, case, url):
    heard(case, NOW - HOUR, hours=24)
    page = page_of(as_alice.get(url))
    words = page.split('for="id_words"', 1)[1].split("</label>", 1)[0]
    choice = page.split('id="id_join"', 1)[1].split("</legend>", 1)[0]
    agent = page.split('for="id_agent"', 1)[1].split("</label>", 1)[0]
    assert "选填" not in words + choice
    assert "选填" in agent


@pytest.mark.parametrize(("join", "clocks"), [("replace", 1), ("join", 2)])
def test_it_replaces_or_joins_as_told(as_alice, case, url, join, clocks):
    heard(case, NOW - HOUR, hours=24)
    as_alice.post(url, FORM | {"promise": "48h", "join": join})
    assert len(running(case)) == clocks
    assert Promise.objects.filter(state="replaced").count() == 2 - clocks


def test_it_saves_one_entry_when_the_button_is_pressed_twice(as_alice, case, url):
    first, second = (as_alice.post(url, FORM) for _ in range(2))
    assert first.status_code == second.status_code == 302
    assert Contact.objects.count() == 1
    assert kinds(case) == ["case_opened", "contact_logged"]


def test_it_offers_agents_met_before_and_fills_none_in(as_alice, alice, url):
    heard(opened(alice, now=NOW - DAY, number="2"), NOW - HOUR, agent_number="6789")
    page = page_of(as_alice.get(url))
    assert '<option value="6789">' in page
    assert 'value="6789"' not in page.split('name="agent"')[1].split(">")[0]


def test_it_offers_no_agent_a_stranger_has_met(as_charlie, as_alice, charlie, url):
    heard(opened(charlie, now=NOW - DAY), NOW - HOUR, agent_number="6789")
    assert "6789" not in without_chance(as_alice.get(url))


def test_it_logs_with_the_tier_the_case_is_on(as_alice, case, url):
    as_alice.post(url, FORM | {"tier": "platform"})
    assert only().tier == "platform"
    assert again(case).contacted_at is None


def test_it_takes_no_entry_into_a_closed_case(as_alice, case, url):
    case_close(case=again(case), outcome="full", now=NOW)
    response = as_alice.post(url, FORM | {"words": "", "note": ""})
    assert (response.status_code, response["Location"]) == (302, f"/c/{case.ref}/")
    assert "已了结" in words_of(as_alice.get(response["Location"]))
    response = as_alice.get(url, headers=HX)
    assert (response.status_code, response["HX-Redirect"]) == (204, f"/c/{case.ref}/")
    assert not Contact.objects.exists()


def test_it_loses_nothing_that_was_being_written_when_the_case_was_closed_elsewhere(as_alice, case, url):
    case_close(case=again(case), outcome="full", now=NOW)
    written = FORM | {"words": "客服说明天<b>", "note": "电话里说的"}
    response = as_alice.post(url, written)
    assert response.status_code == 409
    assert "客服说明天&lt;b&gt;" in page_of(response)
    words = words_of(response)
    assert "电话里说的" in words
    assert "什么都没有存" in words
    assert f'href="/c/{case.ref}/"' in page_of(response)
    # The sheet over the page stays open, with the words in it.
    sheet = as_alice.post(url, written, headers=HX)
    assert sheet.status_code == 204
    assert "HX-Redirect" not in sheet.headers
    assert "已了结" in json.loads(sheet["HX-Trigger"])["flash"]
    assert not Contact.objects.exists()


def test_it_shows_markup_as_text(as_alice, case, url):
    form = FORM | {"words": PAYLOAD, "note": PAYLOAD, "agent": PAYLOAD, "promise": ""}
    check_escaped(as_alice.post(url, form), 3)
    check_escaped(as_alice.post(url, form, headers=HX), 3)
    response = as_alice.post(url, form | {"promise": "custom", "due": "2026-11-25T18:00"}, headers=HX)
    check_escaped(response, 3)


def test_it_keeps_a_line_break_in_their_words_out_of_the_headers(as_alice, url):
    words = "24小时内\r\nSet-Cookie: a=b\r\n回复"
    response = as_alice.post(url, FORM | {"promise": "words", "words": words}, headers=HX)
    assert response.status_code in (200, 422)
    assert "a" not in response.cookies


def test_it_counts_no_earlier_than_the_talk(as_alice, url):
    due = (NOW.astimezone(SHANGHAI) + timedelta(minutes=1)).strftime("%Y-%m-%dT%H:%M")
    as_alice.post(url, FORM | {"promise": "custom", "due": due})
    assert promise_of(only()).due_at > only().at
