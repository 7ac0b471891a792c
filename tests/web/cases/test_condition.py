"""/c/<ref>/condition/<n>/: what a promise waits for has happened, and its time is counted from then (facts §7, 10)."""

from __future__ import annotations

import pytest

from cases.domain.dossier.compose import compose
from cases.domain.dossier.plain import plain_text
from cases.domain.messages import compose as compose_letter
from cases.models import Case, Contact, Promise
from cases.selectors.dossier_facts import dossier_facts
from cases.selectors.letters import letter_of_case
from cases.services.case_state import case_close
from tests.case_acts import DAY, again, heard, kinds, opened
from tests.factories import NOW
from tests.web.cases.checklist import (
    check_error,
    check_gate,
    check_languages,
    check_private,
    check_verbs,
    page_of,
    words_of,
)

pytestmark = pytest.mark.django_db
WORDS = "同意换L码，您先寄回，收到后48小时内发新的"


@pytest.fixture
def case(alice) -> Case:
    return opened(alice, now=NOW - 9 * DAY)


@pytest.fixture
def promise(case, as_alice) -> Promise:
    """The seller agreed, with a time that counts from getting the parcel; logged as a shopper logs it."""
    form = {"tier": "merchant", "promise": "words", "words": WORDS, "reply": "agreed", "at": "2026-11-20T10:00"}
    as_alice.post(f"/c/{case.ref}/log/", form | {"asked": "unclear"})
    return Promise.objects.get(contact=Contact.objects.get(case=case))


@pytest.fixture
def url(case, promise) -> str:
    return f"/c/{case.ref}/condition/{promise.pk}/"


def dossier(case) -> dict:
    return compose(dossier_facts(again(case), now=NOW))


def test_it_calls_the_time_what_it_is_until_then(as_alice, case, url):
    words, page = words_of(as_alice.get(f"/c/{case.ref}/")), page_of(as_alice.get(f"/c/{case.ref}/"))
    assert "有条件" in words
    assert "没说时间" not in words
    assert "对方的时间有条件：先做好那一步" in words
    assert page.count(f'href="{url}"') == 2, "on the card of the step, and beside the promise"
    (row,) = dossier(case)["promises"]
    assert (row["due"], row["result"]) == ("条件满足后起算", "有条件的时间，还没有记下条件是哪天满足的")
    assert "没有说" not in plain_text(dossier(case))


def test_it_asks_from_when_it_counts_and_not_for_an_answer(case, url):
    letter = letter_of_case(again(case), "T3", now=NOW)
    assert f"您答复“{WORDS}”，请问这个时间从哪一天起算？到时请告诉我一声。" in letter.text
    assert "能给我答复" not in letter.text
    assert "From which day does that count?" in compose_letter("T3", letter.facts, "en").text


def test_it_asks_when_it_will_be_done_where_they_agreed_without_a_time(case):
    heard(case, NOW - DAY, reply="agreed", words="同意换货")
    letter = letter_of_case(again(case), "T3", now=NOW)
    assert "请问最晚什么时候能办好？" in letter.text
    assert "will it be done?" in compose_letter("T3", letter.facts, "en").text


def test_it_counts_from_the_day_that_is_told(as_alice, case, promise, url):
    response = as_alice.post(url, {"at": "2026-11-22T09:00"})
    assert (response.status_code, response["Location"]) == (302, f"/c/{case.ref}/")
    promise.refresh_from_db()
    assert (promise.state, promise.due_at) == ("running", NOW.replace(month=11, day=24, hour=1, minute=0))
    assert kinds(case)[-1] == "condition_met"
    words = words_of(as_alice.get(f"/c/{case.ref}/"))
    assert "等到 明天 09:00" in words or "明天 09:00" in words
    assert "对方的时间有条件" not in words
    assert "对方答应时等的那件事，发生在11月22日" in words
    (row,) = dossier(case)["promises"]
    assert row["due"] == "2026-11-24 09:00"


def test_it_is_late_where_that_is_long_ago(as_alice, case, promise, url):
    as_alice.post(url, {"at": "2026-11-20T12:00"})
    assert "没有兑现，已超时" in words_of(as_alice.get(f"/c/{case.ref}/"))
    (row,) = dossier(case)["promises"]
    assert row["state"] == "broken"


def test_it_says_beside_the_field_what_is_wrong(as_alice, promise, url):
    check_error(as_alice.post(url, {"at": "2026-11-19T10:00"}), "at", "比对方答应还早")
    check_error(as_alice.post(url, {"at": "2026-12-19T10:00"}), "at", "还没到")
    Promise.objects.filter(pk=promise.pk).update(reading={"read": "您寄回后再说", "reason": "conditional"})
    check_error(as_alice.post(url, {"at": "2026-11-22T09:00"}), "at", "自己选")
    promise.refresh_from_db()
    assert promise.due_at is None


def test_it_leads_back_where_nothing_waits(as_alice, case, url):
    as_alice.post(url, {"at": "2026-11-22T09:00"})
    assert as_alice.get(url)["Location"] == f"/c/{case.ref}/"
    assert as_alice.get(f"/c/{case.ref}/condition/{10**9}/").status_code == 404


def test_it_takes_nothing_in_a_closed_case(as_alice, case, promise, url):
    case_close(case=again(case), outcome="other", now=NOW)
    as_alice.post(url, {"at": "2026-11-22T09:00"})
    promise.refresh_from_db()
    assert promise.due_at is None


def test_it_is_the_owners_alone(as_charlie, client, url):
    check_gate(url, "get", "post", anonymous=client, stranger=as_charlie)


def test_it_keeps_the_house_rules(as_alice, url):
    check_verbs(as_alice, url, "get", "post")
    check_private(as_alice.get(url))
    check_languages(as_alice, url, "那件事发生了", "It has happened")
