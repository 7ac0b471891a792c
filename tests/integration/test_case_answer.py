"""没回复, accept, decline, filed in time: acts without a form, each on record once."""

from __future__ import annotations

import pytest

from cases.models import Case, Deadline
from cases.services.case_answer import case_no_reply, reply_accept, reply_decline, window_filed
from cases.services.case_state import case_close, tier_move
from cases.services.deadline_sweep import deadlines_sweep
from tests.case_acts import DAY, HOUR, again, heard, kinds, opened, running, sent
from tests.factories import NOW, UserFactory
from tests.threads import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(alice) -> Case:
    return opened(alice, now=NOW - 2 * DAY)


@pytest.fixture
def late(case) -> Case:
    heard(case, NOW - 3 * HOUR, hours=1)
    deadlines_sweep(now=NOW)
    return case


def no_reply(case: Case, now=NOW, **kwargs) -> bool:
    return case_no_reply(case=again(case), now=now, **kwargs)


def test_it_opens_the_platform_when_nobody_replies(late):
    assert again(late).next_kind == "nudge"
    assert no_reply(late) is True
    case = again(late)
    assert (case.no_reply_at, case.next_kind, case.next_actor) == (NOW, "step_up", "me")
    assert kinds(case)[-1] == "no_reply"


def test_it_says_so_once(late):
    assert [no_reply(late), no_reply(late, NOW + HOUR)] == [True, False]
    assert kinds(late).count("no_reply") == 1


@pytest.mark.django_db(transaction=True)
def test_it_says_so_once_for_eight_at_once():
    case = opened(UserFactory(email="alice@example.com"), now=NOW - DAY)
    assert sorted(at_once(lambda: no_reply(case))) == [False] * 7 + [True]
    assert kinds(case).count("no_reply") == 1


def test_it_says_so_again_after_something_was_said(late):
    no_reply(late)
    heard(late, NOW + HOUR, hours=1)
    assert again(late).next_kind == "wait"
    assert no_reply(late, NOW + 3 * HOUR) is True
    assert again(late).next_kind == "step_up"


def test_it_keeps_every_answer_given_in_a_mail(late):
    no_reply(late, data={"mail": "a"})
    no_reply(late, NOW + DAY, data={"mail": "b"})
    assert kinds(late).count("no_reply") == 2


def test_it_moves_nothing_when_the_answer_is_about_a_tier_left_behind(late):
    tier_move(case=again(late), to="platform", now=NOW, due_at=NOW + DAY)
    assert no_reply(late, NOW + HOUR, counts=False, data={"tier": "merchant"}) is True
    assert (again(late).no_reply_at, again(late).next_kind) == (None, "wait")


def test_it_opens_the_regulator_from_the_platform(case):
    tier_move(case=again(case), to="platform", now=NOW - DAY, due_at=NOW - HOUR)
    deadlines_sweep(now=NOW)
    no_reply(case)
    assert (again(case).next_kind, again(case).tier) == ("step_up", "platform")


@pytest.mark.parametrize(
    ("decide", "kind", "mark", "step"),
    [
        (reply_accept, "reply_accepted", "agreed_at", "ask_agreed"),
        (reply_decline, "reply_declined", "refused_at", "step_up"),
    ],
)
def test_it_takes_the_shoppers_word_on_their_answer(case, decide, kind, mark, step):
    heard(case, NOW - HOUR, reply="partly_agreed")
    assert again(case).next_kind == "review_part"
    assert decide(case=again(case), now=NOW) is True
    case = again(case)
    assert (getattr(case, mark), case.next_kind, case.is_open) == (NOW, step, True)
    assert kinds(case)[-1] == kind


def test_it_decides_once_and_may_change_its_mind(case):
    heard(case, NOW - HOUR, reply="substantive")
    decisions = [
        reply_accept(case=again(case), now=NOW),
        reply_accept(case=again(case), now=NOW),
        reply_decline(case=again(case), now=NOW + HOUR),
        reply_accept(case=again(case), now=NOW + 2 * HOUR),
    ]
    assert decisions == [True, False, True, True]
    assert kinds(case).count("reply_accepted") == 2
    assert again(case).next_kind == "ask_agreed"


@pytest.mark.django_db(transaction=True)
def test_it_decides_once_for_eight_at_once():
    case = opened(UserFactory(email="alice@example.com"), now=NOW - DAY)
    heard(case, NOW - HOUR, reply="substantive")
    assert sorted(at_once(lambda: reply_accept(case=again(case), now=NOW))) == [False] * 7 + [True]
    assert kinds(case).count("reply_accepted") == 1


def test_it_decides_on_nothing_that_was_not_answered(case):
    heard(case, NOW - HOUR, reply="received")
    assert reply_accept(case=again(case), now=NOW) is False
    assert reply_decline(case=again(case), now=NOW) is False
    assert (again(case).agreed_at, again(case).refused_at) == (None, None)


def test_it_forgets_a_decision_after_a_new_answer(case):
    heard(case, NOW - 2 * HOUR, reply="substantive")
    reply_decline(case=again(case), now=NOW - HOUR)
    heard(case, NOW, reply="partly_agreed")
    assert again(case).next_kind == "review_part"


def test_it_counts_a_filed_window_as_met(alice):
    case = opened(alice, now=NOW - DAY, signed_at=NOW - 2 * DAY)
    window = Deadline.objects.get(case=case)
    assert window_filed(case=again(case), deadline=window, now=NOW) is True
    window.refresh_from_db()
    assert (window.state, window.act_at, window.ended_at) == ("met", None, NOW)
    assert kinds(case)[-1] == "window_filed"
    assert window_filed(case=again(case), deadline=window, now=NOW) is False
    assert kinds(case).count("window_filed") == 1


def test_it_meets_both_days_of_one_request(alice):
    case = opened(alice, now=NOW - DAY, signed_at=NOW - 2 * DAY, confirmed_at=NOW - 2 * DAY)
    assert running(case) == ["CLK02", "CLK05 7d", "CLK05 15d"]
    window = Deadline.objects.get(case=case, variant="7d")
    window_filed(case=again(case), deadline=window, now=NOW)
    assert running(case) == ["CLK02"]


def test_it_puts_a_closing_window_before_everything_else(alice):
    case = opened(alice, now=NOW - 6 * DAY, signed_at=NOW - 7 * DAY)
    window = Deadline.objects.get(case=case)
    sent(case, NOW - 6 * DAY)
    heard(case, window.due_at - 11 * HOUR, hours=24)
    assert again(case).next_kind == "file_window"
    window_filed(case=again(case), deadline=window, now=window.due_at - 10 * HOUR)
    assert again(case).next_kind == "wait"


@pytest.mark.parametrize("act", [case_no_reply, reply_accept, reply_decline])
def test_it_notes_nothing_in_a_closed_case(case, act):
    heard(case, NOW - HOUR, reply="substantive")
    case_close(case=again(case), outcome="full", now=NOW)
    assert act(case=again(case), now=NOW + HOUR) is False
    assert kinds(case)[-1] == "case_closed"
