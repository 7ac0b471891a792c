"""Which of several promises in one sentence a letter cites."""

from __future__ import annotations

import pytest

from cases.selectors.case_page import case_record
from cases.selectors.letters import facts_of_case
from cases.services.contact_log import PromiseEntry
from tests.case_acts import DAY, HOUR, again, heard, opened
from tests.factories import NOW

pytestmark = pytest.mark.django_db
WORDS = "今天登记，明天回电，3个工作日内出结果"


@pytest.fixture
def case(alice):
    case = opened(alice, now=NOW - DAY)
    last, *others = (PromiseEntry(words=WORDS, due_at=NOW + span) for span in (3 * DAY, HOUR, DAY))
    heard(case, NOW, words=WORDS, reply="received", promise=last, also=tuple(others))
    return again(case)


@pytest.mark.parametrize("from_page", [True, False])
@pytest.mark.parametrize(
    ("later", "due"), [(HOUR / 2, 3 * DAY), (2 * HOUR, HOUR), (2 * DAY, HOUR)], ids=["all run", "one late", "two late"]
)
def test_it_cites_the_longest_overdue_else_the_last(case, later, due, from_page):
    promises = case_record(case).promises if from_page else None
    assert facts_of_case(case, now=NOW + later, promises=promises).promised_due == NOW + due
