"""The words of an entry corrected: read again, shown, and watched by the moment they name now, or asked about."""

from __future__ import annotations

from datetime import datetime

import pytest

from cases.domain.zone import SHANGHAI
from cases.models import Case, CaseEvent, Contact
from cases.services.contact_log import PromiseEntry
from cases.services.deadline_sweep import deadlines_sweep
from tests.case_acts import DAY, HOUR, again, clock_of, heard, opened, promise_of, running
from tests.factories import NOW, UserFactory
from tests.web.cases.checklist import HX, check_kept, check_private, page_of, words_of
from tests.web.cases.test_entry import form_of

pytestmark = pytest.mark.django_db
HEARD = NOW - HOUR


@pytest.fixture
def contact(case: Case) -> Contact:
    return heard(case, HEARD, hours=24)


@pytest.fixture
def url(case: Case, contact: Contact) -> str:
    return f"/c/{case.ref}/e/{contact.pk}/"


def save(client, url: str, words: str, **changes: str):
    return client.post(url, form_of(client, url, words=words, **changes))


def test_it_moves_the_clock_to_what_the_words_say_now(as_alice, case, contact, url):
    response = save(as_alice, url, "48小时内给您回复")
    assert response.status_code == 302
    promise, clock = promise_of(contact), clock_of(contact)
    assert promise.due_at == clock.due_at == HEARD + 2 * DAY
    assert (promise.words, promise.corrected, promise.reading["read"]) == (
        "48小时内给您回复",
        False,
        "48小时内给您回复",
    )
    assert again(case).next_at == HEARD + 2 * DAY
    event = CaseEvent.objects.get(case=case, kind="contact_edited")
    assert event.data["old"] == {"words": "24小时内给您回复", "due": (HEARD + DAY).isoformat()}
    assert "周三 14:20" in words_of(as_alice.get(response["Location"]))


def test_it_counts_working_days_anew(as_alice, contact, url):
    save(as_alice, url, "3个工作日内给您结果")
    clock = clock_of(contact)
    assert clock.due_at == datetime(2026, 11, 26, 23, 59, 59, tzinfo=SHANGHAI)
    assert clock.working == promise_of(contact).reading["working"] != []


def test_it_leaves_the_moment_alone_when_other_words_name_the_same(as_alice, contact, url):
    assert save(as_alice, url, "亲，24小时内一定给您回复").status_code == 302
    assert (promise_of(contact).due_at, promise_of(contact).words) == (HEARD + DAY, "亲，24小时内一定给您回复")


@pytest.mark.parametrize("words", ["会尽快给您回复", "等仓库收到退货后24小时内回复"])
def test_it_asks_before_it_keeps_a_moment_the_words_no_longer_name(as_alice, contact, url, words):
    response = save(as_alice, url, words)
    assert response.status_code == 422
    assert "明天 14:20" in words_of(response)
    assert 'role="alert"' in page_of(response)
    check_kept(page_of(response), "words", words)
    contact.refresh_from_db()
    assert contact.words == "24小时内给您回复"
    # Asked once: saved as it is, the moment stays.
    assert save(as_alice, url, words, keep="1").status_code == 302
    assert (promise_of(contact).due_at, promise_of(contact).words) == (HEARD + DAY, words)


def test_it_takes_the_moment_typed_instead_of_an_answer(as_alice, contact, url):
    assert save(as_alice, url, "会尽快给您回复", due="2026-11-26T18:00").status_code == 302
    assert clock_of(contact).due_at == datetime(2026, 11, 26, 18, 0, tzinfo=SHANGHAI)
    assert promise_of(contact).corrected is True


def test_it_asks_before_it_takes_away_a_moment_the_shopper_chose(as_alice, contact, url):
    as_alice.post(url, form_of(as_alice, url, due="2026-11-26T18:00"))
    chosen = clock_of(contact).due_at
    # A slip corrected: the words read as before, so the choice stands unasked.
    assert save(as_alice, url, "24小时内给您回复的").status_code == 302
    response = save(as_alice, url, "48小时内给您回复")
    assert response.status_code == 422
    assert "你选的是" in words_of(response)
    assert save(as_alice, url, "48小时内给您回复", keep="1").status_code == 302
    assert clock_of(contact).due_at == chosen


def test_it_asks_when_the_words_name_two_times(as_alice, contact, url):
    response = save(as_alice, url, "明天下午6点前给您回电，3个工作日内给您处理结果")
    assert response.status_code == 422
    assert clock_of(contact).due_at == HEARD + DAY


def test_it_starts_the_clock_of_a_vague_promise(as_alice, case):
    vague = heard(case, HEARD, words="尽快", promise=PromiseEntry(words="尽快", due_at=None))
    save(as_alice, f"/c/{case.ref}/e/{vague.pk}/", "今天18点前回复您")
    assert promise_of(vague).state == "running"
    assert clock_of(vague).due_at == datetime(2026, 11, 23, 18, 0, tzinfo=SHANGHAI)
    assert again(case).next_deadline == clock_of(vague)


def test_it_makes_a_promise_of_words_that_were_missing(as_alice, case):
    plain = heard(case, HEARD, agent_number="6789")
    save(as_alice, f"/c/{case.ref}/e/{plain.pk}/", "24小时内给您回复")
    promise = promise_of(plain)
    assert (promise.due_at, promise.agent.number, promise.state) == (HEARD + DAY, "6789", "running")
    assert running(case) == ["CLK01"]


@pytest.mark.parametrize("words", ["核实一下", "尽快"])
def test_it_makes_none_of_words_without_a_time(as_alice, case, words):
    plain = heard(case, HEARD)
    assert save(as_alice, f"/c/{case.ref}/e/{plain.pk}/", words).status_code == 302
    assert not plain.promises.exists()


def test_it_unbreaks_what_was_written_down_wrong(as_alice, case):
    late = heard(case, NOW - 3 * HOUR, hours=1)
    deadlines_sweep(now=NOW)
    assert promise_of(late).state == "broken"
    save(as_alice, f"/c/{case.ref}/e/{late.pk}/", "24小时内给您回复")
    assert (promise_of(late).state, again(case).next_kind) == ("running", "wait")


def test_it_shows_how_the_words_are_read_while_they_are_typed(as_alice, case, contact, url):
    page = page_of(as_alice.get(url))
    preview = f"/c/{case.ref}/log/due/?entry={contact.pk}"
    assert f'hx-get="{preview}"' in page
    assert 'id="reading" aria-live="polite"' in page
    response = as_alice.get(preview, {"words": "3个工作日内给您结果", "entry": contact.pk}, headers=HX)
    check_private(response)
    assert "11月26日 24:00" in words_of(response)
    # Nothing out of band: this page has no chips and no other button.
    assert "hx-swap-oob" not in page_of(response)


def test_it_previews_no_entry_of_somebody_elses(as_alice, case):
    other = heard(opened(UserFactory(email="charlie@example.com"), now=NOW - DAY), HEARD, hours=24)
    assert as_alice.get(f"/c/{case.ref}/log/due/", {"words": "今天", "entry": other.pk}).status_code == 404
