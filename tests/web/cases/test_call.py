"""/c/<ref>/call/: the number, what to say, a timer, and the log at its end."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from cases.models import Call, Contact
from cases.services.case_state import case_close, tier_move
from cases.services.filing import FilingEntry, filing_file
from cases.services.filing_result import ResultEntry, filing_result_note
from cases.services.reference import reference_note
from cases.services.step_in import step_in_ask
from tests.case_acts import DAY, HOUR, again, heard, opened
from tests.factories import NOW
from tests.web.cases.checklist import (
    PAYLOAD,
    check_error,
    check_gate,
    check_kept,
    check_languages,
    check_private,
    check_verbs,
    page_of,
    words_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(case) -> str:
    return f"/c/{case.ref}/call/"


def test_it_shows_the_number_with_its_source_and_a_warning(as_alice, url):
    words = words_of(as_alice.get(url))
    assert "9510211" in words
    assert "未在官网逐一核对" in words
    assert "服务时间未知" in words
    assert "不要拨搜索结果里的号码" in words
    assert 'href="tel:9510211"' in page_of(as_alice.get(url))


def test_it_shows_no_number_where_the_facts_allow_none(as_alice, alice):
    case = opened(alice, now=NOW - DAY, platform="pdd", number="2")
    page = page_of(as_alice.get(f"/c/{case.ref}/call/"))
    assert "tel:" not in page
    assert "拼多多 App 内公布的号码" in page


def test_it_dates_the_step_in_on_jd_by_the_step_in(as_alice, alice):
    """JD1 art. 3: the dispute with the seller came first; after the ruling, at 12315, it is still no step-in."""
    case = opened(alice, now=NOW - 9 * DAY, platform="jd", number="286600412345")
    dispute = filing_file(
        case=again(case),
        entry=FilingEntry(tier="platform", moves=True, code="T8b", text="说明", due_at=NOW - 7 * DAY),
        now=NOW - 8 * DAY,
    )
    url = f"/c/{case.ref}/call/?to=platform"
    assert "已申请介入" not in words_of(as_alice.get(url))
    step_in_ask(case=again(case), now=NOW - 6 * DAY)
    assert "11月17日 15:20已申请介入" in words_of(as_alice.get(url))
    ruled = ResultEntry(kind="against", at=NOW - 2 * DAY, words="凭证不足")
    filing_result_note(case=again(case), filing=dispute, entry=ruled, now=NOW - 2 * DAY)
    tier_move(case=again(case), to="regulator", now=NOW - DAY, due_at=NOW + 9 * DAY)
    words = words_of(as_alice.get(url))
    assert "11月17日 15:20已申请介入" in words
    assert "11月15日 15:20已申请介入" not in words


def test_it_says_what_to_say_with_the_cases_facts(as_alice, case, url):
    tier_move(case=again(case), to="platform", now=NOW - 2 * DAY)
    reference_note(case=again(case), kind="dispute", number="JF0098", now=NOW - DAY)
    words = words_of(as_alice.get(url))
    assert "我要跟进一个售后纠纷" in words
    assert "11月21日 15:20已申请介入" in words
    assert "编号 JF0098" in words
    assert "已经 2 天没有答复" in words
    assert "纠纷单 JF0098" in words


def test_it_says_what_to_say_to_12315(as_alice, url):
    words = words_of(as_alice.get(url, {"to": "12315"}))
    assert "我要反映一件电商售后纠纷" in words
    assert "登记编号和您的工号是？" in words


def test_it_calls_whom_the_case_is_with(as_alice, case, url):
    tier_move(case=again(case), to="platform", now=NOW - 2 * DAY)
    tier_move(case=again(case), to="regulator", now=NOW - DAY)
    assert "我要跟进一件消费投诉，11月22日 15:20提交。" in words_of(as_alice.get(url))


def test_it_runs_a_timer_and_counts_the_attempts(as_alice, case, url):
    response = as_alice.post(url, {"act": "start", "to": "platform", "number": "9510211"})
    assert (response.status_code, response["Location"]) == (302, f"{url}?to=platform#timer")
    call = Call.objects.get(case=case)
    assert (call.tier, call.number, call.started_at, call.ended_at) == ("platform", "9510211", NOW, None)
    page = page_of(as_alice.get(url))
    assert f'data-since="{int(NOW.timestamp())}"' in page
    assert "15:20开始" in page
    as_alice.post(url, {"act": "start", "to": "platform"})
    assert Call.objects.count() == 1, "one telephone, one call"
    with time_machine.travel(NOW + timedelta(minutes=5, seconds=10), tick=False):
        as_alice.post(url, {"act": "end"})
        as_alice.post(url, {"act": "start", "to": "platform"})
        words = words_of(as_alice.get(url))
    assert "今天打了 2 次" in words
    assert "共通话 5 分钟" in words


def test_it_leads_to_the_log_with_the_times_filled_in(as_alice, case, url):
    as_alice.post(url, {"act": "start", "to": "platform", "number": "9510211"})
    with time_machine.travel(NOW + timedelta(minutes=12), tick=False):
        response = as_alice.post(url, {"act": "end", "to": "platform"})
        call = Call.objects.get(case=case)
        assert response["Location"] == f"/c/{case.ref}/log/?call={call.pk}"
        page = page_of(as_alice.get(response["Location"]))
        check_kept(page, "tier", "platform")
        check_kept(page, "channel", "phone")
        check_kept(page, "at", "2026-11-23T15:20")
        assert "通话 15:20–15:32，12 分钟，拨打 9510211" in page
        assert '<details class="gap-s" open>' in page, "what was filled in can be checked"
        form = {"tier": "platform", "promise": "24h", "channel": "phone", "agent": "8801", "at": "2026-11-23T15:20"}
        as_alice.post(f"/c/{case.ref}/log/", form | {"note": "通话 15:20–15:32"})
    contact = Contact.objects.get(case=case)
    assert (contact.channel, contact.agent.number, contact.at) == ("phone", "8801", NOW)


def test_it_takes_a_call_made_before_by_hand(as_alice, case, url):
    response = as_alice.post(url, {"act": "note", "to": "12315", "started": "2026-11-23T15:00"})
    call = Call.objects.get(case=case)
    assert (call.tier, call.started_at, call.ended_at) == ("regulator", NOW - timedelta(minutes=20), NOW)
    assert response["Location"] == f"/c/{case.ref}/log/?call={call.pk}"


@pytest.mark.parametrize(
    ("started", "sentence"),
    [("2026-11-23T15:40", "还没到"), ("2026-11-22T15:00", "超过一天"), ("", "什么时候"), ("x", "")],
)
def test_it_says_beside_the_field_what_is_wrong_with_the_time(as_alice, url, started, sentence):
    check_error(as_alice.post(url, {"act": "note", "started": started}), "started", sentence)
    assert not Call.objects.exists()


def test_it_keeps_no_number_that_it_does_not_offer(as_alice, case, url):
    as_alice.post(url, {"act": "start", "to": "platform", "number": PAYLOAD})
    assert Call.objects.get(case=case).number == ""


def test_it_ends_nothing_that_does_not_run(as_alice, url):
    assert as_alice.post(url, {"act": "end", "to": "platform"})["Location"] == f"{url}?to=platform"
    assert as_alice.post(url, {"act": "boss"}).status_code == 200


@pytest.mark.parametrize("number", ["999999", "x", "", "99999999999999999999"])
def test_it_starts_the_log_empty_for_a_call_that_is_not_there(as_alice, case, number):
    page = page_of(as_alice.get(f"/c/{case.ref}/log/?call={number}"))
    assert "通话" not in page.split('id="id_note"', 1)[1].split("</textarea>", 1)[0]


def test_it_fills_the_log_with_no_call_of_another_case(as_alice, alice, case, url):
    as_alice.post(url, {"act": "note", "started": "2026-11-23T15:00"})
    other = opened(alice, now=NOW - DAY, number="2")
    page = page_of(as_alice.get(f"/c/{other.ref}/log/?call={Call.objects.get().pk}"))
    assert "15:00–" not in page


def test_it_gives_no_call_to_a_closed_case(as_alice, case, url):
    case_close(case=again(case), outcome="full", now=NOW)
    assert as_alice.get(url)["Location"] == f"/c/{case.ref}/"
    assert as_alice.post(url, {"act": "start"})["Location"] == f"/c/{case.ref}/"
    assert not Call.objects.exists()


def test_it_speaks_both_languages(as_alice, case, url):
    heard(case, NOW - HOUR, hours=24)
    check_languages(as_alice, url, "照着说", "What to say")
    assert "我要跟进一个售后纠纷" in page_of(as_alice.get(f"/en{url}")), "it is said in Chinese"


def test_it_is_looked_at_and_done(as_alice, url):
    check_verbs(as_alice, url, "get", "post")


def test_it_is_for_its_owner_alone(client, as_charlie, url):
    check_gate(url, "get", "post", anonymous=client, stranger=as_charlie)
    assert as_charlie.post(url, {"act": "start"}).status_code == 404
    assert not Call.objects.exists()


def test_it_is_kept_by_no_cache(as_alice, url):
    check_private(as_alice.get(url))


def test_it_shows_markup_as_text(as_alice, alice):
    case = opened(alice, now=NOW - DAY, item=PAYLOAD, problem=PAYLOAD, shop=PAYLOAD, number=PAYLOAD)
    for to in ("platform", "12315"):
        assert "<svg/onload" not in page_of(as_alice.get(f"/c/{case.ref}/call/", {"to": to}))
