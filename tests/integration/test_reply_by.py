"""A letter that names a moment to answer by: marked as sent, that moment is a clock, and nothing hurries before it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from cases.domain.zone import SHANGHAI
from cases.models import Case, Deadline, Mail, Promise
from cases.selectors.clock_letters import clock_to_chase, letter_of_clock
from cases.selectors.mail_act import Do, act_of
from cases.services.case_answer import case_no_reply
from cases.services.case_state import tier_move
from cases.services.contact_undo import contact_undo
from cases.services.deadline_sweep import deadlines_sweep
from cases.services.mail_compose import mail_compose
from cases.services.mail_send import mail_send_due
from tests.case_acts import DAY, HOUR, again, clock_of, heard, opened, running, sent
from tests.factories import NOW

pytestmark = pytest.mark.django_db
# Monday 15:20; the letter asks for an answer by 18:00 on Tuesday.
BY = datetime(2026, 11, 24, 18, 0, tzinfo=SHANGHAI)
MORNING = datetime(2026, 11, 24, 9, 0, tzinfo=SHANGHAI)


@pytest.fixture
def late(alice) -> Case:
    """A promise of an hour that lapsed this morning, mailed about and chased once with T5."""
    case = opened(alice, now=NOW - DAY)
    heard(case, NOW - 6 * HOUR, hours=1, agent_number="6789")
    deadlines_sweep(now=NOW - 4 * HOUR)
    mail_send_due(now_fn=lambda: NOW - 4 * HOUR)
    sent(case, NOW - 3 * HOUR, code="T5", text="请问进展如何？")
    return again(case)


def second(case: Case, at: datetime = NOW, **changes: str):
    """Send T5b as the page writes it."""
    clock = clock_to_chase(case, "", now=at)
    text = letter_of_clock(case, "T5b", clock, now=at).text
    for old, new in changes.items():
        text = text.replace(old, new)
    return sent(case, at, code="T5b", text=text)


def step(case: Case) -> tuple[str, str, datetime | None]:
    case = again(case)
    return case.next_kind, case.next_actor, case.next_at


def asked(case: Case) -> Deadline:
    return Deadline.objects.get(case=case, rule="REPLYBY")


def test_it_waits_for_the_moment_the_letter_names(late):
    contact = second(late)
    assert "请在11月24日 18:00前给出方案" in contact.words
    assert step(late) == ("wait_nudge", "them", BY)
    clock = again(late).next_deadline
    assert (clock.lane, clock.rule, clock.tier) == ("theirs", "REPLYBY", "merchant")
    assert (clock.trigger_at, clock.due_at) == (NOW, BY)


def test_it_waits_for_that_alone_and_keeps_the_promise_broken(late):
    second(late)
    assert running(late) == ["REPLYBY"]
    assert Promise.objects.get(case=late).state == "broken"


def test_it_says_nothing_of_the_platform_before_that_moment(late):
    second(late)
    deadlines_sweep(now=MORNING)
    assert mail_send_due(now_fn=lambda: MORNING) == {}
    assert step(late) == ("wait_nudge", "them", BY)


def test_it_takes_back_a_mail_that_was_waiting_to_say_the_platform(late):
    deadlines_sweep(now=MORNING)
    second(late, MORNING + HOUR / 60)
    assert mail_send_due(now_fn=lambda: MORNING + HOUR) == {"cancelled": 1}


def test_it_opens_the_platform_when_the_moment_has_passed(late):
    second(late)
    after = BY + HOUR / 2
    deadlines_sweep(now=after)
    assert step(late)[:2] == ("step_up", "me")
    mail = Mail.objects.select_related("user", "case__order", "deadline__promise").get(deadline__rule="REPLYBY")
    text = mail_compose(mail, after).text
    assert "你请对方在今天 18:00 前给出答复" in text
    assert "可以申请平台介入了" in text
    assert f"/c/{late.ref}/up/" in text
    assert act_of(mail).do == Do.PLATFORM
    # No letter to send again: it has been asked.
    assert "请在" not in text
    assert "也可以再提醒一次" not in text
    assert mail_send_due(now_fn=lambda: after)["sent"] == 1


def test_it_opens_the_platform_at_once_when_nobody_replies(late):
    second(late)
    case_no_reply(case=again(late), now=NOW + HOUR)
    assert step(late)[:2] == ("step_up", "me")


@pytest.mark.parametrize("reply", ["substantive", "agreed", "refused"])
def test_it_ends_with_an_answer(late, reply):
    second(late)
    heard(late, NOW + HOUR, reply=reply)
    assert running(late) == []
    assert asked(late).state == "met"


def test_it_ends_with_a_new_promise_and_comes_back_when_that_is_undone(late):
    second(late)
    promised = heard(late, NOW + HOUR, hours=48, replaces=False)
    assert "REPLYBY" not in running(late)
    assert step(late)[:2] == ("wait", "them")
    contact_undo(case=again(late), contact=promised, now=NOW + 2 * HOUR)
    assert step(late) == ("wait_nudge", "them", BY)


def test_it_goes_with_its_letter_when_that_is_undone(late):
    assert contact_undo(case=again(late), contact=second(late), now=NOW + HOUR)
    assert asked(late).state == "cancelled"
    assert running(late) == ["CLK01"]
    assert step(late) == ("wait_nudge", "them", MORNING)


def test_it_leaves_nothing_nudged_when_the_only_letter_is_undone(alice):
    case = opened(alice, now=NOW - DAY)
    promised = heard(case, NOW - 6 * HOUR, hours=1)
    contact_undo(case=again(case), contact=second(case), now=NOW + HOUR)
    assert clock_of(promised).nudged_at is None
    assert step(case)[:2] == ("nudge", "me")


def test_it_goes_on_counting_the_silence_when_its_letter_is_undone(alice):
    case = opened(alice, now=NOW - DAY)
    sent(case, NOW - HOUR)
    contact = second(case)
    assert running(case) == ["REPLYBY"]
    contact_undo(case=again(case), contact=contact, now=NOW + HOUR)
    assert running(case) == ["CLK15"]


def test_it_moves_on_with_a_second_letter(late):
    second(late)
    second(again(late), NOW + DAY)
    (clock,) = Deadline.objects.running().filter(rule="REPLYBY")
    assert clock.due_at == BY + DAY


def test_it_takes_the_moment_the_shopper_wrote_instead(late):
    second(late, **{"11月24日 18:00": "11月26日 12:00"})
    assert step(late)[2] == datetime(2026, 11, 26, 12, 0, tzinfo=SHANGHAI)


def test_it_takes_the_moment_of_the_day_the_letter_was_written(late):
    """Copied one day and sent the next."""
    written = letter_of_clock(late, "T5b", None, now=NOW).text
    sent(late, NOW + 20 * HOUR, code="T5b", text=written)
    assert asked(late).due_at == BY


def test_it_starts_none_with_the_first_nudge(late):
    """T5 asks how it stands; whatever else was written into it, it names no moment of its own."""
    sent(late, NOW, code="T5", text=letter_of_clock(late, "T5b", None, now=NOW).text)
    assert "REPLYBY" not in running(late)


def test_it_waits_for_12315_as_well(alice):
    case = opened(alice, now=NOW - DAY)
    tier_move(case=case, to="regulator", now=NOW - 2 * HOUR, due_at=NOW + 9 * DAY)
    sent(case, NOW, code="T5b", text="请在11月24日 18:00前给出方案。")
    assert (asked(case).tier, asked(case).due_at) == ("regulator", BY)


@pytest.mark.parametrize("moment", ["11月23日 12:00", "13月40日 18:00", "11月30日", "尽快"])
def test_it_starts_nothing_from_a_moment_that_is_past_or_none(late, moment):
    second(late, **{"11月24日 18:00": moment})
    assert "REPLYBY" not in running(late)
    assert step(late) == ("wait_nudge", "them", MORNING)


def test_it_watches_a_promise_that_falls_due_meanwhile(late):
    other = heard(late, NOW - HOUR, hours=2, replaces=False)
    second(late)
    assert again(late).next_deadline == clock_of(other)
    deadlines_sweep(now=NOW + 2 * HOUR)
    assert step(late)[:2] == ("nudge", "me")


def test_it_goes_on_saying_that_it_is_late(late):
    """Day after the moment: its own next stage speaks, the old promise's does not."""
    second(late)
    deadlines_sweep(now=BY + HOUR)
    mail_send_due(now_fn=lambda: BY + HOUR)
    at = MORNING + DAY + timedelta(minutes=1)
    deadlines_sweep(now=at)
    mail_send_due(now_fn=lambda: at)
    sent_rules = Mail.objects.filter(state="sent", sent_at=at).values_list("deadline__rule", flat=True)
    assert list(sent_rules) == ["REPLYBY"]
