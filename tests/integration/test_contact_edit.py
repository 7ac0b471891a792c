"""contact_edit: an entry completed or corrected; what it said before stays in an event."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from cases.models import Case, CaseEvent, Contact, Mail
from cases.services import contact_edit as module
from cases.services.case_state import case_close, tier_move
from cases.services.contact_edit import EntryChange, contact_edit
from cases.services.contact_log import PromiseEntry
from cases.services.contact_undo import contact_undo
from cases.services.deadline_sweep import deadlines_sweep
from tests.case_acts import DAY, HOUR, again, clock_of, heard, kinds, opened, promise_of, running, sent
from tests.factories import NOW, UserFactory
from tests.threads import at_once

pytestmark = pytest.mark.django_db
LATER = NOW + HOUR


@pytest.fixture
def case(alice) -> Case:
    return opened(alice, now=NOW - DAY)


def as_it_is(contact: Contact) -> EntryChange:
    return EntryChange(
        agent_number=contact.agent.number if contact.agent else "",
        words=contact.words,
        reply=contact.reply,
        channel=contact.channel,
        desk=contact.desk,
        note=contact.note,
    )


def edit(case: Case, contact: Contact, now: datetime = LATER, version: int | None = None, **changes: object) -> bool:
    contact = Contact.objects.select_related("agent").get(pk=contact.pk)
    change = replace(as_it_is(contact), **changes)
    version = contact.version if version is None else version
    return contact_edit(case=again(case), contact=contact, change=change, version=version, now=now)


def last_change(case: Case) -> dict[str, str]:
    return CaseEvent.objects.filter(case=case, kind="contact_edited").latest("pk").data["old"]


def vague(case: Case) -> Contact:
    return heard(case, words="尽快", reply="received", promise=PromiseEntry(words="尽快", due_at=None))


def test_it_adds_what_was_missing_and_keeps_what_was_there(case):
    contact = heard(case, words="核实一下", note="第一版")
    assert edit(case, contact, agent_number="6789", note="第二版") is True
    contact.refresh_from_db()
    assert (contact.agent.number, contact.note, contact.words) == ("6789", "第二版", "核实一下")
    assert last_change(case) == {"agent": "", "note": "第一版"}


def test_it_tells_the_promise_whose_it_is(case):
    contact = heard(case, hours=24)
    edit(case, contact, agent_number="6789")
    assert promise_of(contact).agent.number == "6789"


def test_it_records_nothing_when_nothing_changed(case):
    contact = heard(case, hours=24)
    assert edit(case, contact) is True
    assert kinds(case) == ["case_opened", "contact_logged"]


def test_it_refuses_to_save_over_somebody_elses_change(case):
    contact = heard(case)
    assert edit(case, contact, note="甲", version=1) is True
    assert edit(case, contact, note="乙", version=1) is False
    contact.refresh_from_db()
    assert (contact.note, contact.version) == ("甲", 2)


@pytest.mark.django_db(transaction=True)
def test_it_lets_one_of_eight_changes_at_once_win():
    case = opened(UserFactory(email="alice@example.com"), now=NOW - DAY)
    contact = heard(case)
    done = at_once(lambda: edit(case, contact, note="一样的版本", version=1))
    assert sorted(done) == [False] * 7 + [True]
    assert kinds(case).count("contact_edited") == 1


def test_it_leaves_nothing_behind_when_the_event_cannot_be_written(case, monkeypatch):
    def broken(**kwargs):
        raise RuntimeError("no event")

    contact = heard(case)
    monkeypatch.setattr(module, "event_record", broken)
    with pytest.raises(RuntimeError):
        edit(case, contact, note="新")
    contact.refresh_from_db()
    assert (contact.note, contact.version) == ("", 1)


def test_it_never_changes_the_text_that_was_sent(case):
    contact = sent(case, text="您好，原文。")
    edit(case, contact, words="改过的原文", note="另记")
    contact.refresh_from_db()
    assert (contact.words, contact.note) == ("您好，原文。", "另记")
    assert last_change(case) == {"note": ""}


def test_it_quotes_the_words_as_corrected(case):
    contact = heard(case, hours=24)
    edit(case, contact, words="亲，24小时内一定回复您")
    assert promise_of(contact).words == "亲，24小时内一定回复您"


def test_it_corrects_the_words_of_both_promises_of_one_sentence(case):
    said = "今天核实，24小时内答复"
    first, second = (PromiseEntry(words=said, due_at=NOW + hours * HOUR) for hours in (24, 8))
    contact = heard(case, words=said, reply="received", promise=first, also=(second,))
    edit(case, contact, words="今天先核实，24小时内答复您")
    assert set(contact.promises.values_list("words", flat=True)) == {"今天先核实，24小时内答复您"}


def test_it_keeps_the_promises_own_words_when_the_entry_has_none(case):
    promise = PromiseEntry(words="24小时内", due_at=NOW + DAY, reading={"kind": "hours"})
    contact = heard(case, words="", reply="received", promise=promise)
    edit(case, contact, note="一键记下的")
    assert promise_of(contact).words == "24小时内"


def test_it_moves_the_deadline_and_keeps_the_first_reading(case):
    contact = heard(case, hours=24)
    edit(case, contact, due_at=NOW + 3 * DAY)
    promise, clock = promise_of(contact), clock_of(contact)
    assert (promise.due_at, promise.corrected, promise.reading["kind"]) == (NOW + 3 * DAY, True, "hours")
    assert (clock.due_at, clock.state, clock.trigger_at) == (NOW + 3 * DAY, "running", NOW)
    assert clock.act_at == NOW + 2 * DAY
    assert last_change(case) == {"due": (NOW + DAY).isoformat()}
    assert again(case).next_at == NOW + 3 * DAY


def test_it_warns_anew_of_a_moved_deadline(case):
    contact = heard(case, hours=24)
    deadlines_sweep(now=NOW + 22 * HOUR)
    edit(case, contact, now=NOW + 22 * HOUR, due_at=NOW + 30 * HOUR)
    deadlines_sweep(now=NOW + 28 * HOUR)
    mails = Mail.objects.filter(deadline=clock_of(contact)).order_by("due_at")
    assert [(mail.stage, mail.due_at) for mail in mails] == [("soon", NOW + DAY), ("soon", NOW + 30 * HOUR)]


def test_it_unbreaks_a_promise_whose_moment_was_misread(case):
    contact = heard(case, NOW - 3 * HOUR, hours=1)
    deadlines_sweep(now=NOW)
    edit(case, contact, due_at=NOW + DAY)
    assert (promise_of(contact).state, clock_of(contact).state) == ("running", "running")
    assert again(case).next_kind == "wait"


def test_it_leaves_a_promise_broken_that_is_still_overdue(case):
    contact = heard(case, NOW - 5 * HOUR, hours=1)
    deadlines_sweep(now=NOW)
    edit(case, contact, due_at=NOW - HOUR)
    assert promise_of(contact).state == "broken"


def test_it_starts_the_clock_of_a_vague_promise_once_it_has_a_date(case):
    contact = vague(case)
    assert running(case) == []
    edit(case, contact, due_at=NOW + DAY)
    promise, clock = promise_of(contact), clock_of(contact)
    assert (promise.state, promise.due_at, promise.corrected) == ("running", NOW + DAY, True)
    assert (clock.rule, clock.lane, clock.trigger_at, clock.due_at) == ("CLK01", "theirs", NOW, NOW + DAY)
    assert clock.act_at is not None
    assert last_change(case) == {"due": ""}
    assert (again(case).next_kind, again(case).next_deadline) == ("wait", clock)


def test_it_ends_the_silence_clock_when_a_vague_promise_gets_its_date(case):
    sent(case, NOW - HOUR)
    contact = vague(case)
    edit(case, contact, due_at=NOW + DAY)
    assert running(case) == ["CLK01"]


def test_it_joins_what_runs_when_a_vague_promise_gets_its_date(case):
    contact = vague(case)
    heard(case, NOW + HOUR, hours=48)
    edit(case, contact, now=NOW + 2 * HOUR, due_at=NOW + DAY)
    assert running(case) == ["CLK01", "CLK01"]


def test_it_moves_the_clock_of_a_once_vague_promise_the_second_time(case):
    contact = vague(case)
    edit(case, contact, due_at=NOW + DAY)
    edit(case, contact, due_at=NOW + 2 * DAY)
    assert (clock_of(contact).due_at, running(case)) == (NOW + 2 * DAY, ["CLK01"])


def test_it_starts_no_clock_in_a_tier_the_case_has_left(case):
    contact = vague(case)
    tier_move(case=again(case), to="platform", now=LATER)
    edit(case, contact, now=LATER + HOUR, due_at=NOW + 2 * DAY)
    assert running(case, lane="theirs") == []
    assert promise_of(contact).due_at == NOW + 2 * DAY


def test_it_stops_the_clock_when_the_entry_turns_out_to_be_an_answer(case):
    old = heard(case, NOW - HOUR, hours=24)
    answer = heard(case, reply="received")
    edit(case, answer, reply="refused")
    assert (clock_of(old).state, promise_of(old).state) == ("met", "kept")
    assert (again(case).refused_at, again(case).next_kind) == (NOW, "step_up")
    assert last_change(case) == {"reply": "received"}


def test_it_lets_the_clock_run_on_when_it_was_no_answer_after_all(case):
    old = heard(case, NOW - HOUR, hours=24)
    answer = heard(case, reply="agreed")
    edit(case, answer, reply="auto")
    assert (clock_of(old).state, promise_of(old).state) == ("running", "running")
    assert (again(case).agreed_at, again(case).next_kind) == (None, "wait")


def test_it_keeps_the_replaced_promise_when_it_was_an_answer_in_time(case):
    old = heard(case, NOW - HOUR, hours=24)
    new = heard(case, reply="received", hours=48)
    assert promise_of(old).state == "replaced"
    edit(case, new, reply="agreed")
    assert (promise_of(old).state, promise_of(old).replaced_by, clock_of(old).state) == ("kept", None, "met")
    assert running(case) == ["CLK01"]


def test_it_leaves_the_replaced_promise_replaced_when_only_the_reply_changes(case):
    old = heard(case, NOW - HOUR, hours=24)
    new = heard(case, reply="agreed", hours=48)
    edit(case, new, reply="received")
    assert promise_of(old).state == "replaced"
    assert running(case) == ["CLK01"]


def test_it_can_still_be_taken_back_with_all_it_stopped(case):
    old = heard(case, NOW - HOUR, hours=24)
    answer = heard(case, reply="received")
    edit(case, answer, reply="refused")
    contact_undo(case=again(case), contact=Contact.objects.get(pk=answer.pk), now=LATER + HOUR)
    assert clock_of(old).state == "running"


def test_it_changes_nothing_that_was_taken_back(case):
    old = heard(case, NOW - HOUR, hours=24)
    gone = heard(case, reply="received")
    contact_undo(case=again(case), contact=Contact.objects.get(pk=gone.pk), now=NOW)
    assert edit(case, gone, reply="refused") is False
    assert clock_of(old).state == "running"


def test_it_changes_nothing_in_a_closed_case(case):
    contact = vague(case)
    case_close(case=again(case), outcome="full", now=NOW)
    assert edit(case, contact, due_at=NOW + DAY) is False
    assert running(case) == []


def promised(case: Case, at: datetime = NOW, **fields: object) -> Contact:
    said = "同意退款，24小时内到账"
    promise = PromiseEntry(words=said, due_at=at + DAY, replaces=True)
    return heard(case, at, **({"reply": "agreed", "words": said, "promise": promise} | fields))


def test_it_has_a_refusal_take_back_what_was_agreed_to_before(case):
    old = promised(case, NOW - HOUR)
    new = promised(case)
    assert promise_of(old).state == "replaced"
    edit(case, new, reply="refused", words="不能退")
    assert (promise_of(new).state, promise_of(old).state, clock_of(old).state) == ("withdrawn", "broken", "met")
    assert promise_of(new).words == "同意退款，24小时内到账"
    assert running(case, lane="theirs") == []
    assert again(case).next_kind == "step_up"


def test_it_lets_what_was_agreed_to_run_on_when_it_was_no_refusal(case):
    old = promised(case, NOW - 2 * HOUR)
    asked = heard(case, NOW - HOUR, hours=24, replaces=False)
    answer = heard(case, reply="agreed", words="同意")
    for reply, expected in (("refused", "broken"), ("agreed", "running")):
        edit(case, answer, reply=reply)
        assert (promise_of(old).state, promise_of(asked).state) == (expected, "kept")
    assert running(case, lane="theirs") == ["CLK01"]


def test_it_lets_run_on_what_a_promise_never_made_had_replaced(case):
    old = heard(case, NOW - HOUR, hours=24)
    new = heard(case, hours=48)
    edit(case, new, dropped=frozenset({0}))
    assert (promise_of(new).state, promise_of(old).state, clock_of(old).state) == ("withdrawn", "running", "running")
    contact_undo(case=again(case), contact=Contact.objects.get(pk=new.pk), now=LATER + HOUR)
    assert (promise_of(new).state, clock_of(old).state) == ("withdrawn", "running")


def test_it_withdraws_one_of_two_promises(case):
    said = "今天核实，24小时内答复"
    first, second = (PromiseEntry(words=said, due_at=NOW + hours * HOUR) for hours in (24, 8))
    contact = heard(case, words=said, reply="received", promise=first, also=(second,))
    edit(case, contact, dropped=frozenset({1}))
    assert list(contact.promises.order_by("pk").values_list("state", flat=True)) == ["running", "withdrawn"]
    assert last_change(case) == {"also_due": (NOW + 8 * HOUR).isoformat()}


def test_it_starts_the_clock_of_a_vague_promise_that_was_withdrawn(case):
    contact = vague(case)
    edit(case, contact, reply="refused")
    assert promise_of(contact).state == "withdrawn"
    edit(case, contact, reply="received", due_at=NOW + DAY)
    assert (promise_of(contact).state, clock_of(contact).due_at) == ("running", NOW + DAY)
