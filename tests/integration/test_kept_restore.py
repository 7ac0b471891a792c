"""Ledgers from before an answer was told apart from what was agreed to: the nightly walk puts them right."""

from __future__ import annotations

import pytest

from cases.models import Case, Contact, Deadline, Promise
from cases.selectors.dossier_facts import dossier_facts
from cases.services.case_state import case_close, tier_move
from cases.services.contact_log import PromiseEntry
from cases.services.deadline_sweep import deadlines_sweep
from cases.services.filing import FilingEntry, filing_file
from cases.services.filing_result import ResultEntry, filing_result_note
from cases.services.kept_restore import kept_restore
from cases.services.night_check import night_check
from tests.case_acts import DAY, HOUR, again, heard, opened
from tests.factories import NOW

pytestmark = pytest.mark.django_db
AGREED_AT = NOW - 3 * DAY
DUE = AGREED_AT + DAY


@pytest.fixture
def case(alice) -> Case:
    return opened(alice, now=NOW - 5 * DAY, demand="refund")


def agreed(case: Case, words: str = "24小时内退款", reply: str = "agreed", due=DUE) -> Contact:
    entry = PromiseEntry(words=words, due_at=due, reading={"kind": "hours"})
    return heard(case, AGREED_AT, reply=reply, words=words, promise=entry)


def stalled(case: Case, at=AGREED_AT + 2 * HOUR) -> None:
    """请再等等, as it was kept then: the answer had met the clock and kept the promise."""
    answer = heard(case, at, reply="substantive", words="请再等等")
    Promise.objects.filter(case=case).update(state="kept", settled_at=at)
    Deadline.objects.filter(case=case, rule="CLK01").update(state="met", act_at=None, ended_at=answer.created_at)


def kept(case: Case) -> tuple[str, str]:
    row = Promise.objects.select_related("deadline").get(case=case)
    return row.state, row.deadline.state


def restored() -> int:
    return kept_restore(case_ids=list(Case.objects.values_list("pk", flat=True)), now=NOW)


def test_it_awaits_again_what_only_a_stalling_answer_had_kept(case):
    agreed(case, due=NOW + DAY)
    stalled(case)
    assert restored() == 1
    assert kept(case) == ("running", "running")
    assert again(case).next_kind == "wait_agreed"
    assert restored() == 0


def test_it_is_broken_once_its_time_has_passed(case):
    agreed(case)
    stalled(case)
    night_check(now=NOW)
    deadlines_sweep(now=NOW)
    assert kept(case) == ("broken", "running")
    assert [one.state for one in dossier_facts(again(case), now=NOW).promises] == ["broken"]
    assert again(case).next_kind == "nudge"


def test_it_is_broken_by_the_refusal_that_came_after(case):
    agreed(case, due=NOW + DAY)
    stalled(case)
    refused = heard(case, NOW - HOUR, reply="refused", words="不退")
    restored()
    assert kept(case) == ("broken", "met")
    assert Promise.objects.get(case=case).settled_at == refused.at


@pytest.mark.parametrize(("hours", "state"), [(20, "kept"), (40, "broken")])
def test_it_is_judged_by_the_money_that_came_after(case, hours, state):
    agreed(case)
    stalled(case)
    filing = filing_file(case=again(case), entry=FilingEntry(tier="merchant", moves=False), now=NOW - 4 * DAY)
    came = ResultEntry(kind="paid", at=AGREED_AT + hours * HOUR)
    filing_result_note(case=again(case), filing=filing, entry=came, now=NOW - HOUR)
    restored()
    assert kept(case) == (state, "met")


@pytest.mark.parametrize(("due", "state"), [(DUE, "broken"), (NOW + DAY, "running")])
def test_it_is_watched_no_more_where_the_case_has_gone_up(case, due, state):
    agreed(case, due=due)
    stalled(case)
    tier_move(case=again(case), to="platform", now=NOW - DAY)
    restored()
    assert kept(case) == (state, "cancelled")


@pytest.mark.parametrize(("outcome", "state"), [("full", "broken"), ("refused", "broken")])
def test_it_is_put_right_in_a_closed_case_too(case, outcome, state):
    """Closed as solved it came, two days late."""
    agreed(case)
    stalled(case)
    case_close(case=again(case), outcome=outcome, now=NOW)
    restored()
    assert kept(case)[0] == state
    assert again(case).closed_at == NOW


def test_it_leaves_what_an_answer_or_the_goods_had_kept(case, alice):
    heard(case, AGREED_AT, hours=24)
    heard(case, AGREED_AT + HOUR, reply="substantive", words="查到了")
    other = opened(alice, now=NOW - 5 * DAY, number="")
    agreed(other)
    case_close(case=again(other), outcome="full", now=AGREED_AT + HOUR)
    assert kept(case) == kept(other) == ("kept", "met")
    assert restored() == 0
    assert kept(case) == kept(other) == ("kept", "met")
