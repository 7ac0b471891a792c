"""请在11月24日 18:00前给出方案: the moment a sent letter names becomes a clock (row 34)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from cases.domain.zone import SHANGHAI
from cases.models import Case, Deadline, Mail
from cases.selectors.letters import letter_of_case
from cases.selectors.mail_act import Do, act_of
from cases.selectors.snapshots import next_step_of
from cases.services.contact_undo import contact_undo
from cases.services.deadline_sweep import deadlines_sweep
from cases.services.mail_compose import mail_compose
from tests.case_acts import DAY, HOUR, again, heard, opened, promise_of, running, sent
from tests.factories import NOW

pytestmark = pytest.mark.django_db
BY = datetime(2026, 11, 24, 18, 0, tzinfo=SHANGHAI)


@pytest.fixture
def case(alice) -> Case:
    """A promise broken yesterday, nudged once."""
    case = opened(alice, now=NOW - 4 * DAY)
    heard(case, NOW - 3 * DAY, hours=24)
    sent(case, NOW - DAY, code="T5", text="请帮我查一下进度。")
    return again(case)


def nudge_again(case: Case, at: datetime = NOW, text: str = ""):
    text = text or letter_of_case(again(case), "T5b", now=at).text
    return sent(case, at, code="T5b", text=text)


def asked(case: Case) -> Deadline:
    return Deadline.objects.get(case=case, rule="ASKED")


def test_it_starts_the_clock_that_the_text_names(case):
    assert "请在11月24日 18:00前给出方案" in letter_of_case(case, "T5b", now=NOW).text
    nudge_again(case)
    clock = asked(case)
    assert (clock.trigger_at, clock.due_at, clock.lane, clock.tier) == (NOW, BY, "theirs", "merchant")
    assert (again(case).next_kind, again(case).next_at) == ("wait_nudge", BY)


def test_it_waits_for_that_alone_and_keeps_the_promise_broken(case):
    nudge_again(case)
    assert running(case) == ["ASKED"]
    assert promise_of(case.contacts.get(words="24小时内给您回复")).state == "broken"


def test_it_goes_one_step_up_when_nothing_has_come_by_then(case):
    nudge_again(case)
    assert next_step_of(again(case), now=BY).kind == "step_up"
    deadlines_sweep(now=BY + timedelta(minutes=31))
    mail = Mail.objects.select_related("case__order", "case__owner", "deadline", "user").get(stage="due")
    assert act_of(mail).do == Do.PLATFORM
    text = mail_compose(mail, BY + timedelta(minutes=31)).text
    assert "你请对方在今天 18:00 前答复" in text
    assert "也可以再提醒一次" not in text


def test_it_ends_with_an_answer(case):
    nudge_again(case)
    heard(case, NOW + HOUR, reply="agreed")
    assert asked(case).state == "met"


def test_it_is_taken_back_with_the_letter(case):
    contact = nudge_again(case)
    before = again(case).next_kind
    assert contact_undo(case=again(case), contact=contact, now=NOW + HOUR)
    assert asked(case).state == "cancelled"
    assert running(case) == ["CLK01"]
    assert before == "wait_nudge"


def test_it_takes_the_moment_of_the_day_the_letter_was_written(case):
    nudge_again(case, at=NOW + HOUR * 20, text=letter_of_case(case, "T5b", now=NOW).text)
    assert asked(case).due_at == BY


@pytest.mark.parametrize("text", ["请在11月30日前给出方案。", "请尽快给出方案。", "请在11月22日 18:00前给出方案。"])
def test_it_starts_no_clock_when_the_shopper_wrote_another_time(case, text):
    nudge_again(case, text=text)
    assert not Deadline.objects.filter(case=case, rule="ASKED").exists()
    assert again(case).next_kind == "wait_nudge"


def test_it_starts_none_with_the_first_nudge(case):
    sent(case, NOW, code="T5", text=letter_of_case(case, "T5b", now=NOW).text)
    assert not Deadline.objects.filter(case=case, rule="ASKED").exists()
