"""letter_copied and letter_sent: the exact text frozen as a contact, the clock of silence, one nudge if forgotten."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest

from cases.models import Case, CaseEvent, Contact, Deadline, Letter, Mail
from cases.services.case_state import case_close, tier_move
from cases.services.deadline_sweep import deadlines_sweep
from cases.services.letter import letter_copied, letter_sent
from cases.services.mail_send import mail_send_due
from tests.case_acts import DAY, HOUR, again, clock_of, heard, kinds, opened, running, sent
from tests.factories import NOW, UserFactory
from tests.threads import at_once

pytestmark = pytest.mark.django_db
TEXT = "您好，我的订单 123456，衬衫袖口开线，想申请换货，请协助处理。"


@pytest.fixture
def case(alice) -> Case:
    return opened(alice, now=NOW - DAY)


def copied(case: Case, now=NOW, text: str = TEXT, code: str = "T1") -> Letter:
    return letter_copied(case=again(case), code=code, text=text, now=now)


def nudges(case: Case, state: str = "pending") -> list[Mail]:
    return list(Mail.objects.filter(case=case, kind="unsent", state=state))


def test_it_asks_a_day_after_the_copy_and_only_once(case):
    letter = copied(case)
    (mail,) = nudges(case)
    assert (mail.letter, mail.user, mail.act_at) == (letter, case.owner, NOW + DAY)
    assert mail_send_due(now_fn=lambda: NOW + DAY - HOUR) == {}
    assert mail_send_due(now_fn=lambda: NOW + DAY) == {"sent": 1}
    assert mail_send_due(now_fn=lambda: NOW + 3 * DAY) == Counter()


def test_it_takes_the_same_text_copied_again_for_the_same_letter(case):
    assert copied(case) == copied(case, NOW + HOUR)
    assert len(nudges(case)) == 1


def test_it_takes_another_text_for_another_letter(case):
    copied(case)
    copied(case, text=TEXT + "谢谢。")
    assert len(nudges(case)) == 2


def test_it_takes_the_same_text_for_a_new_letter_after_a_day(case):
    copied(case)
    copied(case, NOW + DAY + HOUR)
    assert Letter.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_it_makes_one_letter_of_eight_copies_at_once():
    case = opened(UserFactory(email="alice@example.com"))
    at_once(lambda: letter_copied(case=again(case), code="T1", text=TEXT, now=NOW))
    assert Letter.objects.count() == 1
    assert len(nudges(case)) == 1


def test_it_changes_nothing_on_the_case_by_copying(case):
    copied(case)
    assert kinds(case) == ["case_opened"]
    assert again(case).contacted_at is None


def test_it_freezes_the_exact_text_that_was_sent(case):
    letter = copied(case)
    contact = sent(case, NOW + HOUR, text=TEXT)
    assert (contact.words, contact.direction, contact.letter_code, contact.at) == (TEXT, "out", "T1", NOW + HOUR)
    letter.refresh_from_db()
    assert (letter.sent_at, letter.contact) == (NOW + HOUR, contact)
    event = CaseEvent.objects.get(contact=contact)
    assert (event.kind, event.at) == ("letter_sent", NOW + HOUR)
    assert again(case).contacted_at == NOW + HOUR


def test_it_asks_nothing_once_the_text_was_sent(case):
    copied(case)
    sent(case, NOW + HOUR, text=TEXT)
    assert nudges(case) == []
    assert mail_send_due(now_fn=lambda: NOW + 2 * DAY) == Counter()


def test_it_asks_nothing_when_the_text_was_changed_before_it_went_out(case):
    copied(case)
    sent(case, NOW + HOUR, text=TEXT + "谢谢。")
    assert nudges(case) == []


def test_it_still_asks_about_another_letter(case):
    copied(case)
    copied(case, code="T3", text="请问最晚什么时候能给我答复？")
    sent(case, NOW + HOUR, text=TEXT)
    assert [mail.letter.code for mail in nudges(case)] == ["T3"]


def test_it_keeps_a_letter_that_was_never_copied_here(case):
    contact = sent(case, text="自己写的一段话")
    letter = Letter.objects.get()
    assert (letter.text, letter.sent_at, letter.contact) == ("自己写的一段话", NOW, contact)
    assert nudges(case) == []


@pytest.mark.parametrize(("tier", "rule", "span"), [("merchant", "CLK15", DAY), ("platform", "CLK14", 2 * DAY)])
def test_it_starts_to_count_the_silence(case, tier, rule, span):
    if tier == "platform":
        tier_move(case=again(case), to="platform", now=NOW - HOUR)
    sent(case)
    clock = Deadline.objects.running().get(case=case, lane="theirs")
    assert (clock.rule, clock.tier, clock.trigger_at, clock.due_at) == (rule, tier, NOW, NOW + span)
    assert again(case).next_deadline == clock


def test_it_counts_no_silence_while_a_promise_runs(case):
    heard(case, NOW - HOUR, hours=24)
    sent(case, code="T4", text="我确认一下")
    assert running(case) == ["CLK01"]


def test_it_counts_the_silence_once(case):
    sent(case)
    sent(case, NOW + HOUR, code="T3", text="请问最晚什么时候？")
    assert running(case) == ["CLK15"]


def test_it_says_that_the_seller_is_silent_after_a_day(case):
    sent(case)
    deadlines_sweep(now=NOW + DAY + timedelta(minutes=30))
    case = again(case)
    assert (case.next_kind, case.next_actor) == ("nudge", "me")
    assert Mail.objects.get(kind="stage").stage == "due"


def test_it_waits_after_the_nudge(case):
    first = heard(case, NOW - 3 * HOUR, hours=1)
    assert again(case).next_kind == "wait"
    deadlines_sweep(now=NOW - HOUR)
    assert again(case).next_kind == "nudge"
    sent(case, code="T5", text="请问进展如何？")
    case = again(case)
    assert clock_of(first).nudged_at == NOW
    assert case.nudged_at == NOW
    assert (case.next_kind, case.next_actor) == ("wait_nudge", "them")
    assert case.next_at > NOW


def test_it_opens_the_platform_when_the_nudge_stays_unanswered(case):
    heard(case, NOW - 3 * HOUR, hours=1)
    deadlines_sweep(now=NOW)
    sent(case, code="T5", text="请问进展如何？")
    deadlines_sweep(now=NOW + DAY)
    assert (again(case).next_kind, again(case).next_actor) == ("step_up", "me")


def test_it_nudges_nothing_that_is_not_due_yet(case):
    first = heard(case, NOW - HOUR, hours=24)
    sent(case, code="T5", text="请问进展如何？")
    assert clock_of(first).nudged_at is None


def test_it_starts_no_clock_by_nudging(case):
    sent(case, code="T5", text="请问进展如何？")
    assert running(case) == []


def test_it_is_one_letter_for_one_form_sent_twice(case):
    first, second = sent(case, key="k1"), sent(case, NOW + HOUR, key="k1")
    assert first == second
    assert Contact.objects.count() == Letter.objects.count() == 1
    assert running(case) == ["CLK15"]
    assert Deadline.objects.get().trigger_at == NOW


@pytest.mark.django_db(transaction=True)
def test_it_is_one_letter_for_one_form_sent_eight_times_at_once():
    case = opened(UserFactory(email="alice@example.com"))
    act = {"code": "T1", "text": TEXT, "channel": "chat", "now": NOW, "key": "k1"}
    made = at_once(lambda: letter_sent(case=again(case), **act).pk)
    assert set(made) == {Contact.objects.get().pk}
    assert (Letter.objects.count(), running(case)) == (1, ["CLK15"])


def test_it_asks_nothing_about_a_closed_case(case):
    copied(case)
    case_close(case=again(case), outcome="withdrawn", now=NOW + HOUR)
    assert mail_send_due(now_fn=lambda: NOW + 2 * DAY) == {"cancelled": 1}
