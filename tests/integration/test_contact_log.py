"""contact_log: one exchange with its agent, its promise, its clock and its event, in one transaction."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cases.domain.lifecycle import IllegalMove
from cases.models import Agent, Case, CaseEvent, Contact, Deadline, Promise
from cases.selectors.dossier_facts import dossier_facts
from cases.selectors.promises import promise_state
from cases.services import contact_log as module
from cases.services.case_state import case_close
from cases.services.contact_log import PromiseEntry, contact_log
from cases.services.contact_undo import contact_undo
from cases.services.deadline_sweep import deadlines_sweep
from tests.case_acts import DAY, HOUR, again, clock_of, entry, heard, kinds, opened, promise_of, running, sent
from tests.factories import NOW, UserFactory
from tests.threads import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(alice) -> Case:
    return opened(alice, now=NOW - DAY)


def test_it_keeps_what_was_said_by_whom_and_when(case):
    contact = heard(case, words="亲，我们核实一下", agent_number=" 6789 ", channel="phone", desk="after", note="语气好")
    assert (contact.case, contact.at, contact.created_at, contact.tier) == (case, NOW, NOW, "merchant")
    assert (contact.words, contact.channel, contact.desk, contact.note) == (
        "亲，我们核实一下",
        "phone",
        "after",
        "语气好",
    )
    assert (contact.agent.number, contact.agent.platform, contact.agent.owner) == ("6789", "taobao", case.owner)


def test_it_meets_the_same_agent_again(case):
    heard(case, agent_number="6789")
    heard(case, agent_number="6789")
    assert Agent.objects.count() == 1


def test_it_keeps_the_agents_of_two_shoppers_apart(case, charlie):
    heard(case, agent_number="6789")
    heard(opened(charlie), agent_number="6789")
    assert {agent.owner for agent in Agent.objects.all()} == {case.owner, charlie}


def test_it_needs_no_agent_and_no_promise(case):
    contact = heard(case)
    assert contact.agent is None
    assert not Promise.objects.exists()
    assert not Deadline.objects.exists()


def test_it_puts_the_contact_on_record_at_the_moment_it_happened(case):
    contact = heard(case, NOW - 3 * HOUR, now=NOW, hours=24)
    event = CaseEvent.objects.get(contact=contact)
    promise = promise_of(contact)
    assert (event.kind, event.at, event.recorded_at) == ("contact_logged", NOW - 3 * HOUR, NOW)
    assert event.data == {
        "promise": promise.pk,
        "words": "24小时内给您回复",
        "due": promise.due_at.isoformat(),
        "kind": "hours",
    }
    assert again(case).last_event_at == NOW


def test_it_starts_the_promises_clock(case):
    contact = heard(case, NOW - HOUR, now=NOW, hours=24, agent_number="6789")
    promise, clock = promise_of(contact), clock_of(contact)
    assert (promise.words, promise.heard_at, promise.due_at) == ("24小时内给您回复", NOW - HOUR, NOW + 23 * HOUR)
    assert (promise.state, promise.agent.number, promise.reading["kind"]) == ("running", "6789", "hours")
    assert (clock.rule, clock.lane, clock.tier, clock.state) == ("CLK01", "theirs", "merchant", "running")
    assert (clock.trigger_at, clock.due_at, clock.working) == (NOW - HOUR, NOW + 23 * HOUR, ["…"])
    assert (clock.stage, clock.act_at) == ("soon", NOW + 21 * HOUR)


def test_it_waits_for_them_after_a_promise(case):
    heard(case, hours=24)
    case = again(case)
    assert (case.next_kind, case.next_actor, case.next_at) == ("wait", "them", NOW + DAY)
    assert case.next_deadline.rule == "CLK01"
    assert case.contacted_at == NOW


def test_it_keeps_a_vague_promise_without_a_clock(case):
    contact = heard(case, words="尽快", reply="received", promise=PromiseEntry(words="尽快", due_at=None))
    assert (promise_of(contact).state, promise_of(contact).due_at) == ("vague", None)
    assert running(case) == []
    assert again(case).next_kind == "ask_time"


def test_it_leaves_nothing_behind_when_the_clock_cannot_start(case, monkeypatch):
    def broken(**kwargs):
        raise RuntimeError("no clock")

    monkeypatch.setattr(module, "promise_clock_start", broken)
    with pytest.raises(RuntimeError):
        heard(case, hours=24, key="k1")
    assert not any(model.objects.exists() for model in (Contact, Promise, Deadline))
    assert kinds(case) == ["case_opened"]
    assert again(case).next_kind == "contact"


@pytest.mark.parametrize("reply", ["", "auto", "received"])
def test_it_lets_the_clock_run_on_for_what_is_no_answer(case, reply):
    heard(case, NOW - HOUR, hours=24)
    heard(case, reply=reply)
    assert running(case) == ["CLK01"]
    assert Promise.objects.get().state == "running"


@pytest.mark.parametrize("reply", ["substantive", "agreed", "partly_agreed", "refused"])
def test_it_stops_the_clock_for_a_real_answer(case, reply):
    first = heard(case, NOW - HOUR, hours=24)
    heard(case, reply=reply)
    clock, promise = clock_of(first), promise_of(first)
    assert (clock.state, clock.act_at, clock.ended_at) == ("met", None, NOW)
    assert (promise.state, promise.settled_at) == ("kept", NOW)
    assert again(case).replied_at == NOW


@pytest.mark.parametrize(
    ("reply", "kind", "mark"),
    [
        ("substantive", "review_reply", "replied_at"),
        ("partly_agreed", "review_part", "replied_at"),
        ("agreed", "ask_agreed", "agreed_at"),
        ("refused", "step_up", "refused_at"),
    ],
)
def test_it_knows_the_next_step_after_each_answer(case, reply, kind, mark):
    heard(case, reply=reply)
    case = again(case)
    assert (case.next_kind, case.next_actor) == (kind, "me")
    assert getattr(case, mark) == NOW


def test_it_calls_a_promise_broken_when_the_answer_came_late(case):
    first = heard(case, NOW - 3 * HOUR, hours=2)
    heard(case, reply="agreed")
    assert (clock_of(first).state, promise_of(first).state) == ("met", "broken")


def test_it_does_not_let_an_earlier_answer_stop_a_later_promise(case):
    heard(case, hours=24)
    heard(case, NOW - HOUR, now=NOW, reply="refused")
    assert running(case) == ["CLK01"]


def test_it_starts_the_clock_of_a_promise_made_with_the_answer(case):
    heard(case, reply="agreed", hours=48)
    assert running(case) == ["CLK01"]
    assert again(case).next_kind == "wait_agreed"


def test_it_lets_an_answer_of_one_tier_leave_the_others_clock_alone(case):
    heard(case, NOW - HOUR, hours=24)
    heard(case, tier="platform", reply="refused")
    assert running(case) == ["CLK01"]


def test_it_replaces_the_running_promise(case):
    old = heard(case, NOW - HOUR, hours=24)
    new = heard(case, hours=48)
    assert (promise_of(old).state, promise_of(old).replaced_by) == ("replaced", promise_of(new))
    assert clock_of(old).state == "cancelled"
    assert running(case) == ["CLK01"]
    assert again(case).next_deadline == clock_of(new)


@pytest.mark.parametrize("replaces", [True, False])
def test_it_keeps_the_old_promise_by_an_answer_in_time_that_promises_more(case, replaces):
    old = heard(case, NOW - HOUR, hours=24)
    new = heard(case, hours=48, reply="agreed", replaces=replaces)
    assert (promise_of(old).state, promise_of(old).replaced_by) == ("kept", None)
    assert (promise_of(old).settled_at, clock_of(old).state) == (NOW, "met")
    assert (promise_of(new).state, clock_of(new).state) == ("running", "running")
    assert again(case).next_deadline == clock_of(new)


def test_it_breaks_the_old_promise_by_a_late_answer_that_promises_more(case):
    old = heard(case, NOW - 3 * HOUR, hours=1)
    heard(case, hours=48, reply="agreed")
    assert (promise_of(old).state, clock_of(old).state) == ("broken", "met")


def test_it_joins_the_running_promise_when_asked(case):
    old = heard(case, NOW - HOUR, hours=24)
    heard(case, hours=48, replaces=False)
    assert running(case) == ["CLK01", "CLK01"]
    assert promise_of(old).state == "running"
    assert again(case).next_deadline == clock_of(old)


def test_it_keeps_a_broken_promise_broken_in_the_ledger(case):
    old = heard(case, NOW - 3 * HOUR, hours=1)
    deadlines_sweep(now=NOW)
    new = heard(case, hours=24)
    assert (promise_of(old).state, promise_of(old).replaced_by) == ("broken", promise_of(new))
    assert clock_of(old).state == "cancelled"
    assert "lapsed" in kinds(case)


def test_it_calls_a_promise_kept_when_an_answer_in_time_is_noted_after_the_sweep(case):
    promised = heard(case, NOW - 3 * HOUR, hours=2)
    deadlines_sweep(now=NOW)
    assert promise_of(promised).state == "broken"
    answer = heard(case, NOW - 2 * HOUR, now=NOW, reply="substantive")
    promise = promise_of(promised)
    assert (promise.state, promise.settled_at, clock_of(promised).state) == ("kept", answer.at, "met")
    assert kinds(case)[-1] == "promise_found_kept"


def test_it_tells_a_mediator_of_no_lapse_that_never_was(case):
    promised = heard(case, NOW - 3 * HOUR, hours=2)
    deadlines_sweep(now=NOW)
    assert [mark.kind for mark in dossier_facts(again(case), now=NOW).marks] == ["lapsed"]
    heard(case, NOW - 2 * HOUR, now=NOW, reply="substantive")
    facts = dossier_facts(again(case), now=NOW)
    assert promise_of(promised).state == "kept"
    assert [mark.kind for mark in facts.marks] == []


def test_it_leaves_it_broken_when_the_answer_noted_after_the_sweep_was_late(case):
    promised = heard(case, NOW - 3 * HOUR, hours=1)
    deadlines_sweep(now=NOW)
    heard(case, NOW - HOUR, now=NOW, reply="substantive")
    assert (promise_of(promised).state, clock_of(promised).state) == ("broken", "met")
    assert "promise_found_kept" not in kinds(case)


def test_it_calls_it_broken_again_when_that_answer_is_undone(case):
    promised = heard(case, NOW - 3 * HOUR, hours=2)
    deadlines_sweep(now=NOW)
    answer = heard(case, NOW - 2 * HOUR, now=NOW, reply="substantive")
    contact_undo(case=again(case), contact=answer, now=NOW)
    assert promise_state(promise_of(promised), NOW) == "broken"
    assert clock_of(promised).is_live


def test_it_calls_the_old_promise_broken_even_before_the_sweep_has_seen_it(case):
    old = heard(case, NOW - 3 * HOUR, hours=1)
    heard(case, hours=24)
    assert promise_of(old).state == "broken"


def test_it_ends_the_silence_clock_when_a_promise_comes(case):
    sent(case, NOW - HOUR)
    assert running(case) == ["CLK15"]
    heard(case, hours=24)
    assert running(case) == ["CLK01"]


def test_it_makes_one_contact_of_one_form_sent_twice(case):
    first, second = (heard(case, hours=24, key="k1") for _ in range(2))
    assert first == second
    assert Contact.objects.count() == Promise.objects.count() == Deadline.objects.count() == 1
    assert kinds(case) == ["case_opened", "contact_logged"]


@pytest.mark.django_db(transaction=True)
def test_it_makes_one_contact_of_one_form_sent_eight_times_at_once():
    case = opened(UserFactory(email="alice@example.com"), now=NOW - DAY)
    made = at_once(lambda: contact_log(case=again(case), entry=entry(hours=24), now=NOW, key="k1").pk)
    assert len(made) == 8
    assert set(made) == {Contact.objects.get().pk}
    assert running(case) == ["CLK01"]


@pytest.mark.django_db(transaction=True)
def test_it_leaves_one_clock_when_eight_promises_replace_each_other_at_once():
    case = opened(UserFactory(email="alice@example.com"), now=NOW - DAY)
    at_once(lambda: contact_log(case=again(case), entry=entry(hours=24), now=NOW))
    assert Contact.objects.count() == 8
    assert running(case) == ["CLK01"]
    assert Promise.objects.filter(state="replaced").count() == 7


def test_it_takes_no_entry_into_a_closed_case(case):
    case_close(case=case, outcome="full", now=NOW)
    with pytest.raises(IllegalMove):
        heard(case, NOW + HOUR, hours=24)
    assert kinds(case) == ["case_opened", "case_closed"]


def test_it_moves_the_question_of_silence_with_every_entry(case):
    heard(case, NOW + timedelta(days=3))
    assert again(case).stale_at == NOW + 17 * DAY


def test_it_watches_both_when_nobody_chose(case):
    """Ending the wait for a promise is the shopper's choice, never what happens by itself."""
    old = heard(case, NOW - HOUR, hours=24)
    promise = PromiseEntry(words="48小时内", due_at=NOW + 2 * DAY)
    heard(case, promise=promise)
    assert running(case) == ["CLK01", "CLK01"]
    assert promise_of(old).state == "running"


