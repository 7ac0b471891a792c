"""case_refresh_next: the stored next step is what the engine says, in few queries, and closed cases have none."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from cases.models import Case
from cases.selectors.snapshots import next_step_of
from cases.services.next_step import case_refresh_next
from tests.case_acts import DAY, HOUR, again, heard, opened
from tests.factories import NOW, CaseFactory

pytestmark = pytest.mark.django_db


def refresh(*cases: Case, now=NOW) -> None:
    case_refresh_next(case_ids=[case.pk for case in cases], now=now)


def test_it_stores_what_the_engine_says(alice):
    case = opened(alice, now=NOW - DAY)
    heard(case, NOW - 3 * HOUR, hours=1)
    refresh(case)
    case = again(case)
    step = next_step_of(case, now=NOW)
    assert (case.next_kind, case.next_actor, case.next_at) == (step.kind, step.actor, step.next_at)
    assert case.next_deadline_id == step.clock.deadline_id
    assert case.next_kind == "nudge"


def test_it_follows_the_clock_without_any_act(alice):
    case = opened(alice, now=NOW - DAY)
    heard(case, NOW - HOUR, hours=2)
    kinds = []
    for hours in (0, 2):
        refresh(case, now=NOW + hours * HOUR)
        kinds.append((again(case).next_kind, again(case).next_actor))
    assert kinds == [("wait", "them"), ("nudge", "me")]


def test_it_leaves_closed_cases_alone(alice):
    closed = CaseFactory(owner=alice, closed=True)
    refresh(closed)
    assert again(closed).next_kind == ""


def test_it_costs_the_same_for_one_case_and_many(alice):
    cases = [opened(alice, now=NOW - DAY, number=str(number)) for number in range(20)]
    with CaptureQueriesContext(connection) as one:
        refresh(cases[0])
    with CaptureQueriesContext(connection) as all_of_them:
        refresh(*cases)
    assert len(all_of_them) == len(one)


@pytest.mark.parametrize("change", [{"next_at": None}, {"next_actor": ""}, {"next_actor": "all"}, {"next_kind": ""}])
def test_it_is_a_matter_of_the_database_that_an_open_case_has_one(alice, change):
    case = opened(alice)
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(**change)
