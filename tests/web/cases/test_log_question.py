"""/c/<ref>/log/: the text offered when something is missing asks for that and for nothing else."""

from __future__ import annotations

import pytest

from cases.models import Case
from tests.case_acts import HOUR, heard
from tests.factories import NOW
from tests.web.cases.checklist import page_of
from tests.web.cases.test_log import FORM

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(case: Case) -> str:
    return f"/c/{case.ref}/log/"


def test_it_asks_who_spoke_this_time_and_not_for_a_time_already_given(as_alice, alice, case, url):
    heard(case, NOW - HOUR, agent_number="6789")
    question = page_of(as_alice.post(url, FORM | {"agent": ""})).split('id="ask"', 1)[1].split("</blockquote>")[0]
    assert "工号" in question
    assert "最晚什么时候" not in question


def test_it_asks_for_a_time_alone_where_the_number_is_known(as_alice, url):
    question = page_of(as_alice.post(url, FORM | {"promise": "none"})).split('id="ask"', 1)[1].split("</blockquote>")[0]
    assert "最晚什么时候" in question
    assert "工号" not in question


def test_it_asks_once_why_they_refused(as_alice, case, url):
    form = FORM | {"promise": "none", "reply": "refused", "note": "这个不影响使用，不退"}
    response = as_alice.post(url, form)
    page = page_of(response)
    assert response.status_code == 422
    assert "还没有拒绝的理由" in page
    assert "理由" in page.split('id="ask"', 1)[1].split("</blockquote>")[0]
    assert as_alice.post(url, form | {"asked": "reason"}).status_code == 302


@pytest.mark.parametrize("change", [{"words": "不影响使用"}, {"reply": "agreed"}, {"direction": "out"}])
def test_it_asks_for_no_reason_that_is_there_or_owed_by_nobody(as_alice, url, change):
    form = FORM | {"promise": "none", "reply": "refused"} | change
    assert "还没有拒绝的理由" not in page_of(as_alice.post(url, form))
