"""/c/<ref>/up/ on 京东 after its fifteen days (CLK08): the way leads past the platform, which can still be asked."""

from __future__ import annotations

import pytest

from cases.domain.starts import Trigger
from cases.models import Case, CaseEvent, Filing
from cases.services.moments import moment_note
from tests.case_acts import DAY, again, heard, opened
from tests.factories import NOW
from tests.web.cases.checklist import page_of, words_of

pytestmark = pytest.mark.django_db
FORM = {"to": "platform", "due": "2026-11-26T23:59", "reason": "商家拒绝"}


@pytest.fixture
def case(alice) -> Case:
    case = opened(alice, now=NOW - 30 * DAY, platform="jd")
    heard(case, NOW - 20 * DAY, reply="refused")
    moment_note(case=again(case), trigger=Trigger.AFTER_SALE_REFUSED, at=NOW - 20 * DAY, now=NOW)
    return again(case)


@pytest.fixture
def url(case: Case) -> str:
    return f"/c/{case.ref}/up/"


def test_it_goes_to_12315_and_says_why(as_alice, url):
    words = words_of(as_alice.get(url))
    assert 'name="to" value="regulator"' in page_of(as_alice.get(url))
    assert "从商家到监管" in words
    assert "申请京东介入的期限已过，所以直接到 12315。" in words
    assert "京东可能不再受理" not in words


def test_it_still_lets_jd_be_asked_with_a_warning(as_alice, case, url):
    page = page_of(as_alice.get(f"{url}?to=platform"))
    assert 'name="to" value="platform"' in page
    assert "申请京东介入的 15 天已过，对方可能不受理；去 12315 不看这个期限。" in page
    assert f"/c/{case.ref}/say/?to=12315" in page
    answer = as_alice.post(url, FORM)
    assert (answer.status_code, again(case).tier) == (302, "platform")
    assert CaseEvent.objects.get(case=case, kind="guards_passed").data["guards"][0] == "days_over"


def test_it_notes_the_complaint_without_a_stop_at_the_platform(as_alice, case, url):
    answer = as_alice.post(url, FORM | {"to": "regulator", "due": "2026-12-02T23:59"})
    assert answer.status_code == 302
    assert (again(case).tier, Filing.objects.get(case=case).tier) == ("regulator", "regulator")


def test_it_keeps_the_answers_of_the_list_that_was_shown(as_alice, case, url):
    for to, item in (("regulator", "up:identity"), ("platform", "up:after_sale")):
        page = page_of(as_alice.get(f"{url}?to={to}"))
        assert f'<input type="hidden" name="to" value="{to}"><h2' in page
        key = page.split('name="need-')[1].split('"')[0]
        answer = as_alice.post(f"{url}needs/", {"to": to, f"need-{key}": "have"})
        assert answer.status_code == 302
        assert answer["Location"].endswith(f"up/?to={to}")
        assert item.split(":")[0] in str(again(case).needs)


def test_it_lights_12315_on_the_case_page(as_alice, case):
    words = words_of(as_alice.get(f"/c/{case.ref}/"))
    assert "期限已过" in words
    assert "给 12315 的必备证据" in words
    assert "平台的必备证据" not in words


def test_it_goes_to_the_platform_while_the_days_run(as_alice, alice):
    other = opened(alice, now=NOW - 5 * DAY, platform="jd", number="88")
    heard(other, NOW - 4 * DAY, reply="refused")
    moment_note(case=again(other), trigger=Trigger.AFTER_SALE_REFUSED, at=NOW - 4 * DAY, now=NOW)
    page = page_of(as_alice.get(f"/c/{other.ref}/up/?to=regulator"))
    assert 'name="to" value="platform"' in page
    assert "15 天已过" not in page
