"""contact_undo: an entry taken back counts nowhere, stays on record, and gives back what it had ended."""

from __future__ import annotations

import pytest

from cases.models import Case, Contact, Deadline, Letter, Mail
from cases.services.case_state import case_close, tier_move
from cases.services.contact_log import PromiseEntry
from cases.services.contact_undo import contact_undo, undo_allowed
from cases.services.deadline_sweep import deadlines_sweep
from cases.services.letter import letter_copied
from tests.case_acts import DAY, HOUR, again, clock_of, heard, kinds, opened, promise_of, running, sent
from tests.factories import NOW, UserFactory
from tests.threads import at_once

pytestmark = pytest.mark.django_db
LATER = NOW + HOUR


@pytest.fixture
def case(alice) -> Case:
    return opened(alice, now=NOW - DAY)


def undo(case: Case, contact: Contact, now=LATER) -> bool:
    return contact_undo(case=again(case), contact=Contact.objects.get(pk=contact.pk), now=now)


def test_it_keeps_the_entry_on_record_and_counts_it_nowhere(case):
    contact = heard(case, hours=24)
    assert undo(case, contact) is True
    contact.refresh_from_db()
    assert contact.voided_at == LATER
    assert (promise_of(contact).state, clock_of(contact).state) == ("withdrawn", "cancelled")
    assert running(case) == []
    assert kinds(case) == ["case_opened", "contact_logged", "contact_undone"]
    case = again(case)
    assert (case.contacted_at, case.next_kind, case.next_deadline) == (None, "contact", None)


def test_it_happens_once(case):
    contact = heard(case)
    assert [undo(case, contact), undo(case, contact)] == [True, False]
    assert kinds(case).count("contact_undone") == 1


@pytest.mark.django_db(transaction=True)
def test_it_happens_once_for_eight_at_once():
    case = opened(UserFactory(email="alice@example.com"), now=NOW - DAY)
    contact = heard(case, hours=24)
    assert sorted(at_once(lambda: undo(case, contact))) == [False] * 7 + [True]
    assert kinds(case).count("contact_undone") == 1


def test_it_allows_a_day_and_no_longer(case):
    contact = heard(case)
    assert undo_allowed(contact=contact, now=NOW + DAY)
    assert undo(case, contact, now=NOW + DAY + HOUR) is False
    assert again(case).contacted_at == NOW


def test_it_counts_the_day_from_the_entry_not_from_the_talk(case):
    contact = heard(case, NOW - 20 * HOUR, now=NOW)
    assert undo(case, contact, now=NOW + 5 * HOUR) is True


def test_it_lets_the_replaced_promise_run_on(case):
    old = heard(case, NOW - HOUR, hours=24)
    new = heard(case, hours=48)
    undo(case, new)
    assert (promise_of(old).state, promise_of(old).replaced_by, promise_of(old).settled_at) == ("running", None, None)
    assert (clock_of(old).state, clock_of(old).ended_at) == ("running", None)
    assert again(case).next_deadline == clock_of(old)


@pytest.mark.parametrize("reply", ["substantive", "agreed", "partly_agreed", "refused"])
def test_it_lets_the_stopped_clock_run_on(case, reply):
    old = heard(case, NOW - HOUR, hours=24)
    before = clock_of(old)
    answer = heard(case, reply=reply)
    undo(case, answer)
    after = clock_of(old)
    assert (after.state, after.stage, after.act_at) == ("running", before.stage, before.act_at)
    assert (promise_of(old).state, promise_of(old).settled_at) == ("running", None)
    case = again(case)
    assert (case.replied_at, case.refused_at, case.agreed_at, case.next_kind) == (None, None, None, "wait")


def test_it_lets_the_promise_run_on_that_an_answer_with_a_newer_one_had_kept(case):
    old = heard(case, NOW - HOUR, hours=24)
    undo(case, heard(case, hours=48, reply="agreed"))
    assert (promise_of(old).state, clock_of(old).state) == ("running", "running")
    assert again(case).next_deadline == clock_of(old)


def test_it_leaves_a_broken_promise_broken(case):
    old = heard(case, NOW - 3 * HOUR, hours=1)
    deadlines_sweep(now=NOW)
    new = heard(case, hours=24)
    undo(case, new)
    assert (promise_of(old).state, promise_of(old).replaced_by) == ("broken", None)
    assert clock_of(old).state == "running"
    assert Mail.objects.filter(deadline=clock_of(old)).count() == 1


