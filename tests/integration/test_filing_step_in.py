"""Filing with 京东: the dispute first, and what is filed after the seller's 24 hours asks JD itself."""

from __future__ import annotations

import pytest

from cases.models import Case, Deadline
from cases.services.filing import FilingEntry, filing_file, filing_undo
from tests.case_acts import DAY, HOUR, again, heard, opened, running
from tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(alice) -> Case:
    return opened(alice, now=NOW - 3 * DAY, platform="jd", number="286600412345")


def file(case: Case, at, **fields):
    values = {"tier": "platform", "moves": True, "code": "T8b", "text": "纠纷说明"} | fields
    return filing_file(case=again(case), entry=FilingEntry(**values), now=at)


def disputed(case: Case, at=NOW - 25 * HOUR):
    return file(case, at, due_at=at + DAY)


def test_it_files_the_dispute_first(case):
    filing = disputed(case)
    assert (again(case).tier, again(case).step_in_at) == ("platform", NOW - HOUR)
    assert filing.deadline.rule == "CLK07"


@pytest.mark.parametrize("code", ["T8b", ""])
def test_it_asks_jd_with_what_is_filed_next(case, code):
    disputed(case)
    heard(case, NOW - 2 * HOUR, tier="platform", reply="refused")
    filing = file(case, NOW, code=code, due_at=NOW + 2 * DAY)
    now = again(case)
    assert (now.step_in_at, now.stepped_in_at, now.refused_at) == (None, NOW, None)
    assert (filing.deadline.due_at, running(case)) == (NOW + 2 * DAY, [""])


def test_it_asks_nobody_while_the_sellers_time_runs_or_with_something_else(case):
    disputed(case, NOW - 3 * HOUR)
    file(case, NOW)
    assert again(case).stepped_in_at is None
    Case.objects.filter(pk=case.pk).update(step_in_at=NOW - HOUR)
    file(case, NOW + HOUR, code="T10", moves=False)
    assert again(case).stepped_in_at is None


def test_it_takes_the_asking_back(case):
    disputed(case)
    filing = file(case, NOW, due_at=NOW + 2 * DAY)
    assert filing_undo(case=again(case), filing=filing, now=NOW + HOUR)
    now = again(case)
    assert (now.tier, now.step_in_at, now.stepped_in_at, now.next_kind) == ("platform", NOW - HOUR, None, "step_in")
    assert running(case) == ["CLK07"]
    assert not Deadline.objects.running().filter(rule="").exists()


def test_it_takes_the_dispute_back(case):
    filing = disputed(case, NOW - HOUR)
    assert filing_undo(case=again(case), filing=filing, now=NOW)
    assert (again(case).tier, again(case).step_in_at) == ("merchant", None)
