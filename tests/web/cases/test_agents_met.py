"""The agents of a case: how many promises each made, and how many are broken, swept or not."""

from __future__ import annotations

import re

import pytest

from cases.models import Case
from cases.services.case_state import case_close, case_reopen, tier_move
from cases.services.contact_log import PromiseEntry
from tests.case_acts import DAY, HOUR, again, heard
from tests.factories import NOW
from tests.web.cases.checklist import HX, page_of, words_of

pytestmark = pytest.mark.django_db


def met(client, case: Case) -> dict[str, str]:
    """Return what the page says of each agent."""
    part = page_of(client.get(f"/c/{case.ref}/")).split('id="agents-met"', 1)[1].split("</section>", 1)[0]
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", part))
    return {number: said.strip() for number, said in re.findall(r"工号 (\d+)(.*?)(?=工号|$)", words)}


def test_it_counts_a_promise_broken_once_its_moment_has_passed(as_alice, case):
    heard(case, NOW - 2 * HOUR, hours=1, agent_number="6789")
    heard(case, NOW - HOUR, hours=24, agent_number="6789", replaces=False)
    said = met(as_alice, case)["6789"]
    assert "答应 2 次" in said
    assert "失约 1" in said


def test_it_counts_no_promise_where_no_time_was_named(as_alice, case):
    heard(case, NOW - HOUR, agent_number="1234", words="尽快", promise=PromiseEntry(words="尽快", due_at=None))
    said = met(as_alice, case)["1234"]
    assert "答应" not in said
    assert "没说时间" in said


@pytest.mark.parametrize("left", ["moved up", "closed", "closed and opened again"])
def test_it_counts_what_was_due_when_the_case_moved_on(as_alice, case, left):
    heard(case, NOW - 2 * HOUR, hours=1, agent_number="6789")
    if left == "moved up":
        tier_move(case=again(case), to="platform", now=NOW, due_at=NOW + DAY)
    else:
        case_close(case=again(case), outcome="refused", now=NOW)
    if left == "closed and opened again":
        case_reopen(case=again(case), now=NOW)
    assert "失约 1" in met(as_alice, case)["6789"]


def test_it_counts_nothing_broken_that_was_only_left(as_alice, case):
    heard(case, NOW - HOUR, hours=24, agent_number="6789")
    tier_move(case=again(case), to="platform", now=NOW, due_at=NOW + DAY)
    assert "失约" not in met(as_alice, case)["6789"]


def test_it_tells_the_same_while_the_number_is_typed(as_alice, case):
    heard(case, NOW - 2 * HOUR, hours=1, agent_number="6789")
    assert "失约 1" in words_of(as_alice.get(f"/c/{case.ref}/agent/", {"agent": "6789"}, headers=HX))
