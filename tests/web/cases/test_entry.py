"""/c/<ref>/e/<n>/: one entry completed or corrected afterwards; its first version stays on record."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from cases.models import Case, CaseEvent, Contact
from cases.services.case_state import case_close
from cases.services.contact_log import PromiseEntry
from cases.services.contact_undo import contact_undo
from cases.views.wording import moment_words
from tests.case_acts import DAY, HOUR, again, clock_of, heard, kinds, opened, promise_of, sent
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
# Heard at an odd second: the form shows minutes, and must not take them for a correction.
HEARD = NOW - HOUR + DAY / 86400 * 37


@pytest.fixture
def contact(case: Case) -> Contact:
    return heard(case, HEARD, hours=24)


@pytest.fixture
def url(case: Case, contact: Contact) -> str:
    return f"/c/{case.ref}/e/{contact.pk}/"


def form_of(client, url: str, **changes: str) -> dict[str, str]:
    """Return what a browser would send from that page, with these changes."""
    form = client.get(url).context["form"]
    values = {field.html_name: field.value() for field in form}
    return {name: str(value) for name, value in values.items() if value is not None} | changes


def test_it_shows_the_entry_as_it_is(as_alice, url):
    page = page_of(as_alice.get(url))
    check_kept(page, "words", "24小时内给您回复")
    check_kept(page, "reply", "received")
    check_kept(page, "due", "2026-11-24T14:20")
    check_kept(page, "version", "1")


def test_it_speaks_both_languages(as_alice, url):
    check_languages(as_alice, url, "补全这条记录", "Complete this entry")


def test_it_is_looked_at_and_saved(as_alice, url):
    check_verbs(as_alice, url, "get", "post")


def test_it_is_for_its_owner_alone(client, as_charlie, url):
    check_gate(url, "get", "post", anonymous=client, stranger=as_charlie)


def test_it_is_found_in_its_own_case_only(as_alice, alice, contact):
    other = opened(alice, number="2")
    assert as_alice.get(f"/c/{other.ref}/e/{contact.pk}/").status_code == 404
    assert as_alice.get(f"/c/{other.ref}/e/{9**30}/").status_code == 404


def test_it_is_kept_by_no_cache(as_alice, url):
    check_private(as_alice.get(url))


def test_it_adds_the_agent_number_and_leads_back(as_alice, case, contact, url):
    response = as_alice.post(url, form_of(as_alice, url, agent="6789"))
    assert (response.status_code, response["Location"]) == (302, f"/c/{case.ref}/")
    contact.refresh_from_db()
    assert contact.agent.number == "6789"
    page = words_of(as_alice.get(response["Location"]))
    assert "6789" in page


def test_it_takes_a_page_saved_unchanged_for_no_change(as_alice, case, contact, url):
    as_alice.post(url, form_of(as_alice, url))
    assert kinds(case) == ["case_opened", "contact_logged"]
    assert (promise_of(contact).corrected, promise_of(contact).due_at) == (False, HEARD + DAY)


def test_it_takes_the_end_of_a_day_saved_unchanged_for_no_change(as_alice, case):
    end = datetime(2026, 11, 26, 23, 59, 59, tzinfo=SHANGHAI)
    other = heard(case, NOW - HOUR, promise=PromiseEntry(words="3个工作日内", due_at=end))
    url = f"/c/{case.ref}/e/{other.pk}/"
    check_kept(page_of(as_alice.get(url)), "due", "2026-11-26T23:59")
    as_alice.post(url, form_of(as_alice, url))
    assert promise_of(other).corrected is False


def test_it_corrects_the_moment_and_keeps_the_first_reading_on_record(as_alice, case, contact, url):
    as_alice.post(url, form_of(as_alice, url, due="2026-11-26T18:00"))
    assert clock_of(contact).due_at == datetime(2026, 11, 26, 18, 0, tzinfo=SHANGHAI)
    event = CaseEvent.objects.get(case=case, kind="contact_edited")
    assert event.data == {"old": {"due": (HEARD + DAY).isoformat()}}
    assert "原来是：明天 14:20 到点" in words_of(as_alice.get(f"/c/{case.ref}/"))


def test_it_gives_a_vague_promise_its_clock(as_alice, case):
    vague = heard(case, NOW - HOUR, words="尽快", promise=PromiseEntry(words="尽快", due_at=None))
    url = f"/c/{case.ref}/e/{vague.pk}/"
    as_alice.post(url, form_of(as_alice, url, due="2026-11-24T18:00"))
    assert promise_of(vague).state == "running"
    assert again(case).next_deadline == clock_of(vague)


def test_it_has_no_due_moment_without_a_promise(as_alice, case):
    plain = heard(case, NOW - HOUR, words="核实一下")
    assert 'name="due"' not in page_of(as_alice.get(f"/c/{case.ref}/e/{plain.pk}/"))


def test_it_leaves_a_sent_text_as_it_was_sent(as_alice, case):
    letter = sent(case, NOW - HOUR, text="您好，原文。")
    url = f"/c/{case.ref}/e/{letter.pk}/"
    as_alice.post(url, form_of(as_alice, url, words="改过的", note="另记"))
    letter.refresh_from_db()
    assert (letter.words, letter.note) == ("您好，原文。", "另记")


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"due": "2026-11-23T10:00"}, "due", "晚于"),
        ({"due": "随便"}, "due", ""),
        ({"due": "9999-12-31T23:59"}, "due", ""),
        ({"agent": "9" * 41}, "agent", "40"),
        ({"reply": "maybe"}, "reply", "maybe"),
        ({"note": "长" * 2001}, "note", "2000"),
    ],
)
def test_it_says_beside_the_field_what_to_change_and_loses_nothing(as_alice, contact, url, change, field, sentence):
    form = form_of(as_alice, url, agent="6789", note="语气不好", words="改过的话") | change
    response = as_alice.post(url, form)
    check_error(response, field, sentence, **{name: value for name, value in form.items() if name != field and value})
    contact.refresh_from_db()
    assert (contact.note, contact.version) == ("", 1)


@pytest.mark.parametrize("version", ["", "x", "0"])
def test_it_saves_nothing_without_the_version_it_started_from(as_alice, contact, url, version):
    response = as_alice.post(url, form_of(as_alice, url, version=version, note="新"))
    assert response.status_code == 422
    check_kept(page_of(response), "note", "新")
    contact.refresh_from_db()
    assert contact.note == ""


def test_it_keeps_both_texts_when_two_pages_were_open(as_alice, contact, url):
    first, second = form_of(as_alice, url, note="甲"), form_of(as_alice, url, note="乙")
    as_alice.post(url, first)
    response = as_alice.post(url, second)
    assert response.status_code == 422
    check_kept(page_of(response), "note", "乙")
    check_kept(page_of(response), "version", "2")
    contact.refresh_from_db()
    assert contact.note == "甲"
    as_alice.post(url, second | {"version": "2"})
    contact.refresh_from_db()
    assert contact.note == "乙"


def test_it_is_saved_once_when_the_button_is_pressed_twice(as_alice, case, url):
    form = form_of(as_alice, url, note="一次")
    assert [as_alice.post(url, form).status_code for _ in range(2)] == [302, 422]
    assert kinds(case).count("contact_edited") == 1


def test_it_shows_what_was_taken_back_and_changes_it_no_more(as_alice, case, contact, url):
    form = form_of(as_alice, url, reply="refused")
    contact_undo(case=again(case), contact=contact, now=NOW)
    assert "撤销" in words_of(as_alice.get(url))
    response = as_alice.post(url, form)
    assert (response.status_code, response["Location"]) == (302, f"/c/{case.ref}/")
    assert "contact_edited" not in kinds(case)


def test_it_leads_back_from_a_closed_case(as_alice, case, url):
    form = form_of(as_alice, url, note="晚了")
    case_close(case=again(case), outcome="full", now=NOW)
    response = as_alice.get(url)
    assert (response.status_code, response["Location"]) == (302, f"/c/{case.ref}/")
    lost = as_alice.post(url, form)
    assert lost.status_code == 409
    assert "晚了" in words_of(lost)
    assert "contact_edited" not in kinds(case)


def test_it_shows_markup_as_text(as_alice, case):
    contact = heard(case, NOW - HOUR, words=PAYLOAD, note=PAYLOAD, agent_number=PAYLOAD)
    url = f"/c/{case.ref}/e/{contact.pk}/"
    check_escaped(as_alice.get(url), 3)
    check_escaped(as_alice.post(url, form_of(as_alice, url, reply="maybe")), 3)


def test_it_corrects_each_of_two_promises_on_its_own(as_alice, case):
    both = {
        "promise": PromiseEntry(words="两个", due_at=NOW + DAY),
        "also": (PromiseEntry(words="两个", due_at=NOW + HOUR),),
    }
    contact = heard(case, NOW - HOUR, words="两个", **both)
    url = f"/c/{case.ref}/e/{contact.pk}/"
    form = {
        "words": "两个",
        "channel": "chat",
        "due": "2026-11-24T15:20",
        "also_due": "2026-11-23T18:00",
        "version": "1",
    }
    check_kept(page_of(as_alice.get(url)), "also_due", "2026-11-23T16:20")
    assert as_alice.post(url, form | {"also_due": "2026-11-20T10:00"}).status_code == 422
    assert as_alice.post(url, form).status_code == 302
    later, first = contact.promises.order_by("pk")
    assert (later.due_at, later.corrected) == (NOW + DAY, False)
    assert (first.due_at.astimezone(SHANGHAI).hour, first.corrected, first.deadline.due_at) == (18, True, first.due_at)


def test_it_offers_to_replace_the_promise_that_ran(as_alice, case):
    old = heard(case, NOW - HOUR, hours=24)
    new = heard(case, hours=48, replaces=False)
    assert "/replace/" not in page_of(as_alice.get(f"/c/{case.ref}/e/{old.pk}/"))
    assert f"/e/{new.pk}/replace/" in page_of(as_alice.get(f"/c/{case.ref}/e/{new.pk}/"))


def test_it_tells_the_corrected_promise_in_the_record_as_in_the_ledger(as_alice, case, contact, url):
    before = words_of(as_alice.get(f"/c/{case.ref}/"))
    assert "对方答应：24小时内给您回复" in before
    as_alice.post(url, form_of(as_alice, url, words="48小时内给您回复"))
    assert promise_of(contact).words == "48小时内给您回复"
    words = words_of(as_alice.get(f"/c/{case.ref}/"))
    assert "对方答应：48小时内给您回复" in words
    assert "对方答应：24小时内给您回复" not in words
    due = moment_words(promise_of(contact).due_at, NOW)
    assert due not in before
    assert f"{due} 到点" in words


@pytest.fixture
def agreed(case: Case) -> Contact:
    said = "同意退款，24小时内到账"
    return heard(case, HEARD, reply="agreed", words=said, promise=PromiseEntry(words=said, due_at=HEARD + DAY))


def test_it_has_a_refusal_promise_nothing(as_alice, case, agreed):
    url, page = f"/c/{case.ref}/e/{agreed.pk}/", f"/c/{case.ref}/"
    assert "计时中" in words_of(as_alice.get(page))
    as_alice.post(url, form_of(as_alice, url, reply="refused", words="不能退"))
    assert (promise_of(agreed).state, clock_of(agreed).state) == ("withdrawn", "cancelled")
    words = words_of(as_alice.get(page))
    assert "计时中" not in words
    assert "对方答应：不能退" not in words
    assert "原来是：明天 14:20 到点" in words
    assert "对方答应的答复：不能退" not in words_of(as_alice.get(f"{page}clocks/"))
    assert "due" not in form_of(as_alice, url)


def test_it_starts_a_withdrawn_promise_again_with_its_moment_alone(as_alice, case, agreed):
    url = f"/c/{case.ref}/e/{agreed.pk}/"
    as_alice.post(url, form_of(as_alice, url, reply="refused", words="不能退"))
    as_alice.post(url, form_of(as_alice, url, reply="agreed", words="同意退款"))
    assert (promise_of(agreed).state, clock_of(agreed).state) == ("withdrawn", "cancelled")
    as_alice.post(url, form_of(as_alice, url, due="2026-11-24T18:00"))
    promise, clock = promise_of(agreed), clock_of(agreed)
    assert (promise.state, promise.words, clock.state) == ("running", "同意退款", "running")
    assert promise.due_at == clock.due_at == datetime(2026, 11, 24, 18, 0, tzinfo=SHANGHAI)
    assert again(case).next_deadline == clock


def test_it_starts_a_withdrawn_promise_again_where_new_words_name_a_moment(as_alice, case, agreed):
    url = f"/c/{case.ref}/e/{agreed.pk}/"
    as_alice.post(url, form_of(as_alice, url, reply="refused", words="不能退"))
    as_alice.post(url, form_of(as_alice, url, reply="agreed", words="同意退款，48小时内到账"))
    promise, clock = promise_of(agreed), clock_of(agreed)
    assert (promise.state, promise.due_at, clock.due_at) == ("running", HEARD + 2 * DAY, HEARD + 2 * DAY)
    assert clock.state == "running"


def test_it_takes_an_emptied_moment_for_no_promise(as_alice, case, contact, url):
    as_alice.post(url, form_of(as_alice, url, due=""))
    assert (promise_of(contact).state, clock_of(contact).state) == ("withdrawn", "cancelled")
    event = CaseEvent.objects.get(case=case, kind="contact_edited")
    assert event.data == {"old": {"due": (HEARD + DAY).isoformat()}}
    as_alice.post(url, form_of(as_alice, url, note="另记"))
    assert promise_of(contact).state == "withdrawn"
