"""Any life of a case, in any order of acts: what must never be false never is."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from cases.domain.lifecycle import STOPS_CLOCK, IllegalMove
from cases.models import Case, CaseEvent, Contact, Deadline, Promise, User
from cases.selectors.snapshots import next_step_of
from cases.services.case_answer import case_no_reply, reply_accept, reply_decline, window_filed
from cases.services.case_open import case_open
from cases.services.case_state import case_close, case_correct, case_reopen, tier_move
from cases.services.contact_edit import EntryChange, contact_edit
from cases.services.contact_log import PromiseEntry, contact_log
from cases.services.contact_undo import contact_undo
from cases.services.deadline_sweep import deadlines_sweep
from cases.services.letter import letter_copied, letter_sent
from tests.case_acts import DAY, HOUR, again, entry, facts
from tests.factories import NOW, UserFactory

MOST_CASES = 3
REPLIES = st.sampled_from([value for value, _ in Contact.Reply.choices])
UP = {"merchant": "platform", "platform": "regulator"}


class CaseLife(RuleBasedStateMachine):
    """One shopper, a few cases, a clock that only goes forward."""

    @initialize()
    def begin(self) -> None:
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.now: datetime = NOW
        self.owner: User = UserFactory()
        self.seen: list[tuple[Any, ...]] = []
        self.broken: set[int] = set()
        self.open_one(signed=2)

    def teardown(self) -> None:
        if hasattr(self, "atomic"):
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    def a_case(self, pick: int) -> Case:
        cases = list(Case.objects.filter(owner=self.owner).order_by("pk"))
        return again(cases[pick % len(cases)])

    def a_contact(self, case: Case, pick: int) -> Contact | None:
        rows = list(Contact.objects.filter(case=case).order_by("-pk")[:3])
        return rows[pick % len(rows)] if rows else None

    def act(self, service: Callable[..., Any], **kwargs: Any) -> Any:
        """Do it; what the table forbids is refused and changes nothing."""
        self.now += HOUR / 60
        with suppress(IllegalMove), transaction.atomic():
            return service(now=self.now, **kwargs)

    # What a shopper does

    @rule(signed=st.integers(0, 12) | st.none())
    @precondition(lambda self: Case.objects.filter(owner=self.owner).count() < MOST_CASES)
    def open_one(self, signed: int | None) -> None:
        day = self.now - signed * DAY if signed is not None else None
        self.act(case_open, owner=self.owner, facts=facts(signed_at=day))

    @rule(pick=st.integers(0, 9), reply=REPLIES, ago=st.integers(0, 30), agent=st.sampled_from(["", "6789"]))
    def hear(self, pick: int, reply: str, ago: int, agent: str) -> None:
        case = self.a_case(pick)
        said = entry(self.now - ago * HOUR, tier=case.tier, reply=reply, agent_number=agent)
        self.act(contact_log, case=case, entry=said)

    @rule(pick=st.integers(0, 9), hours=st.integers(1, 72), replaces=st.booleans(), reply=REPLIES)
    def hear_a_promise(self, pick: int, hours: int, replaces: bool, reply: str) -> None:
        case = self.a_case(pick)
        made = entry(self.now, tier=case.tier, hours=hours, replaces=replaces, reply=reply)
        contact = self.act(contact_log, case=case, entry=made)
        if contact is not None and replaces:
            clocks = Deadline.objects.running().filter(case=case, rule="CLK01", tier=contact.tier)
            assert [row.promise.contact_id for row in clocks] == [contact.pk]

    @rule(pick=st.integers(0, 9))
    def hear_something_vague(self, pick: int) -> None:
        case = self.a_case(pick)
        vague = PromiseEntry(words="尽快", due_at=None)
        self.act(contact_log, case=case, entry=entry(self.now, tier=case.tier, reply="received", promise=vague))

    @rule(pick=st.integers(0, 9), code=st.sampled_from(["T1", "T3", "T5", "T7"]))
    def send(self, pick: int, code: str) -> None:
        case = self.a_case(pick)
        if case.is_open:
            self.act(letter_copied, case=case, code=code, text="您好")
            self.act(letter_sent, case=case, code=code, text="您好", channel="chat")

    @rule(pick=st.integers(0, 9), which=st.integers(0, 2))
    def take_back(self, pick: int, which: int) -> None:
        case = self.a_case(pick)
        if contact := self.a_contact(case, which):
            self.act(contact_undo, case=case, contact=contact)

    @rule(pick=st.integers(0, 9), which=st.integers(0, 2), reply=REPLIES, due=st.integers(-10, 60) | st.none())
    def edit(self, pick: int, which: int, reply: str, due: int | None) -> None:
        case = self.a_case(pick)
        contact = self.a_contact(case, which)
        if contact is None:
            return
        due_at = max(self.now + due * HOUR, contact.at + HOUR) if due is not None else None
        said = "" if contact.direction == "out" else reply
        change = EntryChange(
            agent_number="77", words="改过", reply=said, channel="chat", desk="", note="", due_at=due_at
        )
        self.act(contact_edit, case=case, contact=contact, change=change, version=contact.version)

    @rule(pick=st.integers(0, 9), service=st.sampled_from([case_no_reply, reply_accept, reply_decline]))
    def decide(self, pick: int, service: Callable[..., bool]) -> None:
        self.act(service, case=self.a_case(pick))

    @rule(pick=st.integers(0, 9))
    def go_up(self, pick: int) -> None:
        case = self.a_case(pick)
        if to := UP.get(case.tier):
            self.act(tier_move, case=case, to=to, due_at=self.now + 3 * DAY)

    @rule(pick=st.integers(0, 9), outcome=st.sampled_from(["full", "refused"]))
    def close(self, pick: int, outcome: str) -> None:
        self.act(case_close, case=self.a_case(pick), outcome=outcome)

    @rule(pick=st.integers(0, 9))
    def reopen(self, pick: int) -> None:
        self.act(case_reopen, case=self.a_case(pick))

    @rule(pick=st.integers(0, 9), signed=st.integers(0, 12) | st.none())
    def correct(self, pick: int, signed: int | None) -> None:
        case = self.a_case(pick)
        day = self.now - signed * DAY if signed is not None else None
        order = facts(signed_at=day).order
        self.act(case_correct, case=case, fields={"problem": "领口开线"}, order=order, version=case.version)

    @rule(pick=st.integers(0, 9))
    def file_a_window(self, pick: int) -> None:
        case = self.a_case(pick)
        row = Deadline.objects.filter(case=case, lane="mine").first()
        if row is not None:
            self.act(window_filed, case=case, deadline=row)

    @rule(hours=st.integers(1, 40))
    def let_time_pass(self, hours: int) -> None:
        self.now += hours * HOUR
        deadlines_sweep(now=self.now)

    # What is always true

    @invariant()
    def every_open_case_has_one_next_step_and_no_closed_one_has(self) -> None:
        for case in Case.objects.filter(owner=self.owner).select_related("order"):
            if not case.is_open:
                assert (case.next_kind, case.next_actor, case.next_at, case.next_deadline) == ("", "", None, None)
                assert not Deadline.objects.running().filter(case=case).exists()
                continue
            assert case.next_actor in ("me", "them")
            assert case.next_at is not None
            step = next_step_of(case, now=self.now)
            if case.next_actor == "them" and case.next_at > self.now:
                # Nothing has fallen due since it was stored, so it is what the engine says now.
                assert (case.next_kind, case.next_at) == (step.kind, step.next_at)

    @invariant()
    def events_only_grow(self) -> None:
        rows = list(CaseEvent.objects.order_by("pk").values_list("pk", "case_id", "kind", "at", "recorded_at", "tier"))
        assert rows[: len(self.seen)] == self.seen
        self.seen = rows

    @invariant()
    def file_numbers_have_no_gap(self) -> None:
        numbers = list(Case.objects.filter(owner=self.owner).order_by("file_no").values_list("file_no", flat=True))
        assert numbers == list(range(1, len(numbers) + 1))

    @invariant()
    def their_clocks_run_only_where_the_case_stands(self) -> None:
        for row in Deadline.objects.running().filter(lane="theirs").select_related("case", "promise__contact"):
            assert row.tier == row.case.tier
            if row.promise is not None:
                assert row.promise.state in ("running", "broken")
                assert row.promise.due_at == row.due_at
                assert row.promise.contact.voided_at is None

    @invariant()
    def what_counts_is_on_the_case(self) -> None:
        for case in Case.objects.filter(owner=self.owner):
            said = Contact.objects.filter(case=case, tier=case.tier, voided_at__isnull=True)
            assert case.contacted_at == max((one.at for one in said), default=None)
            answers = [one.at for one in said if one.reply in STOPS_CLOCK]
            assert case.replied_at == max(answers, default=None)

    @invariant()
    def a_broken_promise_stays_broken_unless_the_record_was_wrong(self) -> None:
        states = dict(Promise.objects.values_list("pk", "state"))
        corrected = set(Promise.objects.filter(corrected=True).values_list("pk", flat=True))
        for pk in self.broken - corrected:
            assert states[pk] in ("broken", "withdrawn")
        self.broken |= {pk for pk, state in states.items() if state == "broken"}


@pytest.mark.django_db
def test_it_stays_true_whatever_happens_in_whatever_order():
    checks = [HealthCheck.too_slow, HealthCheck.filter_too_much]
    run_state_machine_as_test(
        CaseLife,
        settings=settings(max_examples=12, stateful_step_count=25, deadline=None, suppress_health_check=checks),
    )
