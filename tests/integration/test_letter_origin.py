"""The first letter asks what the step beside it names: for a suspected fake, where the goods come from."""

from __future__ import annotations

import pytest

from cases.selectors.letters import letter_of_case, letter_of_draft
from cases.selectors.snapshots import next_step_of
from tests.case_acts import opened
from tests.factories import NOW

pytestmark = pytest.mark.django_db
ASKED = "进货凭证或品牌授权"
DRAFT = {"number": "123456", "item": "口红", "problem": "序列号查不到", "demand": "refund"}


def test_it_asks_for_the_origin_that_the_step_names(alice):
    case = opened(alice, problem_type="counterfeit", problem="序列号查不到", demand="refund")
    assert next_step_of(case, now=NOW).reason.endswith("then ask for proof of origin.")
    assert ASKED in letter_of_case(case, "T1", now=NOW).text


@pytest.mark.parametrize("number", ["123456", ""])
def test_it_asks_for_it_before_there_is_a_case(number):
    draft = DRAFT | {"number": number}
    assert ASKED in letter_of_draft(draft | {"problem_type": "counterfeit"}, now=NOW).text
    assert ASKED not in letter_of_draft(draft | {"problem_type": "defect"}, now=NOW).text


def test_it_asks_for_no_origin_of_anything_else(alice):
    assert ASKED not in letter_of_case(opened(alice), "T1", now=NOW).text