def test_it_never_replaces_a_promise_with_one_heard_before_it(case):
    new = heard(case, hours=24)
    heard(case, NOW - 5 * HOUR, now=NOW + HOUR, hours=48, replaces=True)
    assert promise_of(new).state == "running"
    assert running(case) == ["CLK01", "CLK01"]


def test_it_awaits_nothing_more_of_a_lapsed_promise_when_a_new_one_comes(case):
    old = heard(case, NOW - 3 * HOUR, hours=1)
    deadlines_sweep(now=NOW)
    new = heard(case, hours=24, replaces=False)
    assert (promise_of(old).state, promise_of(old).replaced_by) == ("broken", promise_of(new))
    assert running(case) == ["CLK01"]


def two_at_once(case, **fields):
    later = PromiseEntry(words="今晚发货，后天前到", due_at=NOW + 2 * DAY, **fields)
    first = PromiseEntry(words="今晚发货，后天前到", due_at=NOW + HOUR)
    return heard(case, promise=later, also=(first,))


def test_it_watches_two_promises_of_one_sentence(case):
    contact = two_at_once(case)
    rows = Deadline.objects.running().filter(case=case, promise__contact=contact).order_by("due_at")
    assert [(row.rule, row.due_at) for row in rows] == [("CLK01", NOW + HOUR), ("CLK01", NOW + 2 * DAY)]
    data = CaseEvent.objects.get(contact=contact).data
    assert data["due"] == (NOW + 2 * DAY).isoformat()
    assert data["also_due"] == [(NOW + HOUR).isoformat()]
    assert again(case).next_at == NOW + HOUR


def test_it_replaces_the_earlier_one_with_both(case):
    old = heard(case, NOW - HOUR, hours=24)
    two_at_once(case, replaces=True)
    assert promise_of(old).state == "replaced"
    assert running(case) == ["CLK01", "CLK01"]


def test_it_takes_both_back_together(case):
    contact = two_at_once(case)
    assert contact_undo(case=again(case), contact=contact, now=NOW + HOUR / 2)
    assert running(case) == []
    assert set(Promise.objects.values_list("state", flat=True)) == {"withdrawn"}
