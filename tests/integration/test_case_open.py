"""case_open: an order, a file number, the first event, the order's own windows; once for each form."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction

from cases.models import Case, CaseEvent, Deadline, Order, Submission, User
from cases.services import case_open as module
from cases.services.case_open import case_open
from tests.case_acts import DAY, facts, kinds, opened, running
from tests.factories import NOW, UserFactory
from tests.threads import at_once

pytestmark = pytest.mark.django_db


def test_it_opens_a_case_with_the_three_elements(alice):
    case = opened(alice, problem_detail="第二颗扣子旁", shop="示例店")
    assert (case.owner, case.file_label, case.tier, case.is_open) == (alice, "0001", "merchant", True)
    assert (case.problem_type, case.problem, case.problem_detail, case.demand) == (
        "defect",
        "袖口开线",
        "第二颗扣子旁",
        "exchange",
    )
    assert (case.order.owner, case.order.platform, case.order.item, case.order.shop) == (
        alice,
        "taobao",
        "衬衫",
        "示例店",
    )
    assert (case.opened_at, case.last_event_at, case.stale_at) == (NOW, NOW, NOW + 14 * DAY)
    assert len(case.ref) == 16


def test_it_says_at_once_what_to_do_next(alice):
    case = opened(alice)
    assert (case.next_kind, case.next_actor, case.next_at) == ("contact", "me", NOW)


def test_it_puts_the_opening_on_record_as_the_owners_act(alice):
    case = opened(alice)
    event = CaseEvent.objects.get(case=case)
    assert (event.kind, event.at, event.recorded_at, event.by_owner) == ("case_opened", NOW, NOW, True)


def test_it_leaves_nothing_behind_when_the_event_cannot_be_written(alice, monkeypatch):
    def broken(**kwargs):
        raise RuntimeError("no event")

    monkeypatch.setattr(module, "event_record", broken)
    with pytest.raises(RuntimeError):
        case_open(owner=alice, facts=facts(), now=NOW, key="k1")
    assert not any(model.objects.exists() for model in (Case, Order, Submission))
    assert User.objects.get(pk=alice.pk).last_file_no == 0


def test_it_opens_one_case_for_one_form_sent_twice(alice):
    first, second = (case_open(owner=alice, facts=facts(), now=NOW, key="k1") for _ in range(2))
    assert first.pk == second.pk
    assert Case.objects.count() == Order.objects.count() == 1
    assert kinds(first) == ["case_opened"]


def test_it_opens_two_cases_for_two_forms(alice):
    assert [opened(alice, key=key).file_no for key in ("k1", "k2")] == [1, 2]
    assert Order.objects.count() == 1


def test_it_never_takes_another_shoppers_key_for_this_ones(alice, charlie):
    assert opened(alice, key="k1").pk != opened(charlie, key="k1").pk


def test_it_numbers_files_per_shopper_without_gaps(alice, charlie):
    numbers = [opened(owner).file_no for owner in (alice, alice, charlie, alice)]
    assert numbers == [1, 2, 1, 3]


def test_it_leaves_no_gap_after_a_failure(alice):
    opened(alice)
    with pytest.raises(RuntimeError), transaction.atomic():
        case_open(owner=alice, facts=facts(), now=NOW)
        raise RuntimeError
    assert opened(alice).file_no == 2


@pytest.mark.django_db(transaction=True)
def test_it_opens_one_case_for_one_form_sent_eight_times_at_once():
    alice = UserFactory(email="alice@example.com")
    refs = at_once(lambda: case_open(owner=alice, facts=facts(), now=NOW, key="k1").ref)
    assert len(refs) == 8
    assert set(refs) == {Case.objects.get().ref}
    assert CaseEvent.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_it_numbers_eight_forms_at_once_without_gap_or_double():
    alice = UserFactory(email="alice@example.com")
    numbers = at_once(lambda: case_open(owner=alice, facts=facts(number=""), now=NOW).file_no)
    assert sorted(numbers) == list(range(1, 9))


def test_it_starts_the_no_reason_return_from_the_day_of_signing(alice):
    case = opened(alice, signed_at=NOW - 2 * DAY)
    window = Deadline.objects.get(case=case)
    assert (window.lane, window.rule, window.trigger_at) == ("mine", "CLK02", NOW - 2 * DAY)
    assert window.due_at - window.trigger_at > 7 * DAY - timedelta(hours=16)
    assert case.next_deadline == window


def test_it_starts_no_window_from_a_date_nobody_knows(alice):
    assert running(opened(alice)) == []