def test_it_mails_no_stage_twice_after_it(case):
    old = heard(case, NOW - 3 * HOUR, hours=1)
    deadlines_sweep(now=NOW)
    undo(case, heard(case, hours=24))
    deadlines_sweep(now=LATER)
    assert list(Mail.objects.filter(deadline=clock_of(old)).values_list("stage", flat=True)) == ["due"]


def test_it_gives_the_silence_clock_back(case):
    sent(case, NOW - HOUR)
    promise = heard(case, hours=24)
    undo(case, promise)
    assert running(case) == ["CLK15"]


def test_it_does_not_revive_what_a_later_answer_would_have_ended(case):
    old = heard(case, NOW - 2 * HOUR, hours=24)
    wrong = heard(case, NOW - HOUR, reply="refused")
    heard(case, reply="agreed")
    undo(case, wrong)
    assert (clock_of(old).state, promise_of(old).state) == ("met", "kept")
    assert promise_of(old).settled_at == NOW
    assert again(case).next_kind == "ask_agreed"


def test_it_does_not_revive_what_a_later_promise_replaces(case):
    old = heard(case, NOW - 2 * HOUR, hours=24)
    wrong = heard(case, NOW - HOUR, reply="refused")
    new = heard(case, hours=48)
    undo(case, wrong)
    assert (promise_of(old).state, promise_of(old).replaced_by) == ("replaced", promise_of(new))
    assert running(case) == ["CLK01"]


def test_it_revives_it_after_all_when_the_later_one_goes_too(case):
    old = heard(case, NOW - 2 * HOUR, hours=24)
    wrong = heard(case, NOW - HOUR, reply="refused")
    new = heard(case, hours=48)
    undo(case, wrong)
    undo(case, new)
    assert promise_of(old).state == "running"
    assert again(case).next_deadline == clock_of(old)


def test_it_does_not_revive_what_was_taken_back_itself(case):
    old = heard(case, NOW - HOUR, hours=24)
    new = heard(case, hours=48)
    undo(case, old)
    undo(case, new)
    assert (promise_of(old).state, clock_of(old).state) == ("withdrawn", "cancelled")
    assert running(case) == []


def test_it_leaves_the_clocks_of_a_tier_the_case_has_left(case):
    old = heard(case, NOW - HOUR, hours=24)
    answer = heard(case, reply="refused")
    tier_move(case=again(case), to="platform", now=NOW + HOUR / 2)
    undo(case, answer)
    assert clock_of(old).state == "met"
    assert running(case, lane="theirs") == []


def test_it_withdraws_a_vague_promise(case):
    contact = heard(case, words="尽快", promise=PromiseEntry(words="尽快", due_at=None))
    undo(case, contact)
    assert promise_of(contact).state == "withdrawn"


def test_it_makes_a_sent_letter_a_copied_one_again(case):
    letter_copied(case=again(case), code="T1", text="您好", now=NOW - HOUR)
    contact = sent(case, text="您好")
    undo(case, contact)
    letter = Letter.objects.get()
    assert (letter.sent_at, letter.contact) == (None, None)
    assert running(case) == []
    assert again(case).next_kind == "contact"


def test_it_takes_the_nudge_back_with_its_letter(case):
    old = heard(case, NOW - 3 * HOUR, hours=1)
    nudge = sent(case, code="T5", text="请问进展如何？")
    assert clock_of(old).nudged_at == NOW
    undo(case, nudge)
    assert clock_of(old).nudged_at is None
    assert (again(case).nudged_at, again(case).next_kind) == (None, "nudge")


def test_it_keeps_an_earlier_nudge(case):
    old = heard(case, NOW - 5 * HOUR, hours=1)
    sent(case, NOW - 2 * HOUR, code="T5", text="第一次")
    second = sent(case, code="T5b", text="第二次")
    undo(case, second)
    assert clock_of(old).nudged_at == NOW - 2 * HOUR


def test_it_changes_nothing_in_a_closed_case(case):
    old = heard(case, NOW - HOUR, hours=24)
    answer = heard(case, reply="agreed")
    case_close(case=again(case), outcome="full", now=NOW + HOUR / 2)
    assert undo(case, answer) is False
    assert clock_of(old).state == "met"
    assert not Deadline.objects.running().exists()
