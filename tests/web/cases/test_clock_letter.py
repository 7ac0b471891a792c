"""The follow-up on the page is about the clock that is late, and says what the mail about it says."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cases.models import Case, Contact, Deadline, Mail, Promise
from cases.selectors.mail_act import act_of
from cases.services.case_state import tier_move
from cases.services.contact_log import PromiseEntry
from cases.services.deadline_sweep import deadlines_sweep
from cases.services.mail_compose import mail_compose
from tests.case_acts import DAY, HOUR, again, clock_of, heard
from tests.factories import NOW, UserFactory
from tests.web.cases.checklist import letter_of

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
TAIL, WHOLE = "尾号5678", "123456789012345678"


@pytest.fixture
def two(case: Case) -> tuple[Contact, Contact]:
    """A promise of one minute that has lapsed, and one of 24 hours given after it; the shopper watches both."""
    heard(case, NOW - 50 * MINUTE, agent_number="9999", words="请稍等")
    at = NOW - 45 * MINUTE
    quick = PromiseEntry(words="一分钟内给您回复", due_at=at + MINUTE, reading={"kind": "minutes"})
    first = heard(case, at, agent_number="1111", words=quick.words, promise=quick, reply="received")
    # Heard a moment before the first one lapsed, so it replaces nothing.
    second = heard(case, at + MINUTE / 2, agent_number="2222", hours=24, replaces=False)
    return first, second


def mailed(contact: Contact) -> Mail:
    """Return the due mail about the promise of that entry, as the sender reads it."""
    deadlines_sweep(now=NOW)
    related = ("user", "case__order", "deadline__promise__agent", "deadline__promise__contact")
    return Mail.objects.select_related(*related).get(deadline=clock_of(contact))


def test_it_cites_the_promise_that_is_late_on_the_case_page(as_alice, case, two):
    page = letter_of(as_alice.get(f"/c/{case.ref}/"))
    assert "1111" in page
    assert "一分钟内给您回复" in page
    assert "2222" not in page


@pytest.mark.parametrize("code", ["T5", "T5b"])
def test_it_cites_it_in_the_composer(as_alice, case, two, code):
    page = letter_of(as_alice.get(f"/c/{case.ref}/say/", {"code": code}))
    assert "2222" not in page
    assert ("1111" in page) == (code == "T5")


def test_it_opens_from_the_mail_with_the_words_of_the_mail(as_alice, case, two):
    mail = mailed(two[0])
    act = act_of(mail)
    assert (act.view, act.query) == ("case-say", f"?code=T5&d={mail.deadline_id}")
    page = letter_of(as_alice.get(f"/c/{case.ref}/say/{act.query}"))
    assert page.replace(WHOLE, TAIL) in mail_compose(mail, NOW).text


def test_it_writes_about_the_clock_the_mail_names(as_alice, case, two):
    """Both have lapsed: the card is about the older one, a mail about the newer one opens with that one's words."""
    Deadline.objects.filter(pk=clock_of(two[1]).pk).update(due_at=NOW - 10 * MINUTE)
    number = clock_of(two[1]).pk
    assert "1111" in letter_of(as_alice.get(f"/c/{case.ref}/say/", {"code": "T5"}))
    page = as_alice.get(f"/c/{case.ref}/say/", {"code": "T5", "d": number})
    assert "2222" in letter_of(page)
    # Changing the words or the kind of letter keeps the clock.
    assert f"d={number}" in page.content.decode()
    posted = as_alice.post(f"/c/{case.ref}/say/", {"code": "T5", "d": number, "text": "您好"})
    assert f'name="d" value="{number}"' in posted.content.decode()


@pytest.mark.parametrize("number", ["0", "x", "99999999999999999999", ""])
def test_it_writes_about_the_late_one_when_the_address_names_none(as_alice, case, two, number):
    assert "1111" in letter_of(as_alice.get(f"/c/{case.ref}/say/", {"code": "T5", "d": number}))


def test_it_says_nothing_of_somebody_elses_clock(as_alice, case, two):
    from tests.case_acts import opened

    other = opened(UserFactory(email="charlie@example.com"), now=NOW - DAY)
    number = clock_of(heard(other, NOW - 3 * HOUR, hours=1, agent_number="3333")).pk
    page = letter_of(as_alice.get(f"/c/{case.ref}/say/", {"code": "T5", "d": number}))
    assert "3333" not in page
    assert "1111" in page


def test_it_confirms_the_promise_that_runs(as_alice, case):
    heard(case, NOW - HOUR, hours=24, agent_number="1111")
    heard(case, NOW - HOUR / 2, hours=48, agent_number="2222", replaces=False)
    assert "1111" in letter_of(as_alice.get(f"/c/{case.ref}/say/", {"code": "T4"}))


def test_it_says_the_same_of_a_filing_nobody_has_answered(as_alice, case):
    """No contact at this tier: the mail counts from the filing, and so does the page."""
    tier_move(case=again(case), to="platform", now=NOW - 4 * DAY, due_at=NOW - HOUR)
    deadlines_sweep(now=NOW)
    mail = Mail.objects.select_related("user", "case__order", "deadline__promise").get(case=case)
    page = letter_of(as_alice.get(f"/c/{case.ref}/say/", {"code": "T5"}))
    assert "我在" in page
    assert page.replace(WHOLE, TAIL) in mail_compose(mail, NOW).text


def test_it_forgets_a_promise_that_was_kept(as_alice, case, two):
    Promise.objects.filter(contact=two[0]).update(state="kept")
    Deadline.objects.filter(pk=clock_of(two[0]).pk).update(state="met", act_at=None, ended_at=NOW)
    assert "2222" in letter_of(as_alice.get(f"/c/{case.ref}/say/", {"code": "T5"}))
