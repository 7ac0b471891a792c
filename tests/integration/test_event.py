"""event_record: what happened is written once, moves the case's silence, and can never be changed."""

from __future__ import annotations

import pytest
from django.db import transaction

from cases.models import Case, CaseEvent
from cases.models.event import EventIsForEver
from cases.services.event import event_record
from tests.case_acts import DAY, HOUR, again, opened
from tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(alice) -> Case:
    return opened(alice, now=NOW - DAY)


def test_it_keeps_when_it_happened_and_when_it_was_written(case):
    event = event_record(case=case, kind="no_reply", at=NOW - HOUR, now=NOW, data={"mail": "x"})
    event.refresh_from_db()
    assert (event.at, event.recorded_at, event.by_owner, event.tier) == (NOW - HOUR, NOW, True, "merchant")
    assert event.data == {"mail": "x"}


def test_it_says_what_the_system_wrote_by_itself(case):
    assert event_record(case=case, kind="lapsed", at=NOW, now=NOW, by_owner=False).by_owner is False


def test_it_starts_the_fourteen_days_of_silence_anew(case):
    event_record(case=case, kind="no_reply", at=NOW - HOUR, now=NOW)
    assert (again(case).last_event_at, again(case).stale_at) == (NOW, NOW + 14 * DAY)


def test_it_asks_nothing_of_a_closed_case(case):
    case.closed_at = NOW
    event_record(case=case, kind="case_closed", at=NOW, now=NOW)
    assert again(case).stale_at is None


def test_it_touches_nothing_else_of_the_case(case):
    stale = again(case)
    Case.objects.filter(pk=case.pk).update(problem="改过")
    event_record(case=stale, kind="no_reply", at=NOW, now=NOW)
    assert again(case).problem == "改过"


def test_it_cannot_be_changed_or_deleted(case):
    event = event_record(case=case, kind="no_reply", at=NOW, now=NOW)
    for attempt in (
        event.save,
        event.delete,
        lambda: CaseEvent.objects.filter(pk=event.pk).update(kind="x"),
        lambda: CaseEvent.objects.filter(pk=event.pk).delete(),
    ):
        with pytest.raises(EventIsForEver), transaction.atomic():
            attempt()
    assert CaseEvent.objects.get(pk=event.pk).kind == "no_reply"
